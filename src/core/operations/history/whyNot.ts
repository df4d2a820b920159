/** Whether a file can be taken back at this moment: looks, and touches nothing. */
import type { RefusedFile } from '../../api/history';
import { english } from '../../base/english';
import { fileError, isSystemError, messageOf, reasonIn } from '../../base/errors';
import { isSameTime } from '../../storage/files/fileState';
import { refuseBeyondHeader } from '../../storage/files/headerOnly';
import { isOneName } from '../../storage/files/oneName';
import { growth, patchState } from '../../storage/files/patches';
import { infoOf } from '../../storage/files/whatIsThere';
import { mayTouch, type Trust } from '../../storage/journal/trust';
import type { Back } from './planUndo';

/**
 * - `possible`: all is as the operation left it.
 * - `already`: there is nothing to do for the file. It was not begun, or an undo that was cut off has been
 *   here.
 * - `refused`: something else has become of it. `failed`: the system does not say, or not now.
 */
export type Chance =
  | { readonly kind: 'possible' }
  | { readonly kind: 'already' }
  | ({ readonly kind: 'refused' } & Why)
  | ({ readonly kind: 'failed' } & Why);

/** Why a file is left, for users and as data. */
type Why = Omit<RefusedFile, 'path'>;

export async function chanceOf(back: Back, trust: Trust): Promise<Chance> {
  try {
    const why = refusal(back, trust) ?? (await lookAt(back, trust));
    return typeof why === 'string' ? { kind: why } : { kind: 'refused', ...why };
  } catch (error) {
    const kind = isSystemError(error) ? 'failed' : 'refused';
    return { kind, why: messageOf(fileError(error, back.step.from)), ...reasonIn(error) };
  }
}

/** A journal that is not trusted is not followed out of the repository, whatever lies there. */
function refusal({ what, step }: Back, trust: Trust): Why | null {
  const may = mayTouch(step, trust);
  const touched = { moved: may.from && may.to, removed: may.from, restored: may.from, unlisted: true }[what];
  if (touched) return null;
  return {
    why: english(
      'It lies outside the archive, and it is not certain that the operation was one of this archive',
    ),
    reason: 'outside',
  };
}

async function lookAt({ what, step }: Back, trust: Trust): Promise<'possible' | 'already' | Why> {
  const now = await infoOf(step.from);
  const there = step.from === step.to ? now : await infoOf(step.to);
  const back = step.size + growth(step.patches);
  if (now === null) {
    if (what === 'unlisted' || (what === 'removed' && there !== null)) return 'already';
    return what === 'moved' && there?.size === back
      ? 'already'
      : { why: english('It is no longer there'), reason: 'gone' };
  }
  // An undo that was cut off has put the header back.
  if (what === 'restored' && now.size === back && patchState(step.from, step.patches) === 'after')
    return 'already';
  if (now.size !== step.size || !isSameTime(now.mtimeMs, step.mtime)) {
    return { why: english('It has changed since'), reason: 'changed' };
  }
  if (what === 'moved' && there !== null && !(await isOneName(step.from, step.to)))
    return { why: english('{0} exists, and is not overwritten', step.to), reason: 'in-the-way' };
  if (what === 'removed' && there === null) {
    return {
      why: english('It was copied from {0}, which is no longer there; it may be the last copy', step.to),
      reason: 'last-copy',
    };
  }
  if (step.patches.length > 0) {
    refuseBeyondHeader(step.from, step.patches, { printable: !trust.isTrusted });
  }
  return 'possible';
}
