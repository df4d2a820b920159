/**
 * Files that seem to be still in the making: put off until the others are done, then looked at again, twice
 * at most.
 */
import { lstatSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { english } from '../../base/english';
import { ArchiveError, messageOf } from '../../base/errors';
import type { Cancel } from '../../base/ports';
import { pathOf, type ScanOutcome, type ScanPool } from '../scan/pool';
import { STILL_WRITTEN } from '../scan/settled';
import type { FoundFile } from '../scan/walk';

/** Milliseconds between the two last looks. */
const PATIENCE = 1000;
/** Files that a thread looks at again at once. */
const SHARE = 32;

type State = Pick<FoundFile, 'size' | 'mtime'>;

export class PutOff {
  readonly #paths: string[] = [];

  /** Whether a file that was found in this state, and read, is to be looked at again. */
  takes(found: State, outcome: ScanOutcome): boolean {
    if (!isUnsettled(found, outcome)) return false;
    this.#paths.push(pathOf(outcome));
    return true;
  }

  /**
   * Looks at what was put off: now and, where that does not suffice, once more after a short wait. What is
   * not whole then fails. Ends early on cancel.
   */
  async settle(pool: ScanPool, timeZone: string | null, cancel: Cancel): Promise<ScanOutcome[]> {
    const outcomes: ScanOutcome[] = [];
    let pending = this.#paths.splice(0);
    for (const isLast of [false, true]) {
      if (pending.length === 0) break;
      if (isLast) await pause(pool.patience ?? PATIENCE);
      const again: string[] = [];
      for (let first = 0; first < pending.length && !cancel.isCancellationRequested; first += SHARE) {
        const paths = pending.slice(first, first + SHARE);
        const states = new Map(paths.map((path) => [path, stateOf(path)]));
        for (const outcome of await pool.run({ paths, timeZone })) {
          const path = pathOf(outcome);
          const state = states.get(path);
          if (!state || !isUnsettled(state, outcome)) outcomes.push(outcome);
          else if (isLast) outcomes.push({ path, error: unfinished(path, outcome), reason: 'unfinished' });
          else again.push(path);
        }
      }
      pending = again;
    }
    return outcomes;
  }
}

function isUnsettled(found: State, outcome: ScanOutcome): boolean {
  if ('error' in outcome) return outcome.unsettled === true;
  const { size, mtime, unsettled } = outcome.scan;
  const hasGrown = size > found.size || (size === found.size && mtime !== found.mtime);
  return unsettled || hasGrown;
}

/** Undefined for a file that is gone; reading it says so. */
function stateOf(path: string): State | undefined {
  try {
    const { size, mtimeMs } = lstatSync(path);
    return { size, mtime: mtimeMs };
  } catch {
    return undefined;
  }
}

function unfinished(path: string, outcome: ScanOutcome): string {
  const advice = english('Register it again when that is done.');
  if ('error' in outcome)
    return english('{0} Or {1}: it changed a moment ago. {2}', outcome.error, lowered(STILL_WRITTEN), advice);
  return messageOf(
    new ArchiveError('file', STILL_WRITTEN, {
      path,
      ...(outcome.scan.endsInZeros ? { got: english('zeros at its end, of a moment ago') } : {}),
      advice,
    }),
  );
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
