/** Everything in the tables that only the user knows, read and replaced as a whole. */
import type { FilterNumber, Goal } from '../../base/goal';
import type { NameRule } from '../../base/nameRule';
import { LINK_KINDS, type LinkKind } from '../../base/session';
import type { ManualLinks } from '../../rules/sessions/linkSessions';
import { type Awaited, expect, readAwaited, takeAwaited } from './awaited';
import { markRejected } from './frames';
import { putFilterNumber, putGoal, readFilterNumbers, readGoals } from './goals';
import { putRule, readRules } from './nameRules';
import { type Note, putNote, readNotes } from './notes';
import { Sessions } from './sessions';
import type { Row, Sqlite } from './sqlite';
import { STORED_FILE } from './storedPaths';

export interface UserKnowledge {
  readonly links: readonly KnownLink[];
  readonly aliases: readonly NameRule[];
  readonly rejected: readonly KnownFrame[];
  readonly notes: readonly KnownNote[];
  readonly goals: readonly Goal[];
  readonly filterNumbers: readonly FilterNumber[];
}

export const NO_KNOWLEDGE: UserKnowledge = {
  links: [],
  aliases: [],
  rejected: [],
  notes: [],
  goals: [],
  filterNumbers: [],
};

export interface KnownLink {
  readonly session: string;
  readonly kind: LinkKind;
  /** Null for "none". */
  readonly target: string | null;
}

/** A frame in a way that it is recognised by when its file is registered in another database. */
export type KnownFrame = Omit<Awaited, 'rejected'>;

export interface KnownNote extends Note {
  /** Of notes about frames. */
  readonly frame: KnownFrame | null;
}

const FRAME = `select lower(hex(sha256)) as sha256, image_key, date_obs,
  ${STORED_FILE} as path from frame join folder on folder.id = frame.folder`;

/**
 * In a stable order: by session and kind, kind and spelling, SHA-256, subject and key, object and filter,
 * filter.
 */
export function readKnowledge(sqlite: Sqlite): UserKnowledge {
  const awaited = new Map(readAwaited(sqlite).map((frame) => [frame.sha256, frame]));
  const rejected = new Map<string, KnownFrame>();
  for (const frame of awaited.values()) if (frame.rejected) rejected.set(frame.sha256, plain(frame));
  for (const row of sqlite.all(`${FRAME} where rejected = 1 order by frame.id desc`)) {
    rejected.set(String(row['sha256']), knownFrame(row));
  }
  const frameOf = (sha256: string): KnownFrame => {
    const row = sqlite.get(`${FRAME} where sha256 = ? order by frame.id limit 1`, Buffer.from(sha256, 'hex'));
    if (row) return knownFrame(row);
    const known = awaited.get(sha256);
    return known ? plain(known) : { sha256, imageKey: null, start: null, path: null };
  };
  return {
    links: linksOf(new Sessions(sqlite).manualLinks()),
    aliases: readRules(sqlite),
    rejected: [...rejected.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
    notes: readNotes(sqlite).map((note) => ({
      ...note,
      frame: note.subject === 'frame' ? frameOf(note.key) : null,
    })),
    goals: readGoals(sqlite),
    filterNumbers: readFilterNumbers(sqlite),
  };
}

/** Whether there is nothing to know. */
export function isEmpty(knowledge: UserKnowledge): boolean {
  return Object.values(knowledge).every((list: readonly unknown[]) => list.length === 0);
}

/**
 * In place of what the tables hold; frames that are not there are awaited. Inside a transaction of the
 * caller.
 */
export function replaceKnowledge(sqlite: Sqlite, knowledge: UserKnowledge): void {
  sqlite.run('delete from alias');
  for (const alias of knowledge.aliases) putRule(sqlite, alias);
  new Sessions(sqlite).replaceManualLinks(manualLinksOf(knowledge.links));
  sqlite.run('delete from note');
  for (const { subject, key, text } of knowledge.notes) putNote(sqlite, subject, key, text);
  sqlite.run('delete from goal');
  for (const goal of knowledge.goals) putGoal(sqlite, goal);
  sqlite.run('delete from filter_number');
  for (const { filter, number } of knowledge.filterNumbers) putFilterNumber(sqlite, filter, number);
  replaceFrames(sqlite, knowledge);
}

/** Links by the session that they are of. */
export function manualLinksOf(links: readonly KnownLink[]): ManualLinks {
  const bySession = new Map<string, Partial<Record<LinkKind, string | null>>>();
  for (const { session, kind, target } of links) {
    bySession.set(session, { ...bySession.get(session), [kind]: target });
  }
  return bySession;
}

function replaceFrames(sqlite: Sqlite, { rejected, notes }: UserKnowledge): void {
  sqlite.run('delete from awaited');
  sqlite.run('update frame set rejected = 0 where rejected = 1');
  const frames = new Map<string, Awaited>();
  for (const { frame } of notes) if (frame) frames.set(frame.sha256, { ...frame, rejected: false });
  for (const frame of rejected) frames.set(frame.sha256, { ...frame, rejected: true });
  for (const frame of frames.values()) expect(sqlite, frame);
  for (const frame of frames.values()) settle(sqlite, frame);
}

/** An awaited frame that is there already is not awaited. */
function settle(sqlite: Sqlite, { sha256, imageKey, start }: Awaited): void {
  const row = sqlite.get(
    `select id, lower(hex(sha256)) as sha256, image_key from frame
     where sha256 = ?1 or (image_key = ?2 and date_obs = ?3) order by sha256 = ?1 desc, id limit 1`,
    Buffer.from(sha256, 'hex'),
    imageKey,
    start,
  );
  if (!row) return;
  const arrival = { sha256: String(row['sha256']), imageKey: String(row['image_key']), start };
  if (takeAwaited(sqlite, arrival)?.rejected) {
    markRejected(sqlite, Number(row['id']), true);
  }
}

function linksOf(manual: ManualLinks): KnownLink[] {
  return [...manual]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([session, wishes]) =>
      LINK_KINDS.flatMap((kind) => {
        const target = wishes[kind];
        return target === undefined ? [] : [{ session, kind, target }];
      }),
    );
}

function plain({ sha256, imageKey, start, path }: KnownFrame): KnownFrame {
  return { sha256, imageKey, start, path };
}

function knownFrame(row: Row): KnownFrame {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : null);
  return {
    sha256: String(row['sha256']),
    imageKey: text('image_key'),
    start: text('date_obs'),
    path: text('path'),
  };
}
