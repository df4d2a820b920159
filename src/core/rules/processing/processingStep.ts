/** What can be done to the pixels of a frame, and in which order it counts. */
import { type Processing, PROCESSINGS } from '../../base/frame';

export type ProcessingStep = Processing | 'stacked';

/**
 * The last of the steps, which is what the frame then is: registered where it was calibrated and registered.
 */
export function lastStep(steps: Iterable<ProcessingStep>): ProcessingStep | null {
  let last: ProcessingStep | null = null;
  for (const step of steps) if (isLater(step, last)) last = step;
  return last;
}

/** Whether a step comes after another one; any comes after none. */
export function isLater(step: ProcessingStep, than: ProcessingStep | null): boolean {
  return than === null || rank(step) > rank(than);
}

function rank(step: ProcessingStep): number {
  return step === 'stacked' ? PROCESSINGS.length : PROCESSINGS.indexOf(step);
}
