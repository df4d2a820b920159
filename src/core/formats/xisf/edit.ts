/** Plans edits of the header of an XISF file as bytes. Writes nothing: `storage/files/patches.ts` does. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { HeaderPatch } from '../fits/edit';
import type { CardEdit } from '../fits/header';
import { imageUnit } from '../fits/image';
import type { ByteSource } from '../fits/source';
import { XML_OFFSET } from './container';
import { editKeywords } from './editXml';
import { layOut, located } from './layout';
import { attachmentOf } from './location';
import { propertyOf } from './properties';
import { isSigned, readXisf, readXisfHeader, type XisfHeader } from './read';
import type { XmlElement } from './xml';

const STEP = 1 << 16;

/**
 * What `edits` change in the FITSKeywords of the image of an XISF file, and over what; empty where they
 * change nothing. Nothing else of its XML changes, except that attached blocks move, and their locations with
 * them, where a longer header does not fit in front of them. The blocks keep their bytes, and so their
 * checksums.
 * @throws ArchiveError `request` for a signed file and for what a header cannot hold, `format` for a damaged
 * header.
 */
export function xisfPatches(source: ByteSource, edits: readonly CardEdit[]): HeaderPatch[] {
  const file = readXisf(source);
  const header = readXisfHeader(source);
  refuseSigned(header, source.path);
  const unit = imageUnit(file);
  const property = (keyword: string): string | undefined => {
    const card = unit?.cards.find((one) => one.keyword === keyword);
    return card && propertyOf(card);
  };
  const xml = editKeywords(header.xml, unit?.index ?? 0, edits, property);
  if (xml === header.xml) return [];
  const start = source.read(0, XML_OFFSET);
  const { bytes, length } = layOut(start, header, xml, keptFrom(source, header));
  return [{ offset: 0, before: Uint8Array.from(source.read(0, length)), after: bytes }];
}

function refuseSigned(header: XisfHeader, path: string): void {
  if (!isSigned(header)) return;
  throw new ArchiveError('request', english('its header is signed and is not edited'), {
    path,
    advice: english('Save it without the signature with the program that made it.'),
  });
}

/** Position and size in bytes of every attached block, in the order of the elements that name them. */
export function attachedBlocks(root: XmlElement): { readonly position: number; readonly size: number }[] {
  return located(root).flatMap(({ attributes }) => attachmentOf(attributes.get('location') ?? '') ?? []);
}

/**
 * The first byte behind the header that has to be kept: that of the first block, or an earlier one that is
 * not zero, of which nothing says what it is.
 * @throws ArchiveError `format` where a block would lie in the header.
 */
export function keptFrom(source: ByteSource, { root, headerEnd }: XisfHeader): number {
  let first = source.size;
  for (const attached of attachedBlocks(root)) {
    if (attached.position < headerEnd) {
      throw new ArchiveError('format', english('a block of its data overlaps its header; it is not edited'), {
        path: source.path,
        offset: attached.position,
        expected: english('blocks from byte {0} on', headerEnd),
      });
    }
    first = Math.min(first, attached.position);
  }
  for (let at = headerEnd; at < first; at += STEP) {
    const chunk = source.read(at, Math.min(STEP, first - at));
    const used = chunk.findIndex((byte) => byte !== 0);
    if (used >= 0) return at + used;
  }
  return first;
}
