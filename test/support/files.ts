/** What lies in a folder after a test. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The SHA-256 of bytes, or of the file at a path, in hex. */
export function sha256(file: string | Buffer): string {
  return createHash('sha256')
    .update(typeof file === 'string' ? fs.readFileSync(file) : file)
    .digest('hex');
}

/** Every file below a folder, relative and sorted; the database's own files left out. */
export function filesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith('.astro-archive'))
    .sort();
}
