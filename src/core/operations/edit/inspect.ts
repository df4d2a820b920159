/** Looks at the file of a frame that is to be amended: its header now, and as it will be. Writes nothing. */
import { accessSync, constants, lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CardChange, CardDifference } from '../../api/fileEdits';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import type { Frame } from '../../base/frame';
import type { HeaderPatch } from '../../formats/fits/edit';
import type { CardEdit } from '../../formats/fits/header';
import { historyEdit, isEdited } from '../../formats/fits/historyCards';
import { imageHeader } from '../../formats/fits/image';
import { patchedSource } from '../../formats/fits/patched';
import { type ByteSource, withSource } from '../../formats/fits/source';
import { patchesOf, readImage } from '../../formats/image/imageFile';
import { frameOf } from '../../rules/frame/frameOf';
import { judgeState } from '../../storage/files/fileState';
import { differencesOf, editsOf } from './cardEdits';

export interface Inspected {
  /** Of the file as it is: bytes, and milliseconds since 1970. */
  readonly size: number;
  readonly mtime: number;
  /** Empty where the header says everything already. */
  readonly patches: readonly HeaderPatch[];
  readonly differences: readonly CardDifference[];
  /** What the header will say. */
  readonly after: Frame;
  /** Whether the header says that this program has changed it before. */
  readonly edited: boolean;
}

export interface Changes {
  readonly cards: readonly CardChange[];
  /** What the line of HISTORY says, null for none; it is written where a card changes. */
  readonly history: string | null;
}

/** The file must be the one that the archive knows. Throws an ArchiveError that says why it is left alone. */
export function inspect(
  known: ArchivedFrame,
  changes: Changes,
  source: string | null,
  timeZone: string | null,
): Inspected {
  const { path } = known;
  try {
    const state = stateOf(known);
    const result = withSource(path, (bytes) => inspectBytes(bytes, changes, source ?? path, timeZone));
    if (result.patches.length > 0) refuseReadOnly(path);
    return { ...state, ...result };
  } catch (error) {
    throw fileError(error, path);
  }
}

function stateOf(known: ArchivedFrame): { size: number; mtime: number } {
  const { path } = known;
  let info;
  try {
    info = lstatSync(path);
  } catch (error) {
    throw fileError(error, path);
  }
  const state = { size: info.size, mtime: info.mtimeMs };
  if (info.isFile() && judgeState(known, state) === null) return state;
  throw new ArchiveError('file', english('It has changed since the archive has read it'), {
    path,
    reason: 'changed',
    advice: english('Verify the archive first.'),
  });
}

function inspectBytes(
  source: ByteSource,
  { cards, history }: Changes,
  as: string,
  timeZone: string | null,
): Omit<Inspected, 'size' | 'mtime'> {
  const before = imageHeader(readImage(source));
  if (before === null) throw new ArchiveError('format', english('It holds no image'), { path: source.path });
  const edits = editsOf(cards, before.cards);
  let patches = patchesOf(source, edits);
  let all: readonly CardEdit[] = edits;
  if (patches.length > 0 && history !== null) {
    all = [...edits, historyEdit(history)];
    patches = patchesOf(source, all);
  }
  const header = patches.length === 0 ? before : imageHeader(readImage(patchedSource(source, patches)));
  if (header === null)
    throw new ArchiveError('format', english('It would hold no image any more'), { path: source.path });
  const { sources, electronsPerAdu, ...after } = frameOf(header, { path: as, timeZone });
  const differences = differencesOf(
    all.map(({ keyword }) => keyword),
    before.cards,
    header.cards,
  );
  return { patches, differences, after, edited: isEdited(before.cards) };
}

/** A file that somebody has made read-only is to be left alone. */
function refuseReadOnly(path: string): void {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw fileError(error, path);
  }
}
