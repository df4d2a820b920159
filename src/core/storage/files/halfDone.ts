/** Whether a step that failed could not take back what it had begun. */
import { isHalfEdited } from './patches';
import type { FileStep } from './step';
import { isTaken } from './there';

/** Then its journal has to stay open, so that the next start finishes it. */
export async function isHalfDone(step: FileStep): Promise<boolean> {
  if (isHalfEdited(step.to, step.patches)) return true;
  if (!step.amends || step.from === step.to) return false;
  return !(await isTaken(step.from)) && (await isTaken(step.to));
}
