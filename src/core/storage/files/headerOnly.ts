/**
 * Whether patches that somebody else has written down change the header of an image and nothing else. An edit
 * that this process has planned itself needs no such look; one from a journal could name any bytes of any
 * file.
 */
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import type { HeaderPatch } from '../../formats/fits/edit';
import { isGzip } from '../../formats/fits/gunzip';
import { patchedSource } from '../../formats/fits/patched';
import { type ByteSource, openSource } from '../../formats/fits/source';
import { readImage } from '../../formats/image/imageFile';
import { isXisf } from '../../formats/xisf/container';
import { attachedBlocks, keptFrom } from '../../formats/xisf/edit';
import { readXisfHeader } from '../../formats/xisf/read';
import { layoutChange } from './layout';
import { growth } from './patches';

/** Bytes that say that a file is FITS. */
const BEGINNING = 9;

/**
 * The file is one with the bytes before the patches, or one in which they are half written. It has to be FITS
 * or XISF with the ones as with the others, the patches have to lie in its header, and its data must be what
 * and where they were. `printable` asks in addition that a FITS header gets printable ASCII alone (FITS 4.0
 * §3.2); what an undo puts back may be what another program has written there.
 * @throws ArchiveError `format` where it would change anything else, `file` where the file cannot be read.
 */
export function refuseBeyondHeader(
  path: string,
  patches: readonly HeaderPatch[],
  { printable }: { readonly printable: boolean },
): void {
  const source = openSource(path);
  try {
    // Wherever a write of them has stopped.
    const before = patchedSource(
      source,
      patches.map((patch) => ({ ...patch, after: patch.before })),
    );
    if (isGzip(before)) throw beyond(path, english('a gzipped file'));
    const after = patchedSource(source, patches);
    const same = isXisf(before)
      ? isXisfEdit(before, after, patches)
      : isFitsEdit(before, after, patches, printable);
    if (!same || layoutChange(readImage(before), readImage(after), patches) !== null) {
      throw beyond(path, english('other bytes'));
    }
  } catch (error) {
    throw fileError(error, path);
  } finally {
    source.close();
  }
}

/** Each patch lies in one header unit, and the file begins with `SIMPLE  =` as before. */
function isFitsEdit(
  before: ByteSource,
  after: ByteSource,
  patches: readonly HeaderPatch[],
  printable: boolean,
): boolean {
  if (Buffer.compare(before.read(0, BEGINNING), after.read(0, BEGINNING)) !== 0) return false;
  const { hdus } = readImage(before);
  const inside = patches.every(({ offset, before: old }) =>
    hdus.some(({ headerOffset, dataOffset }) => offset >= headerOffset && offset + old.length <= dataOffset),
  );
  return inside && (!printable || patches.every(({ after: fresh }) => fresh.every(isPrintable)));
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e;
}

/**
 * As `xisf/edit.ts` makes it: everything in front of the first block, and all blocks move by the same number
 * of bytes.
 */
function isXisfEdit(before: ByteSource, after: ByteSource, patches: readonly HeaderPatch[]): boolean {
  const [patch, ...others] = patches;
  if (patch === undefined || others.length > 0 || patch.offset !== 0 || !isXisf(after)) return false;
  const header = readXisfHeader(before);
  if (patch.before.length > keptFrom(before, header)) return false;
  const [old, now] = [attachedBlocks(header.root), attachedBlocks(readXisfHeader(after).root)];
  const shift = growth(patches);
  return (
    old.length === now.length &&
    old.every(({ position, size }, i) => now[i]?.position === position + shift && now[i].size === size)
  );
}

function beyond(path: string, got: string): ArchiveError {
  return new ArchiveError(
    'format',
    english('The journal would change more than its header; the file was not touched'),
    { path, expected: english('the header of a FITS or XISF image'), got },
  );
}
