/** The database on disk: saved whole, damaged, foreign, too new, locked. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { silentLog } from '../../../../../src/core/base/ports';
import { Database, type DatabaseOptions } from '../../../../../src/core/storage/database/database';
import { previousGeneration, writeDatabaseFile } from '../../../../../src/core/storage/database/databaseFile';
import { Saver } from '../../../../../src/core/storage/database/saver';
import { SCHEMA_VERSION } from '../../../../../src/core/storage/database/schema';
import { DAMAGE_ADVICE } from '../../../../../src/core/storage/database/sqlError';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';

describe('database file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  const opened: Database[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'deep', 'astro-archive.sqlite');
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close().catch(() => undefined);
    folder.dispose();
  });

  const open = async (access: DatabaseOptions['access'] = 'write', where = file) => {
    const database = await Database.open({ path: where, access, log: silentLog });
    opened.push(database);
    return database;
  };
  /** Without the lock. */
  const names = () =>
    fs
      .readdirSync(path.dirname(file))
      .filter((name) => !name.includes('.lock-'))
      .sort();
  const note = (database: Database, value: string) =>
    database.write((sqlite) => sqlite.run("insert or replace into meta values ('note', ?)", value));
  /** With a file. */
  const made = async () => {
    const database = await open();
    note(database, 'made');
    await database.flush();
    return database;
  };
  const noted = (database: Database) =>
    database.sqlite.get("select value from meta where key = 'note'")?.['value'];
  it('is made with its folder, saved, and read again', async () => {
    const first = await open();
    note(first, 'one');
    await first.close();
    const second = await open();
    assert.equal(noted(second), 'one');
    assert.deepEqual(names(), ['astro-archive.sqlite']);
  });

  it('keeps the generation before the last save', async () => {
    const database = await open();
    note(database, 'one');
    await database.flush();
    note(database, 'two');
    await database.flush();
    await database.close();
    assert.equal(noted(await open()), 'two');
    assert.equal(noted(await open('read', previousGeneration(file))), 'one');
  });

  it('writes nothing when nothing has changed', async () => {
    const database = await made();
    const { ino } = fs.statSync(file);
    await database.flush();
    assert.equal(fs.statSync(file).ino, ino);
  });

  it('is no file before something is to be kept', async () => {
    await (await open()).close();
    assert.deepEqual(names(), []);
  });

  it('is not saved over what another program has saved, which is told of once for all', async () => {
    const database = await made();
    const foreign = fs.readFileSync(file);
    foreign.writeUInt8(foreign.readUInt8(500) ^ 1, 500);
    fs.rmSync(file);
    fs.writeFileSync(file, foreign);
    note(database, 'two');
    for (let times = 0; times < 2; times++) {
      await assert.rejects(database.flush(), failed('database', { path: file, reason: 'saved-by-another' }));
    }
    assert.deepEqual(fs.readFileSync(file), foreign);
    const [unsaved, ...others] = names().filter((name) => name.includes('.unsaved-'));
    assert.deepEqual(others, []);
    assert.equal(noted(await open('read', path.join(path.dirname(file), unsaved ?? ''))), 'two');
  });

  it('is not saved over a file that came where there was none', async () => {
    const database = await open();
    fs.writeFileSync(file, 'mine');
    note(database, 'one');
    await assert.rejects(database.flush(), failed('database', { expected: 'generation 0' }));
    assert.equal(fs.readFileSync(file, 'utf8'), 'mine');
  });

  it('is saved again where the same bytes have got another inode and time', async () => {
    const database = await made();
    const bytes = fs.readFileSync(file);
    fs.rmSync(file);
    fs.writeFileSync(file, bytes);
    note(database, 'two');
    await database.flush();
    assert.equal(noted(await open('read')), 'two');
  });

  it('does not make a folder again that has gone with its drive', async () => {
    const database = await made();
    fs.renameSync(path.dirname(file), path.join(folder.path, 'unplugged'));
    note(database, 'two');
    await assert.rejects(database.flush(), failed('file', /gone.*drive/));
    assert.deepEqual(fs.readdirSync(folder.path), ['unplugged']);
    fs.renameSync(path.join(folder.path, 'unplugged'), path.dirname(file));
    await database.flush();
  });

  it('grows by a generation with each save, which other programs read as a whole database', async () => {
    const database = await made();
    const first = fs.readFileSync(file).readUInt32BE(24);
    note(database, 'two');
    await database.flush();
    const bytes = fs.readFileSync(file);
    assert.deepEqual([bytes.readUInt32BE(24), bytes.readUInt32BE(92)], [first + 1, first + 1]);
    const sqlite = await Sqlite.open(bytes);
    assert.deepEqual(sqlite.all('pragma integrity_check'), [{ integrity_check: 'ok' }]);
    sqlite.close();
  });

  it('leaves the old file whole where a save fails, and saves later', async () => {
    const database = await open();
    note(database, 'one');
    await database.flush();
    const before = fs.readFileSync(file);
    fs.mkdirSync(previousGeneration(file));
    note(database, 'two');
    await assert.rejects(database.flush(), failed('file', /folder/));
    assert.deepEqual(fs.readFileSync(file), before);
    fs.rmdirSync(previousGeneration(file));
    await database.flush();
    assert.notDeepEqual(fs.readFileSync(file), before);
  });

  it('leaves nothing behind after a save that ended between its two renames', async () => {
    const database = await made();
    fs.linkSync(file, previousGeneration(file));
    note(database, 'one');
    await database.flush();
    assert.deepEqual(names(), ['astro-archive.sqlite', 'astro-archive.sqlite.previous']);
  });

  it('clears away what a killed save has left, when it is opened to be written', async () => {
    const database = await open();
    note(database, 'one');
    await database.flush();
    note(database, 'two');
    await database.close();
    const left = [`${file}.0123456789ab.new`, `${previousGeneration(file)}.new`];
    fs.writeFileSync(left[0] ?? '', 'half');
    fs.linkSync(file, left[1] ?? '');
    assert.equal(noted(await open('read')), 'two');
    assert.deepEqual(left.map(fs.existsSync), [true, true], 'somebody may be saving');
    assert.equal(noted(await open()), 'two');
    assert.deepEqual(left.map(fs.existsSync), [false, false]);
    assert.equal(noted(await open('read', previousGeneration(file))), 'one');
  });

  it('removes half a save', async () => {
    fs.mkdirSync(path.dirname(file));
    fs.mkdirSync(file);
    await assert.rejects(writeDatabaseFile(file, Buffer.from('x')));
    assert.deepEqual(fs.readdirSync(path.dirname(file)), [path.basename(file)]);
  });

  for (const [what, bytes] of [
    ['random bytes', Buffer.from('no database '.repeat(500))],
    ['an empty file', Buffer.alloc(0)],
    ['a cut file', null],
  ] as const) {
    it(`refuses ${what}, says what to do, and leaves the file alone`, async () => {
      await (await made()).close();
      const whole = fs.readFileSync(file);
      const damaged = bytes ?? whole.subarray(0, whole.length - 8192);
      fs.writeFileSync(file, damaged);
      await assert.rejects(open(), failed('damaged', { path: file, advice: DAMAGE_ADVICE }));
      assert.deepEqual(fs.readFileSync(file), Buffer.from(damaged));
      fs.writeFileSync(file, whole);
      await open();
    });
  }

  it('refuses the database of another program', async () => {
    const other = await Sqlite.open(null);
    other.execute('create table fitsFile (id text)');
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, other.export());
    const before = fs.readFileSync(file);
    await assert.rejects(open(), failed('database', { got: 'tables fitsFile' }));
    assert.deepEqual(fs.readFileSync(file), before);
  });

  it('refuses a newer schema', async () => {
    await (await made()).close();
    const newer = await Sqlite.open(fs.readFileSync(file));
    newer.execute(`pragma user_version = ${SCHEMA_VERSION + 1}`);
    fs.writeFileSync(file, newer.export());
    const before = fs.readFileSync(file);
    for (const access of ['read', 'write'] as const) {
      await assert.rejects(open(access), failed('database', { got: `schema ${SCHEMA_VERSION + 1}` }));
    }
    assert.deepEqual(fs.readFileSync(file), before);
  });

  it('lets one writer in, and any reader', async () => {
    const writer = await open();
    note(writer, 'one');
    await writer.flush();
    note(writer, 'two');
    await assert.rejects(open(), failed('in-use', new RegExp(`\\b${process.pid}\\b`)));
    const reader = await open('read');
    assert.equal(noted(reader), 'one');
    assert.throws(() => note(reader, 'three'), failed('request', { path: file }));
    await writer.close();
    await open();
  });

  it('knows the file behind a link', async () => {
    const writer = await made();
    const link = path.join(folder.path, 'link.sqlite');
    const door = path.join(folder.path, 'door');
    fs.symlinkSync(file, link);
    fs.symlinkSync(path.dirname(file), door);
    await assert.rejects(open('write', link), failed('in-use'));
    await assert.rejects(open('write', path.join(door, path.basename(file))), failed('in-use'));
    await writer.close();
    const through = await open('write', link);
    note(through, 'one');
    await through.close();
    assert.ok(fs.lstatSync(link).isSymbolicLink());
    assert.equal(noted(await open()), 'one');
  });

  it('names the file behind which it cannot look', async () => {
    const link = path.join(folder.path, 'circle.sqlite');
    fs.symlinkSync('circle.sqlite', link);
    await assert.rejects(open('write', link), failed('file', /ELOOP/));
    assert.ok(fs.lstatSync(link).isSymbolicLink());
  });
});

