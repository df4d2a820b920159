/** The open database: what it leaves alone until it is sure, what it saves, and who may. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { mock } from 'node:test';
import { type Log, silentLog } from '../../../../../src/core/base/ports';
import { Database, type DatabaseOptions } from '../../../../../src/core/storage/database/database';
import {
  keepCopy,
  removeUnfinished,
  writeDatabaseFile,
} from '../../../../../src/core/storage/database/databaseFile';
import { SCHEMA_1 } from '../../../../../src/core/storage/database/migrations/1';
import { migrate, SCHEMA_VERSION, schemaVersion } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { takeLock } from '../../../../../src/core/storage/lock/lock';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';

describe('an open database', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let opened: Database[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.sqlite');
  });
  afterEach(async () => {
    mock.restoreAll();
    for (const database of opened) await database.close().catch(() => undefined);
    opened = [];
    folder.dispose();
  });

  const open = async (options: Partial<DatabaseOptions> = {}) => {
    const database = await Database.open({ path: file, access: 'write', log: silentLog, ...options });
    opened.push(database);
    return database;
  };
  const note = (database: Database, value: string) =>
    database.write((sqlite) => sqlite.run("insert or replace into meta values ('note', ?)", value));
  const noted = async () => {
    const reader = await open({ access: 'read' });
    return reader.sqlite.get("select value from meta where key = 'note'")?.['value'];
  };
  /** A file of the first schema; returns its bytes. */
  const putFirstSchema = async (): Promise<Buffer> => {
    const sqlite = await Sqlite.open(null);
    migrate(sqlite, file, [SCHEMA_1]);
    sqlite.run("insert into meta values ('note', 'old')");
    fs.writeFileSync(file, sqlite.export());
    sqlite.close();
    return fs.readFileSync(file);
  };
  const schemaOf = async (name: string): Promise<number> => {
    const sqlite = await Sqlite.open(fs.readFileSync(name));
    try {
      return schemaVersion(sqlite);
    } finally {
      sqlite.close();
    }
  };

  it('of an earlier schema is saved as one of the newest, and a copy of the old file stays', async () => {
    const old = await putFirstSchema();
    await (await open({ access: 'read' })).close();
    assert.deepEqual(fs.readdirSync(folder.path), ['a.sqlite'], 'readers write nothing');
    const database = await open();
    assert.deepEqual(fs.readFileSync(`${file}.schema-1`), old, 'kept before anything else is done');
    await database.close();
    assert.equal(await schemaOf(file), SCHEMA_VERSION);
    assert.equal(await noted(), 'old');
    assert.deepEqual(fs.readFileSync(`${file}.schema-1`), old);
    const { mtimeMs } = fs.statSync(file);
    await (await open()).close();
    assert.equal(fs.statSync(file).mtimeMs, mtimeMs, 'nothing has changed since');
  });

  it('of an earlier schema is still its file on a drive that renumbers its files', async () => {
    const old = await putFirstSchema();
    const database = await open();
    fs.writeFileSync(path.join(folder.path, 'other'), old);
    fs.renameSync(path.join(folder.path, 'other'), file);
    await database.close();
    assert.equal(await schemaOf(file), SCHEMA_VERSION);
  });

  it('is not opened where a look at it says so: nothing is written or removed, and others may open it', async () => {
    const old = await putFirstSchema();
    const left = `${file}.0123456789ab.new`;
    fs.writeFileSync(left, 'half');
    const looked: string[] = [];
    const check = (sqlite: Sqlite, where: string) => {
      looked.push(where);
      assert.equal(schemaVersion(sqlite), SCHEMA_VERSION);
      return Promise.reject(new Error('of another archive'));
    };
    await assert.rejects(open({ check }), { message: 'of another archive' });
    assert.deepEqual(looked, [file]);
    assert.deepEqual(fs.readdirSync(folder.path).sort(), ['a.sqlite', path.basename(left)]);
    assert.deepEqual(fs.readFileSync(file), old);
    await (await takeLock(file)).release();
  });

  it('is opened although what a killed save has left cannot be removed, and the log says so', async () => {
    const database = await open();
    note(database, 'one');
    await database.close();
    const left = `${file}.0123456789ab.new`;
    fs.writeFileSync(left, 'half');
    const warnings: string[] = [];
    const log: Log = { ...silentLog, warn: (text) => void warnings.push(text) };
    const { result, error } = await whileRefusing(
      ({ name, args }) => (name === 'rm' && args[0] === left ? 'EACCES' : null),
      () => open({ log }),
    );
    assert.equal(error, undefined);
    assert.equal(result?.isWritable, true);
    assert.equal(warnings.length, 1);
    assert.ok(warnings[0]?.includes(file) && warnings[0].includes('EACCES'));
  });

  it('knows the file that it has saved itself, also where the drive failed at the very end', async function () {
    if (process.platform === 'win32') return this.skip();
    const database = await open();
    note(database, 'one');
    await database.flush();
    note(database, 'two');
    // The new file has its name already when the folder is synced.
    const { error } = await whileRefusing(
      ({ name, args }) => (name === 'open' && args[0] === folder.path ? 'EIO' : null),
      () => database.flush(),
    );
    failed('file', { reason: 'EIO' })(error);
    note(database, 'three');
    await database.flush();
    assert.equal(await noted(), 'three');
  });

  it('is not taken for saved where the drive failed before', async () => {
    const database = await open();
    const { error } = await whileRefusing(
      ({ name }) => (name === 'rename' ? 'ENOSPC' : null),
      () => {
        note(database, 'one');
        return database.flush();
      },
    );
    failed('file', { reason: 'ENOSPC' })(error);
    assert.equal(database.isSaved, false);
    await database.flush();
    assert.equal(database.isSaved, true);
    assert.equal(await noted(), 'one');
  });

  it('counts its changes, for those who keep what they have read; what is only jotted down is none', async () => {
    const database = await open();
    const { version } = database;
    note(database, 'one');
    assert.equal(database.version, version + 1);
    database.changed();
    assert.equal(database.version, version + 2);
    database.jot((sqlite) => sqlite.run("insert into meta values ('looked', 'now')"));
    assert.equal(database.version, version + 2);
    assert.throws(() =>
      database.write(() => {
        throw new Error('no');
      }),
    );
    assert.equal(database.version, version + 2);
  });

  it('lets work be done before each save, and saves what that writes', async () => {
    const database = await open();
    let turns = 0;
    database.beforeSave(() => {
      turns++;
      database.jot((sqlite) => sqlite.run("insert or replace into meta values ('turns', ?)", String(turns)));
      return Promise.resolve();
    });
    note(database, 'one');
    await database.flush();
    await database.flush();
    assert.equal(turns, 1);
    const reader = await open({ access: 'read' });
    assert.deepEqual(reader.sqlite.rows("select value from meta where key = 'turns'"), [['1']]);
  });

  it('that is only read saves nothing, neither later nor when it is closed', async () => {
    note(await open(), 'one');
    await opened.shift()?.close();
    const bytes = fs.readFileSync(file);
    const reader = await open({ access: 'read' });
    assert.equal(reader.isWritable, false);
    for (const write of [() => note(reader, 'two'), () => reader.jot(() => 0), () => reader.refuseReader()]) {
      assert.throws(write, failed('request', { path: file, reason: 'read-only' }));
    }
    const timer = mock.method(globalThis, 'setTimeout');
    reader.changed();
    assert.equal(timer.mock.callCount(), 0);
    await reader.flush();
    await reader.close();
    assert.deepEqual(fs.readFileSync(file), bytes);
  });

  it('tells its log how large it is', async () => {
    const said: string[] = [];
    const log: Log = { ...silentLog, debug: (text) => void said.push(text) };
    const database = await open({ log });
    note(database, 'one');
    await database.close();
    const { size } = fs.statSync(file);
    await open({ log });
    assert.equal(said.length, 3);
    assert.ok(said[0]?.includes(file));
    for (const text of said.slice(1)) assert.match(text, new RegExp(`\\b${size}\\b`));
  });
});

