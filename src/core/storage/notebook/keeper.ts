/** Keeps the notebook and the database in step, from opening to closing. */
import * as v from 'valibot';
import { messageOf } from '../../base/errors';
import { parsed } from '../../base/json';
import type { Log } from '../../base/ports';
import { sessionTitle } from '../../text/words';
import type { Database } from '../database/database';
import { Sessions } from '../database/sessions';
import type { Sqlite } from '../database/sqlite';
import { isEmpty, readKnowledge, replaceKnowledge, type UserKnowledge } from '../database/userKnowledge';
import { keepAside, removeUnfinishedOf, replaceFile } from '../files/replace';
import { decideNotebook, joined, type NotebookState } from './decideNotebook';
import { notebookFile, readNotebook, sha256Of } from './notebookFile';
import { EMPTY_NOTEBOOK, type Notebook, notebookContent, parseNotebook } from './notebookFormat';

export interface NotebookOptions {
  /** The notebook, absolute. Default: the one beside the database. */
  readonly notebook?: string;
  /** What the database is to know beside what it and the file do; counts before the file. */
  readonly inherited?: UserKnowledge;
}

interface KeeperParts {
  /** `/astro/.astro-archive/astro-archive.json` */
  readonly path: string;
  readonly database: Database;
  readonly log: Log;
}

/**
 * Reads the notebook, takes over what it knows better, and from then on writes it before each save of the
 * database. Says whether the database has learnt something. Nothing that the file held is ever lost: what is
 * not this database's own last version is kept under a dated name before it is replaced.
 */
export async function keepNotebook(
  database: Database,
  log: Log,
  { notebook: named, inherited }: NotebookOptions = {},
): Promise<boolean> {
  const path = named ?? notebookFile(database.path);
  const { sqlite } = database;
  if (inherited) {
    database.write(() => replaceKnowledge(sqlite, joined(readKnowledge(sqlite), inherited)));
  }
  await removeUnfinishedOf(path).catch((error: unknown) =>
    log.warn(`What was left beside ${path} could not be removed: ${messageOf(error)}`),
  );
  const reading = await readNotebook(path).catch((error: unknown) => {
    log.warn(`Your links, rules and notes cannot be kept there: ${messageOf(error)}`);
  });
  if (!reading) return false;
  const state = readState(sqlite);
  const decision = decideNotebook(reading, state);
  if (decision === 'leave') {
    log.warn(
      `${path} was written by a newer version of Astro Archive and is left alone; update Astro Archive`,
    );
    return false;
  }
  const notebook = reading.kind === 'read' ? reading.notebook : EMPTY_NOTEBOOK;
  const keeper = new Keeper(
    { path, database, log },
    {
      notebook,
      text: decision === 'write' ? null : reading.kind === 'absent' ? null : reading.text,
      revision: Math.max(notebook.revision, state?.revision ?? 0),
    },
  );
  database.beforeSave(() => keeper.save());
  const before = readKnowledge(sqlite);
  if (reading.kind === 'damaged') {
    log.warn(`${path} is damaged (${reading.why}); it is kept under another name before it is rewritten`);
  } else if (reading.kind === 'read' && decision === 'write') {
    log.warn(`${path} is older than the database; it is kept under another name before it is rewritten`);
  }
  if (decision === 'import' || decision === 'join') {
    const knowledge = decision === 'import' ? notebook.knowledge : joined(before, notebook.knowledge);
    return keeper.learn(before, knowledge, sha256Of(keeper.text ?? ''));
  }
  if (decision === 'write' && !isEmpty(before)) database.changed();
  return false;
}

class Keeper {
  readonly #parts: KeeperParts;
  readonly #sessions: Sessions;
  #notebook: Notebook;
  #revision: number;
  /** The file as it was read or written last; null where that is not to be relied upon. */
  text: string | null;

