/** Edits the header of an XISF file and nothing else of it. */
import * as fs from 'node:fs';
import { ArchiveError, fileError } from '../../base/errors';
import type { CardEdit, FitsFile } from '../fits/header';
import type { HeaderPatch } from '../fits/edit';
import { imageUnit } from '../fits/image';
import { rewriteFile, type Patch } from '../fits/rewrite';
import { openSource, type ByteSource } from '../fits/source';
import { XML_OFFSET } from './container';
import { editKeywords } from './editXml';
import { layOut, located } from './layout';
import { attachmentOf } from './location';
import { propertyOf } from './properties';
import { isSigned, readXisf, readXisfFile, readXisfHeader, type XisfHeader } from './read';
import type { XmlElement } from './xml';

const STEP = 1 << 16;

interface Change extends Patch {
  readonly before: Uint8Array;
  readonly file: FitsFile;
  readonly headerEnd: number;
  readonly shift: number;
}

/**
 * Makes `edits` in the FITSKeywords of the image of an XISF file. Nothing else of its XML changes, except that
 * attached blocks move, and their locations with them, where a longer header does not fit in front of them. The
 * blocks keep their bytes, and so their checksums. Mode and times stay. Edits that change nothing write nothing.
 * @throws ArchiveError `request` for a signed file and for what a header cannot hold, `format` for a damaged
 * header, `file` when the system refuses; the file is then as it was.
 */
export function editXisf(path: string, edits: readonly CardEdit[]): void {
  const { real, change } = planChange(path, edits);
  if (change === null) return;
  rewriteFile(real, [change], (fresh) => checkLayout(change, readXisfFile(fresh), path));
}

/** What `editXisf` would write, and over what; empty where the edits change nothing. Throws as it does. */
export function planXisfEdit(path: string, edits: readonly CardEdit[]): HeaderPatch[] {
  const { change } = planChange(path, edits);
  return change === null ? [] : [{ offset: change.offset, before: change.before, after: change.bytes }];
}

/** As `planXisfEdit` for a source that is open already. */
export function xisfPatches(source: ByteSource, edits: readonly CardEdit[]): HeaderPatch[] {
  const change = changeOf(source, edits);
  return change === null ? [] : [{ offset: change.offset, before: change.before, after: change.bytes }];
}

function planChange(path: string, edits: readonly CardEdit[]): { real: string; change: Change | null } {
  let real: string;
  try {
    // Renaming over a link would replace the link.
    real = fs.realpathSync(path);
  } catch (error) {
    throw fileError(error, path);
  }
  const source = openSource(real);
  try {
    return { real, change: changeOf(source, edits) };
  } finally {
    source.close();
  }
}

function changeOf(source: ByteSource, edits: readonly CardEdit[]): Change | null {
  const file = readXisf(source);
  const header = readXisfHeader(source);
  refuseSigned(header, source.path);
  const unit = imageUnit(file);
  const property = (keyword: string): string | undefined => {
    const card = unit?.cards.find((one) => one.keyword === keyword);
    return card && propertyOf(card);
  };
  const xml = editKeywords(header.xml, unit?.index ?? 0, edits, property);
  if (xml === header.xml) return null;
  const start = source.read(0, XML_OFFSET);
  const { bytes, length, shift } = layOut(start, header, xml, keptFrom(source, header));
  const before = Uint8Array.from(source.read(0, length));
  return { offset: 0, length, bytes, before, file, headerEnd: header.headerEnd, shift };
}

function refuseSigned(header: XisfHeader, path: string): void {
  if (!isSigned(header)) return;
  throw new ArchiveError('request', 'its header is signed and is not edited', {
    path,
    advice: 'Save it without the signature with the program that made it.',
  });
}

/** Position and size in bytes of every attached block, in the order of the elements that name them. */
export function attachedBlocks(root: XmlElement): { readonly position: number; readonly size: number }[] {
  return located(root).flatMap(({ attributes }) => attachmentOf(attributes.get('location') ?? '') ?? []);
}

/**
 * The first byte behind the header that has to be kept: that of the first block, or an earlier one that is not
 * zero, of which nothing says what it is.
 * @throws ArchiveError `format` where a block would lie in the header.
 */
export function keptFrom(source: ByteSource, { root, headerEnd }: XisfHeader): number {
  let first = source.size;
  for (const attached of attachedBlocks(root)) {
    if (attached.position < headerEnd) {
      throw new ArchiveError('format', 'a block of its data would lie in its header; it is not edited', {
        path: source.path,
        offset: attached.position,
        expected: `blocks from byte ${headerEnd} on`,
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

/** The new file must have the blocks of the old one where its locations say, before it may take its place. */
function checkLayout({ file, headerEnd, shift }: Change, after: FitsFile, path: string): void {
  const same = file.hdus.every(({ dataOffset, dataSize }, i) => {
    const now = after.hdus[i];
    // Data that stand in the header itself are text and move with it.
    const attached = dataSize > 0 && dataOffset >= headerEnd;
    return now?.dataSize === dataSize && (!attached || now.dataOffset === dataOffset + shift);
  });
  if (same && after.hdus.length === file.hdus.length && after.size === file.size + shift) return;
  throw new ArchiveError('format', 'the edited file did not read back as it should and was thrown away', {
    path,
    expected: `${blocks(file)}, ${shift} bytes further`,
    got: blocks(after),
  });
}

function blocks({ hdus }: FitsFile): string {
  return hdus.map(({ dataOffset, dataSize }) => `${dataSize} bytes at ${dataOffset}`).join(', ');
}
