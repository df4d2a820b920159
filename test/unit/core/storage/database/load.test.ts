/** A database file into memory, which says what the file itself is like, and leaves it alone. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { crc32 } from 'node:zlib';
import { loadDatabase } from '../../../../../src/core/storage/database/load';
import { SCHEMA_1 } from '../../../../../src/core/storage/database/migrations/1';
import {
  migrate,
  refuseIncomplete,
  refuseNewer,
  SCHEMA_VERSION,
  schemaVersion,
} from '../../../../../src/core/storage/database/schema';
import { damagedError, sqlError } from '../../../../../src/core/storage/database/sqlError';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { closeDatabases, emptyDatabase } from './support';

/** A database of the first schema that fills dozens of pages. */
async function firstSchema(): Promise<Sqlite> {
  const sqlite = await Sqlite.open(null);
  migrate(sqlite, '/db', [SCHEMA_1]);
  for (let i = 0; i < 100; i++) {
    sqlite.run('insert into meta values (?, ?)', `key ${i}`, 'value '.repeat(100));
  }
  return sqlite;
}

describe('a database file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'astro-archive.sqlite');
  });
  afterEach(() => folder.dispose());

  const load = async () => {
    const { sqlite, ...told } = await loadDatabase(file);
    const version = schemaVersion(sqlite);
    sqlite.close();
    return { ...told, version };
  };

  it('is known again by all its bytes, also where it is of an earlier schema and migrated in memory', async () => {
    const old = await firstSchema();
    fs.writeFileSync(file, old.export());
    old.close();
    const bytes = fs.readFileSync(file);
    const told = { size: bytes.length, schema: 1, crc: crc32(bytes), version: SCHEMA_VERSION };
    assert.deepEqual(await load(), told);
    assert.deepEqual(fs.readFileSync(file), bytes);
  });

  it('of the newest schema is taken as it is', async () => {
    const { sqlite } = await emptyDatabase();
    fs.writeFileSync(file, sqlite.export());
    closeDatabases();
    const bytes = fs.readFileSync(file);
    const told = { size: bytes.length, schema: SCHEMA_VERSION, crc: crc32(bytes), version: SCHEMA_VERSION };
    assert.deepEqual(await load(), told);
  });

  it('that is not there yet gives an empty database, and no file', async () => {
    assert.deepEqual(await load(), { size: null, schema: 0, crc: null, version: SCHEMA_VERSION });
    assert.deepEqual(fs.readdirSync(folder.path), []);
  });

  it('without a byte is damaged, not new: what it held may come back from elsewhere', async () => {
    fs.writeFileSync(file, '');
    await assert.rejects(load(), failed('damaged', { path: file }));
  });
});

describe('the schema of a database', () => {
  afterEach(closeDatabases);

  it('leaves no empty pages behind when it is brought up to date, which each save would write', async () => {
    const sqlite = await firstSchema();
    const pages = () => Number(sqlite.rows('pragma freelist_count')[0]?.[0]);
    sqlite.execute("delete from meta where key > 'key 5'");
    assert.ok(pages() > 0);
    migrate(sqlite, '/db');
    assert.equal(pages(), 0);
    sqlite.execute("delete from meta where key > 'key 2'");
    const before = pages();
    migrate(sqlite, '/db');
    assert.equal(pages(), before, 'nothing is rewritten where nothing was migrated');
    sqlite.close();
  });

  it('stays as far as it came where a migration fails, which says so', async () => {
    const sqlite = await Sqlite.open(null);
    assert.throws(
      () => migrate(sqlite, '/db', ['create table a (b)', 'create table c (d); nonsense']),
      failed('damaged', { path: '/db', reason: 'migration' }),
    );
    assert.equal(schemaVersion(sqlite), 1);
    assert.deepEqual(sqlite.rows('select name from sqlite_master'), [['a']]);
    sqlite.close();
  });

  it('is that of a newer version up to the highest that there will be, and a flipped bit above', async () => {
    const { sqlite } = await emptyDatabase();
    const says = (version: number) => {
      sqlite.execute(`pragma user_version = ${version}`);
      refuseNewer(sqlite, '/db');
    };
    says(SCHEMA_VERSION);
    for (const version of [SCHEMA_VERSION + 1, 1000]) {
      assert.throws(() => says(version), failed('database', { path: '/db', got: `schema ${version}` }));
    }
    for (const version of [1001, SCHEMA_VERSION + 2 ** 24]) {
      assert.throws(() => says(version), failed('damaged', { path: '/db' }));
    }
  });

  it('is complete where it lacks no table, column, view or trigger; indices only make queries fast', async () => {
    const { sqlite } = await emptyDatabase();
    sqlite.execute('drop index member_session');
    await refuseIncomplete(sqlite, '/db');
    for (const [sql, part] of [
      ['drop trigger frame_removed', /\bframe_removed\b/],
      ['alter table awaited drop column path', /\bawaited\.path\b/],
      ['drop view whole_frame', /\bwhole_frame\b/],
      ['drop table note', /\bnote\b/],
    ] as const) {
      sqlite.execute('savepoint whole');
      sqlite.execute(sql);
      await assert.rejects(refuseIncomplete(sqlite, '/db'), failed('damaged', part));
      sqlite.execute('rollback to whole');
    }
  });
});

describe('what SQLite says', () => {
  it('is cut where it quotes a whole statement, and names the file where that is known', () => {
    const long = new Error(`constraint ${'x'.repeat(1000)}`);
    assert.ok(sqlError(long).message.length < 300);
    assert.deepEqual(Object.keys(sqlError(long).detail), ['advice']);
    assert.deepEqual(Object.keys(damagedError('the file is empty').detail), ['advice']);
    assert.equal(sqlError(long, '/db').detail.path, '/db');
    assert.equal(damagedError('the file is empty', '/db').detail.path, '/db');
    assert.equal(sqlError('a mere text').cause, 'a mere text');
  });

  it('is of a damaged database where only that makes SQLite say so', () => {
    for (const said of [
      'no such table: frame',
      'no such table: main.frame',
      'no such column: f.mtime',
      'table frame has no column named mtime',
      'no such index: x',
      'no such view: x',
      'no such trigger: x',
      'malformed database schema (frame)',
      'file is not a database',
      'unsupported file format',
      'database disk image is malformed',
      '*** in database main ***',
      'row 3 missing from index x',
      'NULL value in frame.name',
      'non-unique entry in index x',
      'table frame already exists',
      'index x already exists',
      'duplicate column name: path',
    ]) {
      assert.equal(sqlError(new Error(said)).code, 'damaged', said);
    }
    for (const said of [
      'UNIQUE constraint failed: frame.name',
      'out of memory',
      'there is no such table: x',
      'near "x": syntax error',
    ]) {
      assert.equal(sqlError(new Error(said)).code, 'database', said);
    }
  });

  it('is told without characters that a damaged name may hold', () => {
    const name = `fra\nme\u0007${'x'.repeat(100)}`;
    const { message } = sqlError(new Error(`no such table: ${name}`));
    assert.match(message, /fra\?me\?x+/);
    assert.ok(!message.includes('x'.repeat(60)));
  });
});
