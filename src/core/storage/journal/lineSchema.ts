/**
 * What a line of a journal may hold, field by field. A journal decides which files are moved and deleted, and
 * whoever hands over an archive hands over its journals: nothing in it is believed before it has been through
 * here. Pure.
 */
import { sep } from 'node:path';
import * as v from 'valibot';

/** Journals of this version hold absolute paths, and do not say which archive they belong to. */
export const FIRST_VERSION = 1;
/** Paths inside the repository are relative to it, and the head names the archive. */
export const VERSION = 2;

const MOST_PATCHES = 1000;
const MOST_ENDS = 100_000;
const LONGEST_PATH = 32_768;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970; files from before have a time below 0. */
const time = v.pipe(v.number(), v.finite());
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]*={0,2}$/));
const PART_ENDS = sep === '/' ? '/' : /[\\/]/;
/**
 * What makes a path dangerous whatever it is relative to; where it leads is looked at by whoever acts on it.
 */
const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(LONGEST_PATH),
  v.check((text) => !text.includes('\0') && !text.split(PART_ENDS).includes('..')),
);

const digits = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

const head = v.object({
  journal: v.union([v.literal(FIRST_VERSION), v.literal(VERSION)]),
  archive: v.optional(digits),
  home: v.optional(digits),
  operation: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/)),
  started: v.pipe(v.string(), v.isoTimestamp()),
  detail: v.optional(v.record(v.string(), v.unknown())),
});

const step = v.object({
  step: count,
  do: v.picklist(['move', 'copy', 'stay', 'adopt', 'remove']),
  from: path,
  to: path,
  size: count,
  mtime: time,
  hash: v.nullable(sha256),
  sha256,
  imageKey: v.pipe(v.string(), v.maxLength(200)),
  patches: v.optional(
    v.pipe(v.array(v.object({ offset: count, before: base64, after: base64 })), v.maxLength(MOST_PATCHES)),
    [],
  ),
  stem: path,
  givesUp: v.boolean(),
  row: v.picklist(['enter', 'leave']),
  replaces: v.nullable(count),
  displaces: v.optional(path),
  known: v.boolean(),
  source: v.nullable(path),
  amends: v.optional(v.literal(true)),
});

const placed = v.object({
  size: count,
  mtime: time,
  editedSha256: v.nullable(sha256),
  sourceKept: v.boolean(),
});

const ends = v.object({
  ends: v.pipe(v.array(v.tuple([count, v.union([v.literal('failed'), placed])])), v.maxLength(MOST_ENDS)),
});

const settled = v.object({ settled: v.pipe(v.array(count), v.maxLength(MOST_ENDS)) });

const end = v.object({ end: v.literal(true) });

/** A line as it stands in the file: `{"end":true}`. */
export const lineSchema = v.union([step, ends, head, settled, end]);

export type StoredHead = v.InferOutput<typeof head>;
export type StoredStep = v.InferOutput<typeof step>;
export type StoredLine = v.InferOutput<typeof lineSchema>;