describe('what killed saves have left', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.sqlite');
  });
  afterEach(() => folder.dispose());

  it('is removed beside the database, the generation before and the copies of earlier schemas', async () => {
    const finished = ['a.sqlite', 'a.sqlite.previous', ...[1, 4, 9].map((n) => `a.sqlite.schema-${n}`)];
    const others = ['b.sqlite.0123456789ab.new', 'a.sqlite.unsaved-2024-09-13T20-00-00', 'a.sqlite.new.fits'];
    const left = finished.flatMap((name) => [`${name}.0123456789ab.new`, `${name}.new`]);
    for (const name of [...finished, ...others, ...left]) fs.writeFileSync(path.join(folder.path, name), '');
    await removeUnfinished(file);
    assert.deepEqual(fs.readdirSync(folder.path).sort(), [...finished, ...others].sort());
    await removeUnfinished(path.join(folder.path, 'none', 'a.sqlite'));
  });

  it('is no copy where there is nothing to copy', async () => {
    await keepCopy(file, `${file}.schema-1`);
    assert.deepEqual(fs.readdirSync(folder.path), []);
    for (const content of ['one', 'two']) {
      fs.writeFileSync(file, content);
      await keepCopy(file, `${file}.schema-1`);
      assert.equal(fs.readFileSync(`${file}.schema-1`, 'utf8'), content);
    }
  });

  it('does not keep a database from being written whole, nor is it written where it is not to be', async () => {
    await writeDatabaseFile(file, Buffer.from('one'));
    assert.deepEqual(fs.readdirSync(folder.path), ['a.sqlite']);
    await writeDatabaseFile(file, Buffer.from('two'));
    await assert.rejects(
      writeDatabaseFile(file, Buffer.from('three'), () => Promise.reject(new Error('of another'))),
      failed('file', { path: file }),
    );
    assert.equal(fs.readFileSync(file, 'utf8'), 'two');
    assert.equal(fs.readFileSync(`${file}.previous`, 'utf8'), 'one');
    assert.deepEqual(fs.readdirSync(folder.path).sort(), ['a.sqlite', 'a.sqlite.previous']);
  });
});
