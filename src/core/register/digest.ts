/** Digests of whole files and of pixels, for comparisons that must not be wrong. */
import { createHash, hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ArchiveError } from '../errors';
import { dataRanges } from '../fits/ranges';
import { readImageFile } from '../imageFiles';
import { byteStream } from './byteStream';
import type { Digest } from './copy';
import type { ScanPool } from './pool';

/** Below this many bytes a file is hashed here in less time than it takes to ask another thread. */
const SMALL = 1 << 20;

/** Hashes whole files: small ones here, large ones in the hashing threads, which read FITS files only. */
export function digester(pool: ScanPool): Digest {
  return async (path, size) => {
    if (size <= SMALL) return hash('sha256', await readFile(path), 'hex');
    const [outcome] = await pool.run({ paths: [path], timeZone: null });
    if (outcome && 'scan' in outcome) return outcome.scan.sha256;
    throw new ArchiveError('file', `It could not be read again: ${outcome?.error ?? 'no answer'}`, { path });
  };
}

/** SHA-256 over the data units of an image file laid end to end, zipped or not. */
export async function imageDigest(path: string): Promise<string> {
  const file = readImageFile(path);
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