describe('Saver', () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('saves once for many changes, and again for those that came meanwhile', async () => {
    let saves = 0;
    let release = () => {};
    const saver = new Saver(async () => {
      saves++;
      await new Promise<void>((resolve) => (release = resolve));
    }, silentLog);
    saver.changed();
    saver.changed();
    const first = saver.flush();
    await settled();
    saver.changed();
    const second = saver.flush();
    await settled();
    assert.equal(saves, 1, 'one at a time');
    release();
    await first;
    await settled();
    release();
    await second;
    assert.equal(saves, 2);
    await saver.flush();
    assert.equal(saves, 2);
  });

  it('saves by itself after a while', async () => {
    await new Promise<void>((saved) => {
      const saver = new Saver(() => Promise.resolve(saved()), silentLog, 1);
      saver.changed();
      // The timer does not keep a process alive; this one does.
      const alive = setInterval(() => undefined, 5);
      setTimeout(() => clearInterval(alive), 1000).unref();
    });
  });

  it('tells of a failure, keeps the changes, and tries again', async () => {
    let fail = true;
    const saver = new Saver(() => (fail ? Promise.reject(new Error('full')) : Promise.resolve()), silentLog);
    saver.changed();
    await assert.rejects(saver.flush(), /full/);
    await assert.rejects(saver.flush(), /full/);
    fail = false;
    await saver.flush();
  });
});
