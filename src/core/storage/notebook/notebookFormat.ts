/**
 * `astro-archive.json`, the user's own knowledge as a file for people, version control and a database that
 * was lost. Every entry has a line to itself and a fixed place, so that two versions compare well. Fields and
 * entries that this version does not know are kept as they are.
 */
import * as v from 'valibot';
import { english } from '../../base/english';
import { isRecord } from '../../base/json';
import { LINK_KINDS } from '../../base/session';
import { ruleOf } from '../../rules/names/rules';
import type { KnownFrame, KnownLink, KnownNote, UserKnowledge } from '../database/userKnowledge';

const FORMAT = 'astro-archive-notebook';
const VERSION = 1;
const ABOUT =
  'What only you know of the archive: links by hand, aliases, rejected frames, notes. Kept by Astro Archive beside its database.';

/** A line of a list: fields that were read, of which nothing is believed yet. */
export type Entry = Readonly<Record<string, unknown>>;
const LISTS = ['links', 'aliases', 'rejected', 'notes'] as const;
type List = (typeof LISTS)[number];

export interface Notebook {
  /** Grows with every version of the file. */
  readonly revision: number;
  readonly knowledge: UserKnowledge;
  /**
   * Entries as they were read, by what they are about; for fields that are not known, and texts for people.
   */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Entries that this version does not understand. */
  readonly strange: Readonly<Record<List, readonly unknown[]>>;
  /** Fields of the file that this version does not know. */
  readonly extra: Entry;
}

export const EMPTY_NOTEBOOK: Notebook = {
  revision: 0,
  knowledge: { links: [], aliases: [], rejected: [], notes: [] },
  entries: new Map(),
  strange: { links: [], aliases: [], rejected: [], notes: [] },
  extra: {},
};

export type Parsed =
  | { readonly kind: 'read'; readonly notebook: Notebook }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly why: string };

const LIST = v.fallback(v.array(v.unknown()), []);
/**
 * The fields that this version knows; a list that is none counts as empty, and each entry is looked at by
 * itself.
 */
const FIELDS = v.object({
  format: v.literal(FORMAT),
  version: v.number(),
  revision: v.fallback(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
  about: v.optional(v.unknown()),
  links: LIST,
  aliases: LIST,
  rejected: LIST,
  notes: LIST,
});

/** Never throws: the file may have been edited by hand, or cut off. */
export function parseNotebook(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'damaged', why: error instanceof Error ? error.message : english('not JSON') };
  }
  const fields = v.safeParse(FIELDS, value);
  if (!fields.success || !isRecord(value)) {
    const isUnversioned = fields.issues !== undefined && v.getDotPath(fields.issues[0]) === 'version';
    return { kind: 'damaged', why: isUnversioned ? english('it has no version') : english('not a notebook') };
  }
  const { version, revision, links, aliases, rejected, notes } = fields.output;
  if (version > VERSION) return { kind: 'newer', version };
  const entries = new Map<string, Entry>();
  const read = <T>(list: List, given: readonly unknown[], one: (entry: Entry) => T | null) => {
    const known: T[] = [];
    const strange: unknown[] = [];
    for (const entry of given) {
      const understood = isRecord(entry) ? one(entry) : null;
      const key = isRecord(entry) ? keyOf(list, entry) : '';
      if (understood === null || entries.has(key)) strange.push(entry);
      else {
        known.push(understood);
        entries.set(key, entry as Entry);
      }
    }
    return { known, strange };
  };
  const of = {
    links: read('links', links, linkOf),
    aliases: read('aliases', aliases, ruleOf),
    rejected: read('rejected', rejected, knownFrameOf),
    notes: read('notes', notes, noteOf),
  };
  return {
    kind: 'read',
    notebook: {
      revision,
      knowledge: {
        links: of.links.known,
        aliases: of.aliases.known,
        rejected: of.rejected.known,
        notes: of.notes.known,
      },
      entries,
      strange: {
        links: of.links.strange,
        aliases: of.aliases.strange,
        rejected: of.rejected.strange,
        notes: of.notes.strange,
      },
      extra: Object.fromEntries(
        Object.entries(value).filter(([field]) => !Object.hasOwn(FIELDS.entries, field)),
      ),
    },
  };
}

