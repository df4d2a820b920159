/** Decides what becomes of a step that a crash may have cut off, from what is found on the disk. Pure. */
import type { FileStep } from '../files/fileStep';

/** What lies where a step was at work. */
export interface Seen {
  /** `same`: the file that the step was planned for. */
  readonly from: 'absent' | 'same' | 'other';
  /**
   * `whole`: of the size and time that the step gives it, and edited where it edits; `unedited`, `between`:
   * the same, but for its header, which is not begun or begun; `empty`: a placeholder that holds the name
   * where there are no hard links.
   */
  readonly to: 'absent' | 'whole' | 'unedited' | 'between' | 'empty' | 'other';
  /** Whether both are names of one file. */
  readonly oneFile: boolean;
}

/**
 * - `done`: only the archive has to learn of it.
 * - `give-up`: the target is complete, and the source still has to go; `verified` where it is a copy that has
 *   to be compared first.
 * - `finish-edit`: the header of the target is to be edited, then the source goes where the step gives it up.
 * - `clear`: an empty placeholder is taken away; the step was not begun.
 * - `not-begun`: nothing was done, nothing is to be done.
 * - `lost`: the file is at neither place. `foreign`: something else is. Nobody touches anything.
 */
export type StepVerdict =
  | { readonly kind: 'done'; readonly verified: boolean }
  | { readonly kind: 'give-up'; readonly verified: boolean }
  | { readonly kind: 'finish-edit' }
  | { readonly kind: 'clear' | 'not-begun' | 'lost' | 'foreign' };

/** `ended`: the journal says that the step was completed, which saves comparing files again. */
export function judgeStep(step: FileStep, seen: Seen, ended: boolean): StepVerdict {
  switch (step.do) {
    case 'move':
      return decideMove(step, seen);
    case 'copy':
      return decideCopy(seen, ended);
    case 'stay':
      return decideStay(step, seen);
    case 'adopt':
      if (step.givesUp && seen.oneFile) return secondName(step);
      return seen.to === 'absent' ? { kind: 'lost' } : { kind: 'done', verified: true };
    case 'remove':
      if (seen.from === 'absent') return { kind: 'done', verified: true };
      return { kind: seen.from === 'same' ? 'not-begun' : 'foreign' };
  }
}

function decideMove(step: FileStep, { from, to, oneFile }: Seen): StepVerdict {
  if (from === 'same') {
    if (to === 'absent') return { kind: 'not-begun' };
    if (oneFile) return secondName(step);
    if (to === 'whole') return { kind: 'give-up', verified: false };
    return { kind: to === 'empty' ? 'clear' : 'foreign' };
  }
  if (to === 'whole') return { kind: 'done', verified: true };
  if (to === 'unedited' || to === 'between') return { kind: 'finish-edit' };
  return { kind: from === 'absent' && to === 'absent' ? 'lost' : 'foreign' };
}

/** The target is a second name of the source. */
function secondName({ patches }: FileStep): StepVerdict {
  return patches.length > 0 ? { kind: 'finish-edit' } : { kind: 'give-up', verified: true };
}

function decideCopy({ to }: Seen, ended: boolean): StepVerdict {
  if (to === 'whole') return { kind: 'done', verified: ended };
  if (to === 'empty') return { kind: 'clear' };
  return { kind: to === 'absent' ? 'not-begun' : 'foreign' };
}

function decideStay({ patches }: FileStep, { to }: Seen): StepVerdict {
  if (to === 'absent') return { kind: 'lost' };
  if (to === 'other' || to === 'empty') return { kind: 'foreign' };
  // Listing a file needs no recovery: it is listed when it is registered again.
  if (patches.length === 0) return { kind: 'not-begun' };
  if (to === 'between') return { kind: 'finish-edit' };
  return to === 'whole' ? { kind: 'done', verified: true } : { kind: 'not-begun' };
}
