/** The file that makes a folder a checkout and says what in it was made by this program. It could have been written by anybody, so each entry is checked. */
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as v from 'valibot';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { replaceFileNow } from '../../storage/files/replace';
import { ROOT_FOLDERS } from './checkoutLayout';

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
 * The marker of a folder, null where there is none. Throws an ArchiveError (`format`) for one that is
 * damaged, of another format, too large, or a link. Entries that make no sense, or point out of the checkout,
 * are left out.
 */
export function readMarker(folder: string): Marker | null {
  const file = path.join(folder, CHECKOUT_MARKER);
  let text: string;
  try {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return null;
    if (!stat.isFile()) throw unreadable(file, stat.isSymbolicLink() ? 'a link' : english('no file'));
    if (stat.size > SIZE_LIMIT) throw unreadable(file, `${stat.size} bytes`);
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(file, english('damaged JSON'), error);
  }
  const parsed = v.safeParse(markerSchema, value);
  if (!parsed.success) {
    const [{ received }] = parsed.issues;
    const place = v.getDotPath(parsed.issues[0]) ?? english('the whole');
    throw unreadable(file, english('another format: {0} is {1}', place, received.slice(0, 80)));
  }
  const { format: _format, ...marker } = parsed.output;
  return marker;
}

/** The marker of a folder that has to be a checkout. Throws an ArchiveError (`request`) where it is none. */
export function requireMarker(folder: string): Marker {
  const marker = readMarker(folder);
  if (marker !== null) return marker;
  throw new ArchiveError('request', english('This folder is no checkout'), {
    path: folder,
    reason: 'no-checkout',
    expected: english('a folder with {0}', CHECKOUT_MARKER),
    advice: english('Name a folder that a checkout has made.'),
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
    english('The note about this checkout cannot be read'),
    { path: file, got, advice: english('Choose a new folder for the checkout; this one was left as it is.') },
    { cause },
  );
}

/**
 * `lights/0001.fits`, `lights/L/0001.fits`: below one of the checkout's folders for frames, never up and out.
 */
function isBelow(relative: string, depths: readonly number[]): boolean {
  const parts = relative.split('/');
  return (
    depths.includes(parts.length) &&
    parts[0] !== 'process' &&
    (ROOT_FOLDERS as readonly string[]).includes(parts[0] ?? '') &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part))
  );
}

const absolute = v.pipe(
  v.string(),
  v.check((file) => path.isAbsolute(file) && !file.includes('\0')),
);
/** The names that this program gives: `NGC_7000_L`. */
const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,200}$/));
const text = v.pipe(v.string(), v.maxLength(1000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const markedFile = v.variant('made', [
  v.object({
    /** Relative to the checkout, `/` between parts: `lights/0001.fits`. */
    path: v.pipe(
      v.string(),
      v.check((relative) => isBelow(relative, [2, 3])),
    ),
    /** Absolute path in the archive. */
    source: absolute,
    made: v.picklist(['symlink', 'hardlink', 'copy', 'unpacked']),
  }),
  v.object({
    /** A folder of the checkout: `lights`, `darks/300s`. */
    path: v.pipe(
      v.string(),
      v.check((relative) => isBelow(relative, [1, 2])),
    ),
    /** A folder of the archive, absolute. */
    source: absolute,
    made: v.literal('junction'),
  }),
]);
export type MarkedFile = Readonly<v.InferOutput<typeof markedFile>>;

const markedScript = v.object({
  /** `siril.ssf` */
  name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+\.ssf$/)),
  /** Of the script as it was written, to see whether the user has changed it. */
  sha256: hash,
});
export type MarkedScript = Readonly<v.InferOutput<typeof markedScript>>;

/** A list whose entries count one by one: those of another shape are not believed. Left out it is empty. */
function listOf<T extends v.GenericSchema>(entry: T) {
  return v.optional(
    v.pipe(
      v.array(v.unknown()),
      v.transform((entries) =>
        entries.flatMap((each): v.InferOutput<T>[] => {
          const parsed = v.safeParse(entry, each);
          return parsed.success ? [parsed.output] : [];
        }),
      ),
      v.readonly(),
    ),
    [],
  );
}

/** An image that the script writes into the checkout's root. */
const markedResult = v.object({
  /** Without extension: `NGC_7000_L`. */
  name,
  kind: v.picklist(['stack', 'aligned', 'composition']),
  object: v.nullable(text),
  filter: v.nullable(text),
  /** Ids of the light sessions that go in. */
  sessions: v.pipe(v.array(text), v.readonly()),
  /** Names of the stacks that a composition is made of. */
  of: v.pipe(v.array(name), v.readonly()),
  /** Lights that were asked for; null in a checkout of an earlier version. */
  lights: v.fallback(v.nullable(count), null),
  /** The sequence that is registered: `pp_light_L`; null for a composition. */
  sequence: v.fallback(v.nullable(name), null),
  /** The sequences that it is merged of, in order, and how many lights each has. */
  parts: listOf(v.object({ sequence: name, lights: count })),
});
export type MarkedResult = Readonly<v.InferOutput<typeof markedResult>>;

/** A marker as it is read. */
const markerSchema = v.object({
  format: v.literal(1),
  /** The id of the archive that made the checkout; null for one of the first version, which noted none. */
  archive: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))), null),
  files: listOf(markedFile),
  scripts: listOf(markedScript),
  results: listOf(markedResult),
  /** Names of the sequences in `process`: `light_L`, `all_NGC_7000_L`. */
  sequences: listOf(name),
  /** Masters that the script stacks, relative to the checkout: `masters/dark_stacked`. */
  masters: listOf(v.pipe(v.string(), v.regex(/^masters\/[A-Za-z0-9_-]{1,190}_stacked$/))),
  /** When the script was written, ISO 8601, UTC; null before it was. */
  made: v.fallback(
    v.nullable(
      v.pipe(
        v.string(),
        v.check((date) => !Number.isNaN(Date.parse(date))),
      ),
    ),
    null,
  ),
  /** How often the folder was checked out into: 1 for a new one. */
  times: v.fallback(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 1),
});

export type Marker = Readonly<Omit<v.InferOutput<typeof markerSchema>, 'format'>>;

export const EMPTY_MARKER: Marker = {
  archive: null,
  files: [],
  scripts: [],
  results: [],
  sequences: [],
  masters: [],
  made: null,
  times: 0,
};