/**
 * The file's text. `describe` says what a session is (`NGC 7000 · Ha · 300 s, 2024-09-13`), null for one that
 * is not there: then the text stays that an earlier version of the file had.
 */
export function notebookText(notebook: Notebook, describe: (session: string) => string | null): string {
  return notebookContent(notebook, describe)(notebook.revision);
}

/** As `notebookText` for any revision: what takes time is done once. */
export function notebookContent(
  { knowledge, entries, strange, extra }: Omit<Notebook, 'revision'>,
  describe: (session: string) => string | null,
): (revision: number) => string {
  const words = (session: string, before: unknown) =>
    describe(session) ?? (typeof before === 'string' ? before : '');
  const lines = (list: List, known: readonly Entry[]) => {
    const all = known.map((entry) => {
      const key = keyOf(list, entry);
      return { key, entry: { ...entry, ...unknownFields(entry, entries.get(key)) } };
    });
    all.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return [...all.map(({ entry }) => entry), ...strange[list]];
  };
  const before = (list: List, entry: Entry) => entries.get(keyOf(list, entry));
  const content: Readonly<Record<List, readonly unknown[]>> = {
    links: lines(
      'links',
      knowledge.links.map((link) => ({
        session: link.session,
        of: words(link.session, before('links', { ...link })?.['of']),
        kind: link.kind,
        target: link.target,
        ...(link.target === null ? {} : { to: words(link.target, before('links', { ...link })?.['to']) }),
      })),
    ),
    aliases: lines(
      'aliases',
      knowledge.aliases.map(({ kind, spelling, name, matching }) => ({ kind, spelling, name, matching })),
    ),
    rejected: lines('rejected', knowledge.rejected.map(frameEntry)),
    notes: lines(
      'notes',
      knowledge.notes.map((note) => ({
        subject: note.subject,
        key: note.key,
        ...(note.subject === 'session' ? { of: words(note.key, before('notes', { ...note })?.['of']) } : {}),
        ...(note.frame
          ? { imageKey: note.frame.imageKey, start: note.frame.start, path: note.frame.path }
          : {}),
        text: note.text,
      })),
    ),
  };
  const head = (revision: number) => [
    ['format', JSON.stringify(FORMAT)],
    ['version', String(VERSION)],
    ['revision', String(revision)],
    ['about', JSON.stringify(ABOUT)],
  ];
  const rest = [
    ...LISTS.map((list) => [list, listText(content[list])]),
    ...Object.keys(extra)
      .sort()
      .map((name) => [name, JSON.stringify(extra[name])]),
  ];
  const fieldText = ([name, text]: readonly string[]) => `  ${JSON.stringify(name)}: ${text}`;
  const restText = rest.map(fieldText).join(',\n');
  return (revision) => `{\n${head(revision).map(fieldText).join(',\n')},\n${restText}\n}\n`;
}

function listText(entries: readonly unknown[]): string {
  if (entries.length === 0) return '[]';
  return `[\n${entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;
}

/** Fields of every entry that this version writes; `to` and `of` go where they no longer apply. */
const KNOWN = new Set([
  'session',
  'of',
  'kind',
  'target',
  'to',
  'spelling',
  'name',
  'matching',
  'sha256',
  'imageKey',
  'start',
  'path',
  'subject',
  'key',
  'text',
]);

function unknownFields(entry: Entry, before: Entry | undefined): Entry {
  const names = Object.keys(before ?? {}).filter((name) => !(name in entry) && !KNOWN.has(name));
  return Object.fromEntries(names.sort().map((name) => [name, before?.[name]]));
}

/** What an entry is about: unique in its list. */
function keyOf(list: List, entry: Entry): string {
  const part = (name: string) => (typeof entry[name] === 'string' ? entry[name] : '');
  const parts = {
    links: [part('session'), part('kind')],
    aliases: [part('kind'), part('spelling')],
    rejected: [part('sha256')],
    notes: [part('subject'), part('key')],
  };
  return JSON.stringify([list, ...parts[list]]);
}

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

function matching<Schema extends v.GenericSchema>(
  schema: Schema,
  entry: Entry,
): v.InferOutput<Schema> | null {
  const result = v.safeParse(schema, entry);
  return result.success ? result.output : null;
}

function frameEntry({ sha256, imageKey, start, path }: KnownFrame): Entry {
  return { sha256, imageKey, start, path };
}
