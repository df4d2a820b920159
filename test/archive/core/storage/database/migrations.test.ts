/** Databases of earlier versions of the program, with something in every table. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import initSqlJs from 'sql.js';
import { openArchive } from '../../../../../src/core/archive/open';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { migrate, SCHEMA_VERSION } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { Bench } from '../../../../support/bench';
import { sha256 } from '../../../../support/files';
import { light, writeNight } from '../../../../support/night';

/** What every release has added to the schema, as it was written then: never changed, only followed by more. */
const RELEASED: readonly string[] = [1, 2, 3, 4, 5].map((version) => `schema-${version}.sql`);
/** The last schema whose rows are written here; later ones get theirs from what they made of it. */
const WRITTEN = 2;

const folder = path.join(__dirname, 'schemas');
const schemaSql = (version: number, after = 0) =>
  RELEASED.slice(after, version)
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');

type Value = string | number | Uint8Array | null;

/** Makes a database of an earlier schema with the package itself, without any code of this program. */
async function oldDatabase(version: number, rows: Readonly<Record<string, readonly (readonly Value[])[]>>) {
  const sql = await initSqlJs();
  const database = new sql.Database();
  database.exec(schemaSql(Math.min(version, WRITTEN)));
  database.exec(`pragma user_version = ${version}`);
  for (const [table, list] of Object.entries(rows)) {
    for (const row of list)
      database.run(`insert into ${table} values (${row.map(() => '?').join()})`, [...row]);
  }
  const tables = database
    .exec("select name from sqlite_master where type = 'table' order by name")[0]
    ?.values.flat()
    .map(String);
  assert.deepEqual(Object.keys(rows).sort(), tables, 'something in every table');
  database.exec(schemaSql(version, WRITTEN));
  const bytes = Buffer.from(database.export());
  database.close();
  return bytes;
}

/** Tables of earlier schemas as they can be read from the newest one. */
const NOW: Readonly<Record<string, string>> = {
  frame: 'whole_frame',
  link: `(select session, kind, target, 1 as manual from link
    union all select id, 'bias', bias, 0 from session where bias is not null
    union all select id, 'dark', dark, 0 from session where dark is not null
    union all select id, 'flat', flat, 0 from session where flat is not null
    union all select id, 'flatDark', flat_dark, 0 from session where flat_dark is not null)`,
};

/** What the tables of the old schema hold, column by column of that schema; `names` are those that they have now. */
async function contents(bytes: Uint8Array, version: number, names: typeof NOW = {}) {
  const sql = await initSqlJs();
  const old = new sql.Database();
  old.exec(schemaSql(version));
  const database = new sql.Database(bytes);
  const tables =
    old.exec("select name from sqlite_master where type = 'table' order by name")[0]?.values.flat() ?? [];
  return Object.fromEntries(
    tables.map(String).map((table) => {
      const columns = (old.exec(`pragma table_info(${table})`)[0]?.values ?? []).map(([, name]) =>
        String(name),
      );
      const query = `select ${columns.join()} from ${names[table] ?? table} order by ${columns.slice(0, 2).join()}`;
      return [table, database.exec(query)[0]?.values ?? []];
    }),
  );
}

