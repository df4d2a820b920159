/**
 * One planned amendment as a step on its file: the edit of its header becomes bytes here. Reads the header,
 * writes nothing.
 */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { sourceOf } from '../../storage/database/frameSources';
import { type FileStep, newStem } from '../../storage/files/fileStep';
import { inspect } from './inspect';
import type { PlanEditsParts, PlannedRow } from './planEdits';

/** @throws ArchiveError where frame or file are no longer what they were when the plan was made. */
export function editStep({ row, amendment, size, mtime }: PlannedRow, parts: PlanEditsParts): FileStep {
  const { path: from, to } = row;
  const { settings, database, frames } = parts;
  const known = frames.byId(row.frame);
  if (known?.path !== from) throw changed(from);
  const source = sourceOf(database.sqlite, settings.repository, known.id);
  const seen = inspect(known, amendment, source, settings.timeZone);
  if (seen.size !== size || seen.mtime !== mtime) throw changed(from);
  const { sha256, imageKey, editedSha256 } = known;
  return {
    do: from === to ? 'stay' : 'move',
    from,
    to,
    size,
    mtime,
    // Of a file that was edited and not read since nobody knows it.
    hash: editedSha256 ?? (seen.edited ? null : sha256),
    sha256,
    imageKey,
    patches: seen.patches,
    stem: newStem(to),
    givesUp: false,
    row: 'enter',
    replaces: known.id,
    known: false,
    source: null,
    amends: true,
  };
}

function changed(path: string): ArchiveError {
  return new ArchiveError('stale', english('It has changed since the plan was made'), {
    path,
    reason: 'changed',
    advice: english('Look at a new plan.'),
  });
}
