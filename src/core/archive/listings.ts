/** Pages of what the archive holds. */
import type {
  ArchiveSettings,
  FrameQuery,
  MasterQuery,
  ObjectSummary,
  Page,
  PageRequest,
  ResultQuery,
  SessionQuery,
  StackedResult,
} from '../api/archive';
import type { ArchivedFrame } from '../base/archivedFrame';
import type { Master } from '../base/master';
import type { Session } from '../base/session';
import { withNotes } from '../operations/knowledge/notes';
import { namerOf } from '../rules/names/namer';
import { objectKey } from '../rules/names/objectName';
import { mismatchesOf } from '../rules/sessions/linksByHand';
import { processedObjects, withRawFrames } from '../storage/database/copies';
import { withDamage } from '../storage/database/damage';
import type { Database } from '../storage/database/database';
import type { Frames } from '../storage/database/frames';
import { withNames } from '../storage/database/namedFrames';
import { readRules } from '../storage/database/nameRules';
import type { Results } from '../storage/database/results';
import { findSession, type Sessions } from '../storage/database/sessions';
import type { Sqlite } from '../storage/database/sqlite';
import { Masters } from './masters';

/** Rows in one answer at most; larger ones would stall whoever receives them. */
const LARGEST_PAGE = 1000;

export function pageSize({ limit = LARGEST_PAGE }: PageRequest): number {
  return Math.min(Math.max(1, Math.trunc(limit)), LARGEST_PAGE);
}

export class Listings {
  readonly #sqlite: Sqlite;
  readonly #frames: Frames;
  readonly #sessions: Sessions;
  readonly #results: Results;
  readonly #masters: Masters;
  readonly #settings: ArchiveSettings;

  constructor(
    database: Database,
    settings: ArchiveSettings,
    frames: Frames,
    sessions: Sessions,
    results: Results,
  ) {
    this.#sqlite = database.sqlite;
    this.#settings = settings;
    this.#masters = new Masters(database, settings);
    this.#frames = frames;
    this.#sessions = sessions;
    this.#results = results;
  }

  objects(request: PageRequest): Page<ObjectSummary> {
    const page = this.#sessions.objects(request.from ?? 0, pageSize(request), this.#processedObjects());
    return withNotes(page, this.#sqlite);
  }

  /** Lights under one name for each object, the one that the list of objects has. */
  sessions(query: SessionQuery): Page<Session> {
    const page = this.#sessions.page(query, query.from ?? 0, pageSize(query), this.#keyOf());
    return { ...page, items: this.#withMismatches(this.#sessions.spelled(page.items)) };
  }

  #withMismatches(items: readonly Session[]): readonly Session[] {
    const manual = this.#sessions.manualLinks();
    if (manual.size === 0) return items;
    const find = (id: string) => this.#sessions.byId(id);
    return items.map((session) => {
      const wishes = manual.get(session.id);
      const mismatches = wishes && mismatchesOf(session, wishes, find, this.#settings.tolerances);
      return mismatches ? { ...session, mismatches } : session;
    });
  }

  /** Under the names that the user has given them. Throws `request` for a session that is not there. */
  frames(query: FrameQuery): Page<ArchivedFrame> {
    const limit = pageSize(query);
    const session =
      query.session === undefined ? {} : { session: findSession(this.#sessions, query.session).id };
    const problem = query.problem === undefined ? {} : { problem: query.problem };
    const processed =
      query.processedOf === undefined ? {} : { processedOf: this.#spellingsOf(query.processedOf) };
    const rows = this.#frames.page({
      ...session,
      ...problem,
      ...processed,
      from: query.from ?? 0,
      limit: limit + 1,
    });
    const linked = withRawFrames(rows.slice(0, limit), this.#sqlite, this.#settings.repository);
    const items = withDamage(withNames(linked, this.#sqlite), this.#sqlite);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Key to name of the objects that processed frames are of. */
  #processedObjects(): ReadonlyMap<string, string> {
    const namer = namerOf(readRules(this.#sqlite));
    const names = processedObjects(this.#sqlite).flatMap((name) => (name === null ? [] : [namer(name)]));
    return new Map(names.map((name) => [objectKey(name), name]));
  }

  /** How the headers of processed frames spell an object. */
  #spellingsOf(object: string | null): (string | null)[] {
    const keyOf = this.#keyOf();
    const key = object === null ? null : keyOf(object);
    return processedObjects(this.#sqlite).filter((name) => (name === null ? null : keyOf(name)) === key);
  }

  /** Throws `request` for a session that is not there. */
  results({ session, object, ...page }: ResultQuery): Page<StackedResult> {
    const filter = {
      ...(session === undefined ? {} : { session: findSession(this.#sessions, session).id }),
      ...(object === undefined ? {} : { objectKey: object === null ? null : this.#keyOf()(object) }),
    };
    return this.#results.page(filter, page.from ?? 0, pageSize(page));
  }

  masters(query: MasterQuery): Page<Master> {
    return this.#masters.page(query, query.from ?? 0, pageSize(query));
  }

  /** The key of an object under any name, also one that the user has given it. */
  #keyOf(): (name: string) => string {
    const namer = namerOf(readRules(this.#sqlite));
    return (name) => objectKey(namer(name));
  }
}
