/** The notebook on disk. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileError } from '../errors';
import { parseNotebook, type Parsed } from './format';

/** Bytes; ten thousands of entries take a few megabytes. */
const LARGEST = 256 * 1024 * 1024;

/** `/astro/.astro-archive/astro-archive.sqlite` → `/astro/.astro-archive/astro-archive.json`. */
export function notebookFile(database: string): string {
  const { dir, name, ext } = parse(database);
  return ext === '.json' ? `${database}.json` : join(dir, `${name}.json`);
}

/** In the folder `.astro-archive` of a repository, whatever its database is called and wherever it lies. */
export function notebookIn(folder: string): string {
  return join(folder, 'astro-archive.json');
}

export type NotebookReading =
  { readonly kind: 'absent' } | (Parsed & { readonly text: string; readonly sha256: string });

/** Throws only where the system does not let the file be read. */
export async function readNotebook(path: string): Promise<NotebookReading> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST) return { kind: 'damaged', why: `it has ${size} bytes`, text: '', sha256: '' };
    const text = await readFile(path, 'utf8');
    return { ...parseNotebook(text), text, sha256: sha256Of(text) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'absent' };
    throw fileError(error, path);
  }
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
