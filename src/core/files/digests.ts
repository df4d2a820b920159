/** Digests of whole files and of pixels, for comparisons that must not be wrong. */
import { createHash } from 'node:crypto';
import { ArchiveError } from '../errors';
import { dataRanges } from '../fits/ranges';
import { readImageFile } from '../imageFiles';
import { byteStream } from './byteStream';

/** SHA-256 of a file of so many bytes, 64 lower-case hexadecimal digits. */
export type Digest = (path: string, size: number) => Promise<string>;

/** SHA-256 over the data units of an image file laid end to end, zipped or not. */
export async function imageDigest(path: string): Promise<string> {
  return (await digestsOf(path, false)).image;
}

/**
 * Throws unless both files hold the same data units; what an edit has made is not trusted before that. Answers the
 * SHA-256 of the edited file.
 */
export async function samePixels(source: string, edited: string): Promise<string> {
  const [{ image: expected }, { image: got, file }] = await Promise.all([
    digestsOf(source, false),
    digestsOf(edited, true),
  ]);
  if (expected === got) return file;
  throw new ArchiveError('file', 'An edit of the header changed the image and was thrown away', {
    path: source,
    expected,
    got,
    advice: 'Switch the adding of WCS off in the settings, and report this file.',
  });
}

/** One read for both: the data units, and the file with its headers (unzipped, where it is zipped). */
async function digestsOf(path: string, whole: boolean): Promise<{ image: string; file: string }> {
  const read = readImageFile(path);
  const ranges = dataRanges(read);
  const image = createHash('sha256');
  const file = createHash('sha256');
  let offset = 0;
  for await (const bytes of byteStream(path, read.format === 'fits.gz')) {
    if (whole) file.update(bytes);
    for (const range of ranges) {
      const start = Math.max(range.offset - offset, 0);
      const end = Math.min(range.offset + range.size - offset, bytes.length);
      if (start < end) image.update(bytes.subarray(start, end));
    }
    offset += bytes.length;
  }
  return { image: image.digest('hex'), file: file.digest('hex') };
}
