/** Pages of what the archive holds. */
import type {
  ArchiveSettings,
  CameraSummary,
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
import { withGoals } from '../operations/goals/goals';
import { withNotes } from '../operations/knowledge/notes';
import { foldName } from '../rules/names/fold';
import { namerOf } from '../rules/names/namer';
import { objectKey } from '../rules/names/objectName';
import { processedObjects, stackedObjects, withRawFrames } from '../storage/database/copies';
import { withDamage } from '../storage/database/damage';
import type { Database } from '../storage/database/database';
import type { Frames } from '../storage/database/frames';
import { withNames } from '../storage/database/namedFrames';
import { readRules } from '../storage/database/nameRules';
import type { Results } from '../storage/database/results';
import { spelledCameras } from '../storage/database/sessionPlaces';
import { findSession, type Sessions } from '../storage/database/sessions';
import type { Sqlite } from '../storage/database/sqlite';
import { Masters } from './masters';
import { SessionTroubles } from './troubles';

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
  readonly #troubles: SessionTroubles;
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
    this.#troubles = new SessionTroubles(database, sessions, settings, this.#masters);
    this.#results = results;
  }

  objects(request: PageRequest): Page<ObjectSummary> {
    const others = this.#otherObjects();
    const troubles = this.#troubles.ofObjects();
    const page = this.#sessions.objects(request.from ?? 0, pageSize(request), others, troubles);
    return withGoals(withNotes(page, this.#sqlite), this.#sqlite);
  }

  cameras(): readonly CameraSummary[] {
    return this.#troubles.cameras();
  }

  /** Lights under one name for each object, the one that the list of objects has. */
  sessions(query: SessionQuery): Page<Session> {
    const { imager, ...rest } = query;
    const imagers = imager === undefined ? {} : { imagers: this.#spellingsOfCamera(imager) };
    const asked = { ...rest, ...imagers };
    const page = this.#sessions.page(asked, query.from ?? 0, pageSize(query), this.#keyOf());
    return { ...page, items: this.#troubles.describe(this.#sessions.spelled(page.items)) };
  }

  /** Under the names that the user has given them. Throws `request` for a session that is not there. */
  frames(query: FrameQuery): Page<ArchivedFrame> {
    const limit = pageSize(query);
    const session =
      query.session === undefined ? {} : { session: findSession(this.#sessions, query.session).id };
    const problem = query.problem === undefined ? {} : { problem: query.problem };
    const processed =
      query.processedOf === undefined
        ? {}
        : { processedOf: this.#spellingsOf(query.processedOf, processedObjects(this.#sqlite)) };
    const stacks =
      query.stacksOf === undefined
        ? {}
        : { stacksOf: this.#spellingsOf(query.stacksOf, stackedObjects(this.#sqlite)) };
    const rows = this.#frames.page({
      ...session,
      ...problem,
      ...processed,
      ...stacks,
      from: query.from ?? 0,
      limit: limit + 1,
    });
    const linked = withRawFrames(rows.slice(0, limit), this.#sqlite, this.#settings.repository);
    const items = withDamage(withNames(linked, this.#sqlite), this.#sqlite);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Key to name of the objects that processed frames and stacks are of. */
  #otherObjects(): ReadonlyMap<string, string> {
    const namer = namerOf(readRules(this.#sqlite));
    const spelled = [...processedObjects(this.#sqlite), ...stackedObjects(this.#sqlite)];
    const names = spelled.flatMap((name) => (name === null ? [] : [namer(name)]));
    return new Map(names.map((name) => [objectKey(name), name]));
  }

  /** How headers spell an object, of all the objects that they name. */
  #spellingsOf(object: string | null, all: readonly (string | null)[]): (string | null)[] {
    const keyOf = this.#keyOf();
    const key = object === null ? null : keyOf(object);
    return all.filter((name) => (name === null ? null : keyOf(name)) === key);
  }

  #spellingsOfCamera(imager: string | null): (string | null)[] {
    const key = foldName(imager);
    return spelledCameras(this.#sqlite).filter((name) => foldName(name) === key);
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
