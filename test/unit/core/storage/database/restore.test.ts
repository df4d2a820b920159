/** The generation before in the place of a database: only where that is ours, and nothing is lost by it. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { silentLog } from '../../../../../src/core/base/ports';
import { conditionOf, damageOf, restorePrevious } from '../../../../../src/core/storage/database/restore';
import { migrate, SCHEMA_VERSION } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { takeLock } from '../../../../../src/core/storage/lock/lock';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { closeDatabases, emptyDatabase, putFrame } from './support';

/** The file of a database that these statements have made. */
async function fileOf(...statements: readonly string[]): Promise<Buffer> {
  const sqlite = await Sqlite.open(null);
  try {
    for (const sql of statements) sqlite.execute(sql);
    return Buffer.from(sqlite.export());
  } finally {
    sqlite.close();
  }
}

/** Tables of no program in particular; the last of them is lost with the end of the file. */
const TABLES = Array.from({ length: 40 }, (_, i) => `create table t${i} (a)`);
/** The first page holds the names of tables, as far as they find room. */
const cutOff = (file: Buffer): Buffer => file.subarray(0, file.length - 4096);

describe('the condition of a database', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  /** Of two frames. */
  let whole: Buffer;
  before(async () => {
    const { sqlite, frames } = await emptyDatabase();
    for (const name of ['a.fits', 'b.fits']) putFrame(frames, name);
    whole = Buffer.from(sqlite.export());
    closeDatabases();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'mine.sqlite');
  });
  afterEach(() => folder.dispose());

  const put = (content: Buffer | string, name = file): void => fs.writeFileSync(name, content);
  const putPrevious = (content: Buffer | string = whole): void => put(content, `${file}.previous`);
  const state = async () => (await conditionOf(file)).state;
  /** Of ours, with another number of its schema. */
  const ofSchema = async (schema: number): Promise<Buffer> => {
    const sqlite = await Sqlite.open(Buffer.from(whole));
    try {
      sqlite.execute(`pragma user_version = ${schema}`);
      return Buffer.from(sqlite.export());
    } finally {
      sqlite.close();
    }
  };

  it('is whole, absent, damaged, or not ours to judge, and nothing is written to find out', async () => {
    assert.deepEqual(await conditionOf(file), { database: file, state: 'absent', why: null, previous: null });
    put(whole);
    assert.deepEqual(await conditionOf(file), { database: file, state: 'whole', why: null, previous: null });
    assert.equal(await damageOf(file), null);
    put(cutOff(whole));
    const { why, ...damaged } = await conditionOf(file);
    assert.deepEqual(damaged, { database: file, state: 'damaged', previous: null });
    assert.equal(why, (await damageOf(file))?.message);
    put('notes of mine');
    const { why: reason, ...refused } = await conditionOf(file);
    assert.deepEqual(refused, { database: file, state: 'refused', previous: null });
    assert.notEqual(reason, null);
    assert.deepEqual(fs.readdirSync(folder.path), ['mine.sqlite']);
  });

  it('says how many frames the generation before has, and when it was saved', async () => {
    put(cutOff(whole));
    putPrevious();
    fs.utimesSync(`${file}.previous`, 0, Date.UTC(2024, 8, 13, 20) / 1000);
    const saved = '2024-09-13T20:00:00.000Z';
    assert.deepEqual((await conditionOf(file)).previous, { path: `${file}.previous`, saved, frameCount: 2 });
    putPrevious(cutOff(whole));
    assert.equal((await conditionOf(file)).previous, null, 'no way back');
  });

  it('is refused for a damaged file of another program, or one of which nobody can tell whose it was', async () => {
    put(cutOff(await fileOf('pragma user_version = 3', ...TABLES)));
    assert.equal(await state(), 'refused');
    await assert.rejects(damageOf(file), failed('database', { path: file }));
    const headless = Buffer.from(whole).fill(0xff, 16, 4096);
    put(headless);
    assert.equal(await state(), 'refused');
    fs.mkdirSync(`${file}.journals`);
    assert.equal(await state(), 'damaged', 'its journals say that it is ours');
  });

  it('is that of one of ours while most tables of every version have their names', async () => {
    const left = ['meta', 'folder', 'frame', 'session'].map((name) => `create table ${name} (a)`);
    const stateWith = async (tables: readonly string[]) => {
      put(cutOff(await fileOf('pragma user_version = 3', ...tables, ...TABLES)));
      return state();
    };
    assert.deepEqual([await stateWith(left), await stateWith(left.slice(1))], ['damaged', 'refused']);
  });

  it('is refused for the whole database of another program, some of whose tables are named', async () => {
    put(await fileOf(...TABLES));
    assert.equal(await state(), 'refused');
    await assert.rejects(damageOf(file), failed('database', { got: 'tables t0, t1, t2, t3, t4' }));
  });

  it('is refused for one of a newer version, be it damaged or not', async () => {
    const newer = await ofSchema(SCHEMA_VERSION + 1);
    for (const content of [newer, cutOff(newer)]) {
      put(content);
      assert.equal(await state(), 'refused');
      await assert.rejects(damageOf(file), failed('database', { got: `schema ${SCHEMA_VERSION + 1}` }));
    }
  });

  it('is not guessed where the system does not let the file be read', async () => {
    put(whole);
    const { error } = await whileRefusing(
      ({ name, args }) => (name === 'open' && args[0] === file ? 'EIO' : null),
      () => conditionOf(file),
    );
    failed('file', { path: file, reason: 'EIO' })(error);
  });

  describe('restored', () => {
    const restore = () => restorePrevious(file, silentLog);
    const namesOf = () => fs.readdirSync(folder.path).sort();
    const dated = (name: string) => name.replace(/\d{4}-.*/, 'DATE');

    it('is the generation before, and what was there is kept under a name that says why', async () => {
      for (const [content, kept] of [
        [cutOff(whole), 'mine.sqlite.damaged-DATE'],
        [whole, 'mine.sqlite.replaced-DATE'],
      ] as const) {
        const before = await emptyDatabase();
        putFrame(before.frames, 'c.fits');
        const previous = Buffer.from(before.sqlite.export());
        closeDatabases();
        put(content);
        putPrevious(previous);
        const report = await restore();
        assert.equal(report.database, file);
        assert.equal(report.frameCount, 1);
        assert.equal(report.saved, fs.statSync(`${file}.previous`).mtime.toISOString());
        assert.equal(dated(path.basename(report.kept ?? '')), kept);
        assert.deepEqual(fs.readFileSync(report.kept ?? ''), Buffer.from(content));
        assert.deepEqual(fs.readFileSync(file), previous);
        assert.deepEqual(namesOf().map(dated), ['mine.sqlite', kept, 'mine.sqlite.previous'].sort());
        fs.rmSync(report.kept ?? '');
      }
    });

    it('is the generation before also where the database is gone, with nothing to keep', async () => {
      putPrevious();
      assert.equal((await restore()).kept, null);
      assert.deepEqual(fs.readFileSync(file), whole);
      assert.deepEqual(namesOf(), ['mine.sqlite', 'mine.sqlite.previous']);
    });

    it('is nothing where there is no generation before that opens', async () => {
      put(cutOff(whole));
      for (const previous of [null, 'no database', cutOff(whole)]) {
        if (previous !== null) putPrevious(previous);
        await assert.rejects(restore(), failed('request', { path: `${file}.previous` }));
        assert.deepEqual(fs.readFileSync(file), cutOff(whole));
      }
      assert.deepEqual(namesOf(), ['mine.sqlite', 'mine.sqlite.previous']);
    });

    it('is nothing where the file is not ours, beside which nothing is written', async () => {
      putPrevious();
      put(Buffer.from('SIMPLE  =                    T'));
      const before = namesOf();
      const { error, made } = await whileRefusing(() => null, restore);
      failed('request', { path: file })(error);
      assert.deepEqual(
        made.filter((call) => /^(?:link|mkdir|rename|rm|write)/.test(call)),
        [],
      );
      assert.deepEqual(namesOf(), before);
    });

    it('is nothing while somebody has it open', async () => {
      put(whole);
      putPrevious();
      const lock = await takeLock(file);
      try {
        await assert.rejects(restore(), failed('in-use'));
      } finally {
        await lock.release();
      }
      assert.deepEqual(namesOf(), ['mine.sqlite', 'mine.sqlite.previous']);
      await restore();
    });

    it('is nothing where what was there cannot be kept, and others may open it again', async () => {
      put(cutOff(whole));
      putPrevious();
      const { error } = await whileRefusing(
        ({ name, args }) => (/^(?:link|copyFile)$/.test(name) && args[0] === file ? 'ENOSPC' : null),
        restore,
      );
      failed('file', { reason: 'ENOSPC' })(error);
      assert.deepEqual(fs.readFileSync(file), cutOff(whole));
      await (await takeLock(file)).release();
    });
  });

  it('is that of a database of ours where a column is missing after all its migrations', async () => {
    const sqlite = await Sqlite.open(null);
    migrate(sqlite, file);
    sqlite.execute('drop view whole_frame');
    put(Buffer.from(sqlite.export()));
    sqlite.close();
    assert.equal(await state(), 'damaged');
  });
});
