/** The file that makes a folder a checkout and says what in it was made by this program. */
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ArchiveError, fileError } from '../errors';
import { ROOT_FOLDERS } from './layout';
import type { LinkWay } from './strategy';

/** Walks over an archive skip a folder that holds this file: its frames are known already. */
export const CHECKOUT_MARKER = '.astro-archive-checkout.json';

const FORMAT = 1;
/** A checkout of 100,000 frames has a marker of some 30 MB. */
const SIZE_LIMIT = 256 * 1024 * 1024;

export interface MarkedFile {
  /** Relative to the checkout, `/` between parts: `lights/0001.fits`. */
  readonly path: string;
  /** Absolute path in the archive. */
  readonly source: string;
  readonly made: LinkWay | 'unpacked';
}

export interface MarkedScript {
  /** `siril.ssf` */
  readonly name: string;
  /** Of the script as it was written, to see whether the user has changed it. */
  readonly sha256: string;
}

export interface Marker {
  readonly files: readonly MarkedFile[];
  readonly scripts: readonly MarkedScript[];
}

export function sha256(text: string | Buffer): string {
  return crypto.createHash('sha256').update(text).digest('hex');
}

/** Whether a folder is a checkout. */
export function isCheckout(folder: string): boolean {
  return fs.existsSync(path.join(folder, CHECKOUT_MARKER));
}

/** The marker of a folder, null where there is none. Entries that point outside the checkout are refused. */
export function readMarker(folder: string): Marker | null {
  const file = path.join(folder, CHECKOUT_MARKER);
  let text: string;
  try {
    const size = fs.statSync(file).size;
    if (size > SIZE_LIMIT) throw unreadable(file, `${size} bytes`);
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(error, file);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(file, 'damaged JSON', error);
  }
  if (!isRecord(value) || value['format'] !== FORMAT) throw unreadable(file, 'another format');
  const files = Array.isArray(value['files']) ? value['files'].filter(isMarkedFile) : [];
  const scripts = Array.isArray(value['scripts']) ? value['scripts'].filter(isMarkedScript) : [];
  return { files, scripts };
}

/** Replaces the marker as a whole, so that a crash leaves the old or the new one. */
export function writeMarker(folder: string, marker: Marker): void {
  const file = path.join(folder, CHECKOUT_MARKER);
  const note = 'Made by Astro Archive: what it linked, copied and wrote here. Do not edit.';
  const temporary = `${file}.new`;
  try {
    fs.writeFileSync(temporary, `${JSON.stringify({ format: FORMAT, note, ...marker }, null, 1)}\n`);
    fs.renameSync(temporary, file);
  } catch (error) {
    throw fileError(error, file);
  }
}

function unreadable(file: string, got: string, cause?: unknown): ArchiveError {
  return new ArchiveError(
    'format',
    'The note about this checkout cannot be read',
    { path: file, got, advice: 'Choose a new folder for the checkout; this one was left as it is.' },
    { cause },
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMarkedFile(value: unknown): value is MarkedFile {
  return (
    isRecord(value) &&
    typeof value['path'] === 'string' &&
    isInside(value['path']) &&
    typeof value['source'] === 'string' &&
    ['symlink', 'hardlink', 'copy', 'unpacked'].includes(String(value['made']))
  );
}

/** `lights/0001.fits` or `lights/L/0001.fits`: below one of the checkout's folders, never up and out. */
function isInside(relative: string): boolean {
  const parts = relative.split('/');
  return (
    (parts.length === 2 || parts.length === 3) &&
    (ROOT_FOLDERS as readonly string[]).includes(parts[0] ?? '') &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part))
  );
}

function isMarkedScript(value: unknown): value is MarkedScript {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    /^[A-Za-z0-9_-]+\.ssf$/.test(value['name']) &&
    typeof value['sha256'] === 'string'
  );
}
