/** Databases of ours that are not whole: what is said, what is left alone, what a rebuild brings back. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import initSqlJs from 'sql.js';
import { openArchive } from '../../../../../src/core/archive/open';
import { rescueOf } from '../../../../../src/core/archive/rescue/rescue';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { previousGeneration } from '../../../../../src/core/storage/database/databaseFile';
import { migrate, SCHEMA_VERSION, schemaVersion } from '../../../../../src/core/storage/database/schema';
import { DAMAGE_ADVICE } from '../../../../../src/core/storage/database/sqlError';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { sha256 } from '../../../../support/files';
import { light } from '../../../../support/night';

/** The file changed by the package itself, without any code of this program. */
async function change(file: string, sql: string): Promise<void> {
  const { Database: Plain } = await initSqlJs();
  const database = new Plain(fs.readFileSync(file));
  database.exec(sql);
  fs.writeFileSync(file, database.export());
  database.close();
}

describe('a damaged database', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const rescue = (database = bench.database) =>
    rescueOf({ settings: bench.settings({ database }), log: silentLog, hashThreads: 0 });
  const open = (database = bench.database) =>
    openArchive({ settings: bench.settings({ database }), log: silentLog, hashThreads: 0 });
  const notebook = () => bench.notebook;

  /** An archive of three frames, one of them rejected, with a link, an alias and two notes. */
  async function fill(): Promise<void> {
    for (let seed = 0; seed < 3; seed++) bench.put(`${seed}.fits`, light(seed));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    const [session] = (await archive.sessions({})).items;
    const [frame] = (await archive.frames({})).items;
    await archive.link({ session: session?.id ?? '', links: { dark: null } });
    await archive.nameRules({
      action: 'add',
      rule: { kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'folded' },
    });
    await archive.note({ subject: { object: 'M 33' }, text: 'faint' });
    await archive.note({ subject: { frame: frame?.path ?? '' }, text: 'clouds' });
    await archive.reject({ frames: [frame?.path ?? ''], rejected: true });
    await archive.close();
  }

  async function known() {
    const archive = await open();
    try {
      const frames = (await archive.frames({})).items;
      const sessions = (await archive.sessions({})).items;
      const links = await Promise.all(sessions.map(async ({ id }) => (await archive.explain(id)).manual));
      return {
        frames: frames.length,
        rejected: frames.filter((frame) => frame.rejected).length,
        notes: frames.filter((frame) => frame.note === 'clouds').length,
        objectNote: (await archive.note({ subject: { object: 'M 33' } })).text,
        aliases: (await archive.nameRules({ action: 'list' })).length,
        links: links.filter((manual) => manual.dark !== undefined).length,
      };
    } finally {
      await archive.close();
    }
  }
  const ALL = { frames: 3, rejected: 1, notes: 1, objectNote: 'faint', aliases: 1, links: 1 };

  for (const [what, sql] of [
    ['a table', 'drop table note'],
    ['a table that every version has', 'drop table session'],
    ['a column', 'alter table awaited drop column path'],
    ['a view', 'drop view whole_frame'],
    ['a trigger', 'drop trigger frame_removed'],
  ] as const) {
    it(`lacks ${what}: it says so, offers the ways out, and is rebuilt from the rest and the notebook`, async () => {
      await fill();
      await change(bench.database, sql);
      const before = sha256(bench.database);
      await assert.rejects(open(), failed('damaged', /missing.*Restore.*rebuild/));
      assert.equal((await rescue().condition()).state, 'damaged');
      assert.equal(sha256(bench.database), before);
      const { kept } = await rescue().rebuild(noContext);
      assert.equal(sha256(kept ?? ''), before);
      assert.deepEqual(await known(), ALL);
    });
  }

  it('is rebuilt without a notebook from what is left, and from the generation before where there is less', async () => {
    await fill();
    fs.rmSync(notebook());
    // The last save was of the rejection: the generation before has all but that.
    await change(bench.database, 'drop table note; drop table alias');
    await rescue().rebuild(noContext);
    assert.deepEqual(await known(), ALL);
    fs.rmSync(notebook());
    fs.rmSync(previousGeneration(bench.database));
    await change(bench.database, 'drop table alias');
    await rescue().rebuild(noContext);
    assert.deepEqual(await known(), { ...ALL, aliases: 0 });
  });

  it('is rebuilt although rows point nowhere or say what cannot be', async () => {
    await fill();
    fs.rmSync(notebook());
    await change(
      bench.database,
      `update frame set setting = 4711 where id = 2; update frame set folder = 4711 where id = 3;
       insert into link values ('not a session', 'light', 'x'); insert into alias values ('x', 'y', 'z', 'w');
       insert into note values ('nobody', 'x', 'y');`,
    );
    await rescue().rebuild(noContext);
    assert.deepEqual(await known(), ALL);
  });

  it('of which a page is overwritten gives back what lies before and behind it', async () => {
    await fill();
    const archive = await bench.open();
    for (let n = 0; n < 300; n++) {
      const text = `${n} ${'clouds '.repeat(20)}`;
      await archive.note({ subject: { object: `NGC ${1000 + n}` }, text });
    }
    await archive.close();
    fs.rmSync(notebook());
    fs.rmSync(previousGeneration(bench.database));
    const bytes = fs.readFileSync(bench.database);
    const page = 4096;
    const hit = Math.floor(bytes.indexOf('objectNGC 1150') / page) * page;
    bytes.fill(0, hit, hit + page);
    fs.writeFileSync(bench.database, bytes);
    await assert.rejects(open(), failed('damaged'));
    await rescue().rebuild(noContext);
    const again = await open();
    const { Database: Plain } = await initSqlJs();
    await again.close();
    const now = new Plain(fs.readFileSync(bench.database));
    const count = Number(now.exec("select count(*) from note where subject = 'object'")[0]?.values[0]?.[0]);
    assert.ok(count > 200 && count < 301, `${count} notes`);
  });

  it('that cannot be migrated says which step failed, stays as it is, and is rebuilt', async () => {
    await fill();
    // A file of schema 2 that says it were one of schema 1, and one without a table that a migration reads.
    for (const sql of ['pragma user_version = 1', 'pragma user_version = 2; drop table result']) {
      const whole = fs.readFileSync(bench.database);
      await change(bench.database, sql);
      const before = sha256(bench.database);
      const names = fs.readdirSync(path.dirname(bench.database));
      await assert.rejects(
        open(),
        failed('damaged', { path: bench.database, reason: 'migration', advice: DAMAGE_ADVICE }),
      );
      assert.equal(sha256(bench.database), before);
      assert.deepEqual(fs.readdirSync(path.dirname(bench.database)), names);
      await rescue().rebuild(noContext);
      assert.deepEqual(await known(), ALL);
      fs.writeFileSync(bench.database, whole);
    }
  });

  it('keeps what earlier migrations have made where a later one fails, in memory alone', async () => {
    const sqlite = await Sqlite.open(null);
    const steps = ['create table a (b)', 'create table c (d); insert into nowhere values (1)'];
    assert.throws(() => migrate(sqlite, '/db', steps), failed('damaged', /nowhere/));
    assert.equal(schemaVersion(sqlite), 1);
    assert.deepEqual(sqlite.all('select name from sqlite_master'), [{ name: 'a' }]);
    assert.throws(
      () =>
        migrate(sqlite, '/db', [
          '',
          'create table parent (id integer primary key); create table child (parent references parent); insert into child values (7)',
        ]),
      failed('damaged', /FOREIGN/),
    );
  });

  it('is not taken for one of a version that there will never be, nor a newer one for a damaged one', async () => {
    await fill();
    await change(bench.database, `pragma user_version = ${SCHEMA_VERSION + (1 << 24)}`);
    await assert.rejects(open(), failed('damaged'));
    await change(bench.database, `pragma user_version = ${SCHEMA_VERSION + 1}`);
    const before = sha256(bench.database);
    await assert.rejects(
      rescue().rebuild(noContext),
      failed('database', { got: `schema ${SCHEMA_VERSION + 1}` }),
    );
    fs.truncateSync(bench.database, fs.statSync(bench.database).size - 4096);
    await assert.rejects(
      rescue().rebuild(noContext),
      failed('database', { got: `schema ${SCHEMA_VERSION + 1}` }),
    );
    assert.notEqual(sha256(bench.database), before);
  });
});