  constructor(parts: KeeperParts, from: { notebook: Notebook; text: string | null; revision: number }) {
    this.#parts = parts;
    this.#sessions = new Sessions(parts.database.sqlite);
    this.#notebook = from.notebook;
    this.text = from.text;
    this.#revision = from.revision;
  }

  /** Takes knowledge over. What the database knew is kept beside the file where the file does not have it. */
  async learn(before: UserKnowledge, knowledge: UserKnowledge, sha256: string): Promise<boolean> {
    const { database, path, log } = this.#parts;
    const old = this.#content(before)(0);
    const differs = old !== this.#content(knowledge)(0);
    if (differs && !isEmpty(before)) {
      await replaceFile(`${path}.replaced-${dated()}`, old);
    }
    database.write((sqlite) => {
      if (differs) replaceKnowledge(sqlite, knowledge);
      writeState(sqlite, { revision: this.#revision, sha256 });
    });
    if (differs) log.info(`Read what ${path} knows: ${countsOf(knowledge)}`);
    return differs;
  }

  /** Never throws: the database is saved nevertheless, and the next save tries again. */
  async save(): Promise<void> {
    const { database, path, log } = this.#parts;
    const knowledge = readKnowledge(database.sqlite);
    if (this.text === null && isEmpty(knowledge)) return;
    const content = this.#content(knowledge);
    if (content(this.#revision) === this.text) return;
    const revision = this.#revision + 1;
    const text = content(revision);
    try {
      await replaceFile(path, text, () => this.#keepForeign());
    } catch (error) {
      log.warn(`Your links, rules and notes could not be written to ${path}: ${messageOf(error)}`);
      return;
    }
    this.text = text;
    this.#revision = revision;
    const parsed = parseNotebook(text);
    if (parsed.kind === 'read') this.#notebook = parsed.notebook;
    const { sqlite } = database;
    sqlite.transaction(() => writeState(sqlite, { revision, sha256: sha256Of(text) }));
  }

  async #keepForeign(): Promise<void> {
    const { path, log } = this.#parts;
    const reading = await readNotebook(path);
    if (reading.kind === 'absent' || (reading.text === this.text && this.text !== null)) return;
    const aside = await keepAside(path, reading.kind === 'damaged' ? 'damaged' : 'kept');
    if (aside !== null) log.warn(`${path} was changed by another program; it was kept as ${aside}`);
  }

  /** The text of the file by its revision. All sessions that it speaks of are looked up at once. */
  #content(knowledge: UserKnowledge): (revision: number) => string {
    const sessions = this.#sessions.withIds(sessionsOf(knowledge));
    const titles = new Map(
      sessions.map((each) => [each.id, `${sessionTitle(each)}, ${each.night ?? 'no night'}`]),
    );
    return notebookContent({ ...this.#notebook, knowledge }, (id) => titles.get(id) ?? null);
  }
}

function sessionsOf({ links, notes }: UserKnowledge): string[] {
  const ids = new Set<string>();
  for (const { session, target } of links) {
    ids.add(session);
    if (target !== null) ids.add(target);
  }
  for (const { subject, key } of notes) if (subject === 'session') ids.add(key);
  return [...ids];
}

const KEY = 'notebook';

const STATE = v.object({ revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), sha256: v.string() });

/** Null for a database that has seen no notebook, or does not know any more which one. */
export function readState(sqlite: Sqlite): NotebookState | null {
  return parsed(STATE, sqlite.get('select value from meta where key = ?', KEY)?.['value']);
}

/** Inside a transaction. */
function writeState(sqlite: Sqlite, state: NotebookState): void {
  sqlite.run('insert or replace into meta (key, value) values (?, ?)', KEY, JSON.stringify(state));
}

function countsOf({ links, aliases, rejected, notes, goals }: UserKnowledge): string {
  const counts = `${links.length} links, ${aliases.length} aliases, ${rejected.length} rejected frames`;
  return `${counts}, ${notes.length} notes, ${goals.length} goals`;
}

function dated(): string {
  return new Date().toISOString().replaceAll(':', '-');
}
