/** Digests of whole files and of pixels, for comparisons that must not be wrong. */
import { createHash } from 'node:crypto';
import { dataRanges } from '../fits/ranges';
import { readFitsFile } from '../fits/read';
import { byteStream } from './byteStream';

/** SHA-256 of a file, 64 lower-case hexadecimal digits. */
export async function fileDigest(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const bytes of byteStream(path)) digest.update(bytes);
  return digest.digest('hex');
}

/** SHA-256 over the data units of a FITS file laid end to end, zipped or not. */
export async function imageDigest(path: string): Promise<string> {
  const file = readFitsFile(path);
  const ranges = dataRanges(file);
  const digest = createHash('sha256');
  let offset = 0;
  for await (const bytes of byteStream(path, file.format === 'fits.gz')) {
    for (const range of ranges) {
      const start = Math.max(range.offset - offset, 0);
      const end = Math.min(range.offset + range.size - offset, bytes.length);
      if (start < end) digest.update(bytes.subarray(start, end));
    }
    offset += bytes.length;
  }
  return digest.digest('hex');
}