describe('databases of earlier versions', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
    writeNight(bench.source);
  });
  afterEach(() => bench.dispose());

  /** Rows of the first schema, and what later ones have added to its tables and as tables. */
  const rowsOf = (file: string, version: number) => {
    const { size, mtimeMs } = fs.statSync(file);
    const later = <T>(values: readonly T[]) => (version > 1 ? values : []);
    const frame = (id: number, name: string, type: string, session: string | null, more: readonly Value[]) =>
      [
        id,
        1,
        name,
        size,
        mtimeMs,
        Buffer.from(sha256(file), 'hex'),
        '2880-00',
        1,
        'source.fits',
        type,
        0,
        'NGC 7000',
        'Esprit',
        'ASI2600',
        'L',
        300,
        1,
        1,
        -10,
        -10,
        100,
        50,
        'High',
        'RGGB',
        16,
        12,
        1,
        12.5,
        550,
        3.76,
        314.75,
        44.37,
        48.1,
        11.6,
        '2024-09-13T20:00:00.000Z',
        '2024-09-13',
        'N.I.N.A.',
        null,
        '[{"code":"x","message":"y"}]',
        session,
        ...later(more),
      ] as Value[];
    const session = (id: string, type: string) =>
      [
        id,
        type,
        0,
        'NGC 7000',
        'ngc7000',
        '2024-09-13',
        'Esprit',
        'ASI2600',
        'L',
        300,
        1,
        1,
        -10,
        100,
        50,
        'High',
        'RGGB',
        16,
        12,
        12.5,
        550,
        '2024-09-13T20:00:00.000Z',
        1,
        300,
        ...later([`bucket-${id}`]),
      ] as Value[];
    const edited = Buffer.from('ab'.repeat(32), 'hex');
    return {
      meta: [['verify.quick', '{"last":7,"started":"2026-01-01T00:00:00.000Z"}']],
      folder: [[1, path.dirname(file)]],
      frame: [
        frame(7, path.basename(file), 'light', '8c1f03b2a9d4', [edited, 0, 'Ada', 'Ghent', 0]),
        frame(8, 'rejected.fits', 'light', null, [null, 1, 'Ada', 'Ghent', 1]),
        frame(9, 'dark.fits', 'dark', '0c1f03b2a9d4', [null, 0, null, null, 0]),
      ],
      session: [session('8c1f03b2a9d4', 'light'), session('0c1f03b2a9d4', 'dark')],
      link: [
        ['8c1f03b2a9d4', 'dark', '0c1f03b2a9d4', 0],
        ['8c1f03b2a9d4', 'flat', null, 1],
      ],
      alias: [['object', 'Trunk', 'IC 1396', ...later(['folded'])]],
      operation: [
        [
          1,
          'register',
          '2026-01-01T00:00:00.000Z',
          '2026-01-01T00:00:01.000Z',
          '{"registered":1}',
          ...later(['20260101', null]),
        ],
      ],
      ...(version > 1 && {
        note: [['session', '8c1f03b2a9d4', 'windy']],
        result: [[3, 'stack.fits', 'stack', 'NGC 7000', 'ngc7000', 'L', 9, 2700, '2026-01-01T00:00:00Z']],
        result_session: [[3, '8c1f03b2a9d4']],
        awaited: [['cd'.repeat(32), null, null, 'gone.fits', 1]],
        seen_folder: [['Light', 1726259400123.5, 1726259400124]],
        stale_frame: [],
        stale_session: [],
      }),
    } as Record<string, Value[][]>;
  };

  for (let version = 1; version <= RELEASED.length; version++) {
    it(`keeps everything of schema ${version}, and a copy of the file`, async () => {
      const bytes = await oldDatabase(version, rowsOf(bench.put('a.fits', light(50)), version));
      const before = await contents(bytes, version);
      fs.mkdirSync(path.dirname(bench.database), { recursive: true });
      fs.writeFileSync(bench.database, bytes);
      const archive = await openArchive({ settings: bench.settings(), log: silentLog, hashThreads: 0 });
      const [frame] = (await archive.frames({})).items;
      assert.deepEqual(
        [frame?.id, frame?.object, frame?.ccdTemp, frame?.rejected, frame?.problems.length, frame?.session],
        [7, 'NGC 7000', -10, false, 1, '8c1f03b2a9d4'],
      );
      assert.deepEqual((await archive.session('8c1f')).links, {
        bias: null,
        dark: '0c1f03b2a9d4',
        flat: null,
        flatDark: null,
      });
      assert.deepEqual(await archive.nameRules({ action: 'list' }), [
        { kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'folded' },
      ]);
      await archive.close();
      assert.deepEqual(fs.readFileSync(`${bench.database}.schema-${version}`), bytes);
      const now = await contents(fs.readFileSync(bench.database), version, version > WRITTEN ? {} : NOW);
      // The notebook that the migrated database has written is noted beside what was there.
      now['meta'] = now['meta']?.filter(([key]) => key !== 'notebook' && key !== 'archive') ?? [];
      assert.deepEqual(now, before);
      const again = await openArchive({ settings: bench.settings(), log: silentLog, hashThreads: 0 });
      const { lightSessions, reread } = await again.regenerate({}, noContext);
      // The one file that is there is read again. Before schema 2 nothing was rejected, so the other one is a light as well.
      assert.deepEqual([reread?.read, reread?.changed, reread?.left], [1, 1, 2]);
      assert.equal(lightSessions, version === 1 ? 2 : 1);
      await again.close();
    });

    it(`ends in the same tables from schema ${version} as from nothing`, async () => {
      const sql = await initSqlJs();
      const old = new sql.Database();
      old.exec(schemaSql(version));
      old.exec(`pragma user_version = ${version}`);
      const [migrated, fresh] = [await Sqlite.open(old.export()), await Sqlite.open(null)];
      const shape = (sqlite: Sqlite) => {
        migrate(sqlite, '/db');
        return sqlite.all(
          `select m.type, m.name, c.name as column, c.type as kind, c."notnull" as required, c.dflt_value, c.pk
           from sqlite_master as m left join pragma_table_info(m.name) as c order by 1, 2, 3`,
        );
      };
      assert.deepEqual(shape(migrated), shape(fresh));
    });
  }

  it('are all here: each schema but the one that is not released yet', () => {
    assert.ok(SCHEMA_VERSION === RELEASED.length || SCHEMA_VERSION === RELEASED.length + 1);
  });
});
