import assert from 'node:assert/strict';
import type { Frame } from '../../../../../src/core/base/frame';
import { DEFAULT_TOLERANCES, type Tolerances } from '../../../../../src/core/base/matching';
import { silentLog } from '../../../../../src/core/base/ports';
import type { RegenerateParts } from '../../../../../src/core/operations/regenerate/regenerate';
import type { Database } from '../../../../../src/core/storage/database/database';
import { Frames } from '../../../../../src/core/storage/database/frames';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { COLUMNS } from '../../../../../src/core/storage/database/sessionRows';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { expand, type FrameSpec } from '../../rules/sessions/scenario';

/** An archive in memory. `log` keeps what was logged, `writes` counts what is worth a save. */
export class Store {
  readonly sqlite: Sqlite;
  readonly frames: Frames;
  readonly sessions: Sessions;
  readonly log: string[] = [];
  writes = 0;
  #next = 0;

  constructor(sqlite: Sqlite) {
    this.sqlite = sqlite;
    this.frames = new Frames(sqlite, '/astro');
    this.sessions = new Sessions(sqlite);
  }

  static async empty(): Promise<Store> {
    const sqlite = await Sqlite.open(null);
    migrate(sqlite, 'test');
    return new Store(sqlite);
  }

  async copy(): Promise<Store> {
    return new Store(await Sqlite.open(this.sqlite.export()));
  }

  /** For tests that make more of them than memory has room for. */
  close(): void {
    this.sqlite.close();
  }

  parts(tolerances: Tolerances = DEFAULT_TOLERANCES): RegenerateParts {
    const database = {
      sqlite: this.sqlite,
      write: <T>(work: (sqlite: Sqlite) => T) => {
        this.writes++;
        return this.sqlite.transaction(() => work(this.sqlite));
      },
      jot: <T>(work: (sqlite: Sqlite) => T) => this.sqlite.transaction(() => work(this.sqlite)),
      flush: () => Promise.resolve(),
    };
    return {
      database: database as unknown as Database,
      frames: this.frames,
      sessions: this.sessions,
      tolerances,
      log: { ...silentLog, info: (message) => this.log.push(message) },
    };
  }

  /** Adds frames, or puts one into the place of another. */
  add(specs: readonly FrameSpec[], replaces: number | null = null): void {
    for (const { path, sha256, editedSha256, imageKey, size, mtime, ...frame } of expand({ frames: specs })
      .frames) {
      const number = ++this.#next;
      assert.ok(path && sha256);
      const added = { path: `/astro/${number}.fits`, sha256: number.toString(16).padStart(64, '0') };
      this.frames.insert({ ...added, imageKey, size, mtime, source: null, replaces, editedSha256, frame });
    }
  }

  /** As an edit of its header, or a look at a file that somebody else has edited, changes a frame. */
  change(id: number, changes: Partial<Frame>): void {
    const before = this.frames.byId(id);
    if (!before) return;
    const { path, size, mtime, sha256, editedSha256, imageKey } = before;
    const frame = { ...before, ...changes };
    this.frames.insert({
      path,
      size,
      mtime,
      sha256,
      editedSha256,
      imageKey,
      source: null,
      replaces: null,
      frame,
    });
  }

  ids(): number[] {
    return this.sqlite.rows('select id from frame order by id').map(([id]) => Number(id));
  }

  /** Everything that a regeneration writes, but the history. */
  tables(): unknown {
    return {
      sessions: this.sqlite.rows(`select ${COLUMNS} from session order by id`),
      links: this.sqlite.rows('select * from link order by session, kind'),
      frames: this.sqlite.rows('select id, session from whole_frame order by id'),
      stale: this.sqlite.rows('select id from stale_frame union all select id from stale_session'),
      meta: this.sqlite.rows('select * from meta order by key'),
    };
  }
}

/** `n` lights of M 31 on one night; `differs` on top. */
export const lights = (n: number, differs: Partial<FrameSpec> = {}): FrameSpec => ({
  type: 'light',
  object: 'M 31',
  filter: 'L',
  exposure: 300,
  at: '2024-09-13 22:00',
  n,
  ...differs,
});

/** Which frames the last regeneration looked at, and how many: `['changed', '7']`. */
export const lookedAt = (store: Store) =>
  /(all|changed) frames, (\d+)/.exec(store.log.at(-1) ?? '')?.slice(1);
