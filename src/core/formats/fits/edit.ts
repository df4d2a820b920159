/** Edits the header of a FITS file and nothing else of it. Every edit of the program goes through here. */
import * as fs from 'node:fs';
import { ArchiveError, fileError } from '../../base/errors';
import { CARD } from './block';
import { editUnit } from './editCards';
import { isCommentaryKeyword } from './format';
import { isGzip } from './gunzip';
import type { CardEdit, FitsFile, Hdu } from './header';
import { readHeaderUnit } from './headerUnit';
import { imageUnit, isInheritable } from './image';
import { readFits, readFitsFile } from './read';
import { rewriteFile, writeInPlace, type Patch } from './rewrite';
import { openSource, type ByteSource } from './source';

export type { CardEdit } from './header';

/** Bytes of a header that take the place of others; `offset` is that in the file as it is before. */
export interface HeaderPatch {
  readonly offset: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** What a disk writes whole or not at all. */
const SECTOR = 512;

interface Change extends Patch {
  readonly before: Uint8Array;
  /** Offset of END in the unit as it was. */
  readonly end: number;
}

/**
 * Makes `edits` in the header of the image of a FITS file (of the table that holds it for a tile-compressed one); a
 * keyword that the image only inherits is edited in the primary header. Cards that are not edited keep their bytes,
 * the data units are never touched, mode and times of the file stay. Edits that change nothing write nothing.
 * @throws ArchiveError `request` for gzip and XISF and for what a header cannot hold, `format` for a header
 * without END, `file` when the system refuses; the file is then as it was.
 */
export function editHeader(path: string, edits: readonly CardEdit[]): void {
  const { real, file, changes } = planChanges(path, edits);
  const [only] = changes;
  if (only === undefined) return;
  const pieces = changes.length === 1 && fs.statSync(real).nlink === 1 ? safePieces(only) : null;
  if (pieces !== null) writeInPlace(real, pieces);
  else rewriteFile(real, changes, (fresh) => checkLayout(file, readFitsFile(fresh), path));
}

/** What `editHeader` would write, and over what; empty where the edits change nothing. Throws as it does. */
export function planHeaderEdit(path: string, edits: readonly CardEdit[]): HeaderPatch[] {
  return planChanges(path, edits).changes.map(({ offset, before, bytes }) => ({
    offset,
    before,
    after: bytes,
  }));
}

/** As `planHeaderEdit` for a source that is open already. */
export function headerPatches(source: ByteSource, edits: readonly CardEdit[]): HeaderPatch[] {
  refuseOthers(source, source.path);
  return changesOf(source, readFits(source), edits).map(({ offset, before, bytes }) => ({
    offset,
    before,
    after: bytes,
  }));
}

function planChanges(path: string, edits: readonly CardEdit[]) {
  let real: string;
  try {
    // Renaming over a link would replace the link.
    real = fs.realpathSync(path);
  } catch (error) {
    throw fileError(error, path);
  }
  const source = openSource(real);
  try {
    refuseOthers(source, path);
    const file = readFits(source);
    return { real, file, changes: changesOf(source, file, edits) };
  } finally {
    source.close();
  }
}

function refuseOthers(source: ByteSource, path: string): void {
  if (isGzip(source)) {
    throw new ArchiveError('request', 'the header of a gzipped file is not edited', {
      path,
      advice: 'Unpack it with gunzip first: an edit would have to compress all of it anew.',
    });
  }
  if (Buffer.from(source.read(0, 8)).toString('latin1') === 'XISF0100') {
    throw new ArchiveError('request', 'the header of an XISF file is not edited', { path });
  }
}

/** Which header units change, and into what. */
function changesOf(source: ByteSource, file: FitsFile, edits: readonly CardEdit[]): Change[] {
  const image = imageUnit(file) ?? file.hdus[0];
  const primary = file.hdus[0];
  const byUnit = new Map<Hdu, CardEdit[]>();
  for (const edit of edits) {
    const has = (hdu: Hdu | undefined) => hdu?.cards.some((card) => card.keyword === edit.keyword) === true;
    const inherited = !isCommentaryKeyword(edit.keyword) && isInheritable(edit.keyword);
    const inPrimary = inherited && !has(image) && has(primary);
    const unit = inPrimary ? primary : image;
    if (unit !== undefined) byUnit.set(unit, [...(byUnit.get(unit) ?? []), edit]);
  }
  return [...byUnit].flatMap(([hdu, list]) => changeOf(source, hdu, list) ?? []);
}

function changeOf(source: ByteSource, hdu: Hdu, edits: readonly CardEdit[]): Change | null {
  const { ending, bytes } = readHeaderUnit(source, hdu.headerOffset);
  const length = hdu.dataOffset - hdu.headerOffset;
  // A copy: the source may hand out a view of what it will overwrite.
  const before = Uint8Array.from(source.read(hdu.headerOffset, length));
  if (ending !== 'end' || before.length !== length) {
    throw new ArchiveError('format', 'its header is damaged and is not edited', {
      path: source.path,
      offset: hdu.headerOffset,
      expected: 'an END card and a whole last block',
    });
  }
  const after = editUnit(before, bytes.length, edits);
  if (Buffer.compare(before, after) === 0) return null;
  return { offset: hdu.headerOffset, length, bytes: after, before, end: bytes.length };
}

/**
 * How a change can be written into the file itself without a moment in which its header is not whole, whenever the
 * power fails; null where that cannot be and the file has to be written anew beside.
 * Two cases can, which saves writing a frame of 120 MB for a line of text:
 * - All changed bytes lie in one sector of the disk, which is written whole or not at all.
 * - Cards are only added in the padding behind END. They are written first, where no reader looks, with a new END at
 *   their end; only then does the first of them, in one sector, take the place of the old END. So the header
 *   ends either at the old END or at the new one.
 * Anything else, replaced cards, a checksum that has to follow, a header that grows by a block, goes the safe way.
 */
function safePieces(change: Change): { offset: number; bytes: Uint8Array }[] | null {
  const { before, bytes, offset, end } = change;
  if (before.length !== bytes.length) return null;
  const first = before.findIndex((byte, i) => byte !== bytes[i]);
  let last = before.length - 1;
  while (before[last] === bytes[last]) last--;
  const piece = (from: number, to: number) => ({ offset: offset + from, bytes: bytes.subarray(from, to) });
  if (inOneSector(offset + first, offset + last)) return [piece(first, last + 1)];
  if (first < end || last < end + CARD || !inOneSector(offset + end, offset + end + CARD - 1)) return null;
  return [piece(end + CARD, last + 1), piece(end, end + CARD)];
}

function inOneSector(first: number, last: number): boolean {
  return Math.floor(first / SECTOR) === Math.floor(last / SECTOR);
}

/** The new file must have the data units of the old one, byte for byte as long, before it may take its place. */
function checkLayout(before: FitsFile, after: FitsFile, path: string): void {
  const sizes = (file: FitsFile) => file.hdus.map((hdu) => `${hdu.type} ${hdu.dataSize}`).join(', ');
  const grown = headerBytes(after) - headerBytes(before);
  if (sizes(before) === sizes(after) && after.size - before.size === grown) return;
  throw new ArchiveError('format', 'the edited file did not read back as it should and was thrown away', {
    path,
    expected: sizes(before),
    got: sizes(after),
  });
}

function headerBytes(file: FitsFile): number {
  return file.hdus.reduce((sum, hdu) => sum + hdu.dataOffset - hdu.headerOffset, 0);
}
