/** What can be done to the pixels of a frame, and in which order it counts. */
import { PROCESSINGS, type Processing } from '../../base/frame';

export type Step = Processing | 'stacked';

/** The last of the steps, which is what the frame then is: registered where it was calibrated and registered. */
export function lastStep(steps: Iterable<Step>): Step | null {
  let last: Step | null = null;
  for (const step of steps) if (isLater(step, last)) last = step;
  return last;
}

/** Whether a step comes after another one; any comes after none. */
export function isLater(step: Step, than: Step | null): boolean {
  return than === null || rank(step) > rank(than);
}

function rank(step: Step): number {
  return step === 'stacked' ? PROCESSINGS.length : PROCESSINGS.indexOf(step);
}
