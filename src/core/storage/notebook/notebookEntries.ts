/** Lines of the lists in a notebook: each read by itself, and believed only as far as it makes sense. Pure. */
import * as v from 'valibot';
import type { FilterNumber, Goal } from '../../base/goal';
import { LINK_KINDS } from '../../base/session';
import { parseWanted } from '../../rules/goals/wantedTime';
import type { KnownFrame, KnownLink, KnownNote } from '../database/userKnowledge';

/** A line of a list: fields that were read, of which nothing is believed yet. */
export type Entry = Readonly<Record<string, unknown>>;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const session = v.pipe(v.string(), v.regex(/^[0-9a-f]{6,64}$/));
/** At most 1000 characters, one of them visible. */
const name = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.check((text) => text.trim() !== ''),
);
/** What else is known of a frame helps to recognise it, and is not worth losing the frame for. */
const detail = v.fallback(v.nullable(name), null);
const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100_000));

const linkSchema = v.object({ session, kind: v.picklist(LINK_KINDS), target: v.nullable(session) });
const frameSchema = v.object({ sha256, imageKey: detail, start: detail, path: detail });
const noteSchema = v.variant('subject', [
  v.object({ subject: v.literal('session'), key: session, text }),
  v.object({ subject: v.literal('object'), key: name, text }),
  v.object({ subject: v.literal('frame'), key: sha256, text, imageKey: detail, start: detail, path: detail }),
]);

const goalSchema = v.object({
  object: name,
  filter: name,
  wanted: v.pipe(
    v.string(),
    v.check((said) => parseWanted(said) !== null),
  ),
});
const filterNumberSchema = v.object({
  filter: name,
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});

/** A link as it stands in a file; null for what is none. */
export function linkOf(entry: Entry): KnownLink | null {
  return matching(linkSchema, entry);
}

/** A frame as it stands in a file; null for what is none. */
export function knownFrameOf(entry: Entry): KnownFrame | null {
  return matching(frameSchema, entry);
}

/** A note as it stands in a file; null for what is none. */
export function noteOf(entry: Entry): KnownNote | null {
  const note = matching(noteSchema, entry);
  if (note?.subject !== 'frame') return note && { ...note, frame: null };
  const { subject, key, text, ...details } = note;
  return { subject, key, text, frame: { sha256: key, ...details } };
}

/** A goal as it stands in a file; null for what is none. */
export function goalOf(entry: Entry): Goal | null {
  return matching(goalSchema, entry);
}

/** AstroBin's number of a filter as it stands in a file; null for what is none. */
export function filterNumberOf(entry: Entry): FilterNumber | null {
  return matching(filterNumberSchema, entry);
}

function matching<Schema extends v.GenericSchema>(
  schema: Schema,
  entry: Entry,
): v.InferOutput<Schema> | null {
  const result = v.safeParse(schema, entry);
  return result.success ? result.output : null;
}
