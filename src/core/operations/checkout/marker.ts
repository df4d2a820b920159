/** The file that makes a folder a checkout and says what in it was made by this program. */
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as v from 'valibot';
import { ArchiveError, fileError } from '../../base/errors';
import { replaceFileNow } from '../../storage/files/replace';
import { markerSchema, type Marker } from './markerShape';

export type { MarkedFile, MarkedResult, MarkedScript, Marker } from './markerShape';

/** Walks over an archive skip a folder that holds this file: its frames are known already. */
export const CHECKOUT_MARKER = '.astro-archive-checkout.json';

const FORMAT = 1;
/** A checkout of 100,000 frames has a marker of some 30 MB. */
const SIZE_LIMIT = 256 * 1024 * 1024;

export function sha256(text: string | Buffer): string {
  return crypto.createHash('sha256').update(text).digest('hex');
}

/** Whether a folder is a checkout. */
export function isCheckout(folder: string): boolean {
  return fs.existsSync(path.join(folder, CHECKOUT_MARKER));
}

/**
 * The marker of a folder, null where there is none. Throws an ArchiveError (`format`) for one that is damaged, of another
 * format, too large, or a link. Entries that make no sense, or point out of the checkout, are left out.
 */
export function readMarker(folder: string): Marker | null {
  const file = path.join(folder, CHECKOUT_MARKER);
  let text: string;
  try {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return null;
    if (!stat.isFile()) throw unreadable(file, stat.isSymbolicLink() ? 'a link' : 'no file');
    if (stat.size > SIZE_LIMIT) throw unreadable(file, `${stat.size} bytes`);
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(file, 'damaged JSON', error);
  }
  const parsed = v.safeParse(markerSchema, value);
  if (!parsed.success) {
    const [{ received }] = parsed.issues;
    const place = v.getDotPath(parsed.issues[0]) ?? 'the whole';
    throw unreadable(file, `another format: ${place} is ${received.slice(0, 80)}`);
  }
  const { format: _format, ...marker } = parsed.output;
  return marker;
}

/** The marker of a folder that has to be a checkout. Throws an ArchiveError (`request`) where it is none. */
export function requireMarker(folder: string): Marker {
  const marker = readMarker(folder);
  if (marker !== null) return marker;
  throw new ArchiveError('request', 'This folder is no checkout', {
    path: folder,
    expected: `a folder with ${CHECKOUT_MARKER}`,
    advice: 'Name a folder that a checkout has made.',
  });
}

/** Replaces the marker as a whole, so that a crash leaves the old or the new one. Throws an ArchiveError. */
export function writeMarker(folder: string, marker: Marker): void {
  const note = 'Made by Astro Archive: what it linked, copied and wrote here. Do not edit.';
  const text = `${JSON.stringify({ format: FORMAT, note, ...marker }, null, 1)}\n`;
  replaceFileNow(path.join(folder, CHECKOUT_MARKER), text);
}

function unreadable(file: string, got: string, cause?: unknown): ArchiveError {
  return new ArchiveError(
    'format',
    'The note about this checkout cannot be read',
    { path: file, got, advice: 'Choose a new folder for the checkout; this one was left as it is.' },
    { cause },
  );
}
