/** Plans edits of the header of a FITS file as bytes. Writes nothing: `storage/files/patches.ts` does. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { editUnit } from './editCards';
import { isCommentaryKeyword } from './formatCard';
import { isGzip } from './gunzip';
import type { CardEdit, Hdu } from './header';
import { readHeaderUnit } from './headerUnit';
import { imageUnit, isInheritable } from './image';
import { readFits } from './read';
import type { ByteSource } from './source';

export type { CardEdit } from './header';

/** Bytes of a header that take the place of others; `offset` is that in the file as it is before. */
export interface HeaderPatch {
  readonly offset: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * What `edits` change in the header of the image of a FITS file (of the table that holds it for a
 * tile-compressed one), and over what; empty where they change nothing. A keyword that the image only
 * inherits is edited in the primary header. Cards that are not edited keep their bytes.
 * @throws ArchiveError `request` for gzip and XISF and for what a header cannot hold, `format` for a header
 * without END.
 */
export function headerPatches(source: ByteSource, edits: readonly CardEdit[]): HeaderPatch[] {
  refuseOthers(source, source.path);
  const file = readFits(source);
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
  return [...byUnit].flatMap(([hdu, list]) => patchOf(source, hdu, list) ?? []);
}

function refuseOthers(source: ByteSource, path: string): void {
  if (isGzip(source)) {
    throw new ArchiveError('request', english('the header of a gzipped file is not edited'), {
      path,
      reason: 'gzipped',
      advice: english('Unpack it with gunzip first: an edit would have to compress all of it again.'),
    });
  }
  if (Buffer.from(source.read(0, 8)).toString('latin1') === 'XISF0100') {
    throw new ArchiveError('request', english('the header of an XISF file is not edited'), { path });
  }
}

function patchOf(source: ByteSource, hdu: Hdu, edits: readonly CardEdit[]): HeaderPatch | null {
  const { ending, bytes } = readHeaderUnit(source, hdu.headerOffset);
  const length = hdu.dataOffset - hdu.headerOffset;
  // A copy: the source may hand out a view of what it will overwrite.
  const before = Uint8Array.from(source.read(hdu.headerOffset, length));
  if (ending !== 'end' || before.length !== length) {
    throw new ArchiveError('format', english('its header is damaged and is not edited'), {
      path: source.path,
      offset: hdu.headerOffset,
      expected: english('an END card and a whole last block'),
    });
  }
  const after = editUnit(before, bytes.length, edits);
  if (Buffer.compare(before, after) === 0) return null;
  return { offset: hdu.headerOffset, before, after };
}
