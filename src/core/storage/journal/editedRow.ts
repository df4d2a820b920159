/** The row of a frame whose file was amended, or given back what it had. */
import type { ArchiveSettings } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Database } from '../database/database';
import type { Frames } from '../database/frames';
import { sourceOf } from '../database/frameSources';
import type { NewFrame } from '../database/insertFrame';
import type { FileStep } from '../files/fileStep';
import type { Placed } from '../files/perform';
import { readFrame } from '../files/readFrame';

export interface RowParts {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'timeZone'>;
  readonly database: Database;
  readonly frames: Frames;
}

/**
 * Everything that the header says is read from the file as it lies there now; what it was before any edit,
 * where it came from and what the user knows of it stay. A header that is silent about the type is read with
 * the folders that the file came from, as when it was registered.
 * @throws ArchiveError where the file cannot be read.
 */
export function editedRow(
  step: FileStep,
  placed: Pick<Placed, 'size' | 'mtime' | 'editedSha256'>,
  { settings, database, frames }: RowParts,
): NewFrame {
  const { to: path, sha256, imageKey, replaces, source } = step;
  const before = replaces === null ? undefined : frames.byId(replaces);
  const from = replaces === null ? null : sourceOf(database.sqlite, settings.repository, replaces);
  const frame = readFrame(path, from ?? path, settings.timeZone);
  if (frame === null) throw new ArchiveError('format', english('It holds no image any more'), { path });
  const hash = step.patches.length === 0 ? (before?.editedSha256 ?? null) : placed.editedSha256;
  const editedSha256 = hash === sha256 ? null : hash;
  const { size, mtime } = placed;
  return { path, size, mtime, sha256, imageKey, source, replaces, frame, editedSha256 };
}
