/** What a placement means for the file: the edit of its header becomes bytes here. Reads the header, writes nothing. */
import { newStem, type FileStep } from '../../storage/files/step';
import { planEdit } from '../../formats/image/imageFile';
import type { Placement } from './decision';

/**
 * `known` says whether the archive has a file at the target already.
 * @throws ArchiveError where the header cannot be edited as planned.
 */
export function stepOf(placement: Placement, known: boolean): FileStep {
  const { scan, action, mode, to, edits, replaces, displaces } = placement;
  const { path: from, size, mtime, sha256, imageKey } = scan;
  return {
    do: action === 'index' ? 'stay' : action,
    from,
    to,
    size,
    mtime,
    hash: sha256,
    sha256,
    imageKey,
    patches: planEdit(from, edits),
    stem: newStem(to),
    givesUp: action === 'adopt' && mode === 'move',
    row: 'enter',
    replaces,
    ...(displaces === null ? {} : { displaces }),
    known: known || replaces !== null,
    source: action === 'index' ? null : from,
  };
}
