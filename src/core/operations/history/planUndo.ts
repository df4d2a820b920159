/** Decides how the steps of an operation are taken back. Pure. */
import type { UndoReport } from '../../api/archive';
import { english } from '../../base/english';
import { type FileStep, newStem } from '../../storage/files/fileStep';
import { growth, inverse } from '../../storage/files/patches';
import type { Placed } from '../../storage/files/perform';
import type { StepEnd } from '../../storage/journal/lines';

/** One file and what is to be done for it. */
export interface Back {
  readonly step: FileStep;
  readonly what: UndoReport['undone'][number]['what'];
}

export interface UndoPlan {
  /** In the order in which they are to be done: what was done last comes first. */
  readonly backs: readonly Back[];
  readonly refused: UndoReport['refused'];
}

/** A step of an operation, and how it ended. */
export interface DoneStep {
  readonly step: FileStep;
  readonly end: StepEnd | undefined;
}

/**
 * Steps that failed have nothing to be taken back; without a word on their end they were finished by a
 * recovery, and lie as the step itself says. `steps` are those that were announced last first.
 */
export function planUndo(steps: readonly DoneStep[]): UndoPlan {
  const backs: Back[] = [];
  const refused: UndoReport['refused'][number][] = [];
  for (const { step, end } of steps) {
    if (end === 'failed') continue;
    if (step.amends) backs.push(amendedBack(step, end));
    else if (step.known) {
      refused.push({
        path: step.to,
        reason: 'known-before',
        why: english('It was in the archive before, and was only read again or found again'),
      });
    } else backs.push(backOf(step, end));
  }
  return { backs, refused };
}

/** The frame stays in the archive: header, name and row become what they were. */
function amendedBack(step: FileStep, end: Placed | undefined): Back {
  const edited = step.patches.length > 0;
  return {
    what: step.do === 'move' ? 'moved' : 'restored',
    step: {
      ...step,
      from: step.to,
      to: step.from,
      size: end?.size ?? step.size + growth(step.patches),
      mtime: end?.mtime ?? step.mtime,
      hash: edited ? (end?.editedSha256 ?? null) : step.hash,
      patches: inverse(step.patches),
      stem: newStem(step.from),
    },
  };
}

function backOf(step: FileStep, end: Placed | undefined): Back {
  const moved = step.do === 'move' || (step.do === 'adopt' && end?.sourceKept === false);
  const back = {
    ...step,
    from: step.to,
    size: end?.size ?? step.size + growth(step.patches),
    mtime: end?.mtime ?? step.mtime,
    patches: inverse(step.patches),
    givesUp: false,
    row: 'leave',
    replaces: null,
    known: true,
    source: null,
  } as const;
  if (moved) {
    const hash = step.patches.length === 0 ? step.hash : (end?.editedSha256 ?? null);
    return { what: 'moved', step: { ...back, do: 'move', to: step.from, hash, stem: newStem(step.from) } };
  }
  if (step.do === 'copy') {
    return { what: 'removed', step: { ...back, do: 'remove', to: step.from, patches: [], hash: step.hash } };
  }
  const edited = step.do === 'stay' && step.patches.length > 0;
  const patches = edited ? back.patches : [];
  return {
    what: edited ? 'restored' : 'unlisted',
    step: { ...back, do: 'stay', to: step.to, patches, hash: null },
  };
}
