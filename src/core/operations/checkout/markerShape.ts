/** What the marker of a checkout holds, and the look at each entry: the file could have been written by anybody. */
import * as path from 'node:path';
import * as v from 'valibot';
import { ROOT_FOLDERS } from './layout';

/** `lights/0001.fits`, `lights/L/0001.fits`: below one of the checkout's folders for frames, never up and out. */
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
export const markerSchema = v.object({
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
