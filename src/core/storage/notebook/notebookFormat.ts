/**
 * `astro-archive.json`, the user's own knowledge as a file for people, version control and a database that
 * was lost. Every entry has a line to itself and a fixed place, so that two versions compare well. Fields and
 * entries that this version does not know are kept as they are.
 */
import * as v from 'valibot';
import { english } from '../../base/english';
import { isRecord } from '../../base/json';
import { ruleOf } from '../../rules/names/rules';
import { type KnownFrame, NO_KNOWLEDGE, type UserKnowledge } from '../database/userKnowledge';
import { type Entry, filterNumberOf, goalOf, knownFrameOf, linkOf, noteOf } from './notebookEntries';

const FORMAT = 'astro-archive-notebook';
const VERSION = 1;
const ABOUT =
  'What only you know of the archive: links by hand, aliases, rejected frames, notes, goals. Kept by Astro Archive beside its database.';

const LISTS = ['links', 'aliases', 'rejected', 'notes', 'goals', 'filterNumbers'] as const;
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
  knowledge: NO_KNOWLEDGE,
  entries: new Map(),
  strange: NO_KNOWLEDGE,
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
  goals: LIST,
  filterNumbers: LIST,
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
  const { version, revision, ...lists } = fields.output;
  if (version > VERSION) return { kind: 'newer', version };
  const entries = new Map<string, Entry>();
  const read = <T>(list: List, one: (entry: Entry) => T | null) => {
    const known: T[] = [];
    const strange: unknown[] = [];
    for (const entry of lists[list]) {
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
    links: read('links', linkOf),
    aliases: read('aliases', ruleOf),
    rejected: read('rejected', knownFrameOf),
    notes: read('notes', noteOf),
    goals: read('goals', goalOf),
    filterNumbers: read('filterNumbers', filterNumberOf),
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
        goals: of.goals.known,
        filterNumbers: of.filterNumbers.known,
      },
      entries,
      strange: {
        links: of.links.strange,
        aliases: of.aliases.strange,
        rejected: of.rejected.strange,
        notes: of.notes.strange,
        goals: of.goals.strange,
        filterNumbers: of.filterNumbers.strange,
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
    goals: lines(
      'goals',
      knowledge.goals.map(({ object, filter, wanted }) => ({ object, filter, wanted })),
    ),
    filterNumbers: lines(
      'filterNumbers',
      knowledge.filterNumbers.map(({ filter, number }) => ({ filter, number })),
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
  'object',
  'filter',
  'wanted',
  'number',
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
    goals: [part('object'), part('filter')],
    filterNumbers: [part('filter')],
  };
  return JSON.stringify([list, ...parts[list]]);
}

function frameEntry({ sha256, imageKey, start, path }: KnownFrame): Entry {
  return { sha256, imageKey, start, path };
}
