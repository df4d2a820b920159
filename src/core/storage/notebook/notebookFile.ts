/** The notebook on disk. */
import { createHash } from 'node:crypto';
import { join, parse } from 'node:path';
import { readOwnFile } from '../files/ownFile';
import { type Parsed, parseNotebook } from './notebookFormat';

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

/**
 * Throws only where the system does not let the file be read, or where something lies there that is no file
 * of text.
 */
export async function readNotebook(path: string): Promise<NotebookReading> {
  const text = await readOwnFile(path, LARGEST);
  if (text === null) return { kind: 'absent' };
  return { ...parseNotebook(text), text, sha256: sha256Of(text) };
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
