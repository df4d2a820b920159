/** Files that are named as the database and are none: never replaced. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import initSqlJs from 'sql.js';
import { openArchive } from '../../../../../src/core/archive/open';
import { rescueOf } from '../../../../../src/core/archive/rescue/rescue';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { Database } from '../../../../../src/core/storage/database/database';
import { previousGeneration } from '../../../../../src/core/storage/database/databaseFile';
import { Bench } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { sha256 } from '../../../../support/files';
import { makeFits } from '../../../../support/makeFits';
import { image, makeXisf, pixels } from '../../../../support/makeXisf';
import { light } from '../../../../support/night';

describe('a file that is no database of this program', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  async function otherDatabase(): Promise<Buffer> {
    const { Database: Plain } = await initSqlJs();
    const database = new Plain();
    database.exec(`create table moz_places (id integer primary key, url text);
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
      insert into moz_places select i, 'https://example.org/' || i from n;`);
    const bytes = Buffer.from(database.export());
    database.close();
    return bytes;
  }

  const KINDS: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
    'frame.fits': () => makeFits(light(1)),
    'frame.xisf': () => makeXisf({ body: image(''), blocks: [pixels(1)] }),
    'astro-archive.sqlite': () => makeFits(light(1)),
    'notes.txt': () => Buffer.from('my notes\n'.repeat(1000)),
    nothing: () => Buffer.alloc(0),
    'zeros.db': () => Buffer.alloc(8192),
    'places.sqlite': otherDatabase,
    'torn.sqlite': async () => (await otherDatabase()).subarray(0, 20_000),
  };
  for (const [name, bytesOf] of Object.entries(KINDS)) {
    it(`is refused and left alone by whatever is asked: ${name}`, async () => {
      const folder = path.join(bench.folder, 'named');
      const database = path.join(folder, name);
      fs.mkdirSync(folder);
      fs.mkdirSync(bench.repository);
      fs.writeFileSync(database, await bytesOf());
      const [before, { ino, mtimeMs }] = [sha256(database), fs.statSync(database)];
      const settings = bench.settings({ database });
      const rescue = rescueOf({ settings, log: silentLog, hashThreads: 0 });
      await assert.rejects(rescue.rebuild(noContext), failed('database', { path: database }));
      await assert.rejects(rescue.restore(), failed('request'));
      assert.equal((await rescue.condition()).state, 'refused');
      await assert.rejects(openArchive({ settings, log: silentLog }), (error: unknown) => {
        return error instanceof ArchiveError && ['database', 'damaged'].includes(error.code);
      });
      const after = fs.statSync(database);
      assert.deepEqual([sha256(database), after.ino, after.mtimeMs], [before, ino, mtimeMs]);
      assert.deepEqual(fs.readdirSync(folder), [name]);
    });
  }

  it('is refused where it is no file at all', async function () {
    const folder = path.join(bench.folder, 'folder.sqlite');
    fs.mkdirSync(folder);
    await assert.rejects(
      Database.open({ path: folder, access: 'read', log: silentLog }),
      failed('database', { got: 'a folder' }),
    );
    if (process.platform === 'win32') return;
    const pipe = path.join(bench.folder, 'pipe.sqlite');
    execFileSync('mkfifo', [pipe]);
    await assert.rejects(
      Database.open({ path: pipe, access: 'read', log: silentLog }),
      failed('database', { got: 'a device or a pipe' }),
    );
  });

  for (const [what, evidence] of [
    ['its name', (database: string) => void database],
    [
      'the generation before',
      (database: string) => fs.writeFileSync(previousGeneration(database), 'SQLite format 3\0'),
    ],
    ['its journals', (database: string) => fs.mkdirSync(`${database}.journals`)],
  ] as const) {
    it(`is a damaged one of ours, kept and rebuilt, where ${what} says so`, async () => {
      const name = what === 'its name' ? 'astro-archive.sqlite' : 'mine.db';
      const database = path.join(bench.folder, name);
      const garbage = Buffer.from('garbage '.repeat(2000));
      fs.mkdirSync(bench.repository);
      fs.writeFileSync(database, garbage);
      const rescue = rescueOf({ settings: bench.settings({ database }), log: silentLog, hashThreads: 0 });
      if (what !== 'its name') await assert.rejects(rescue.rebuild(noContext), failed('database'));
      evidence(database);
      assert.equal((await rescue.condition()).state, 'damaged');
      const { kept } = await rescue.rebuild(noContext);
      assert.deepEqual(fs.readFileSync(kept ?? ''), garbage);
    });
  }
});
