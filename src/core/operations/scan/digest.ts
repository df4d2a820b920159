/** Hashes whole files for comparisons that must not be wrong. */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ArchiveError } from '../../base/errors';
import type { Digest } from '../../storage/files/digests';
import type { ScanPool } from './pool';

/** Below this many bytes a file is hashed here in less time than it takes to ask another thread. */
const SMALL = 1 << 20;

/** Hashes whole files: small ones here, large ones in the hashing threads, which read image files only. */
export function digester(pool: ScanPool): Digest {
  return async (path, size) => {
    if (size <= SMALL) return hash('sha256', await readFile(path), 'hex');
    const [outcome] = await pool.run({ paths: [path], timeZone: null });
    if (outcome && 'scan' in outcome) return outcome.scan.sha256;
    throw new ArchiveError('file', `It could not be read again: ${outcome?.error ?? 'no answer'}`, { path });
  };
}
