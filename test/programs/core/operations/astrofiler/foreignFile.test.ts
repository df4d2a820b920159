import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { noContext } from '../../../../../src/core/base/ports';
import { readForeign } from '../../../../../src/core/operations/astrofiler/foreignFile';
import { withLog } from '../../../../../src/core/operations/astrofiler/wal';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { makeAstrofiler } from '../../../../support/astrofiler';
import { Bench } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';

const PYTHON = spawnSync('python3', ['-c', 'import sqlite3']).status === 0;

/** Leaves a database with a log beside it that was never written back, as a killed program does. */
const WRITER = `
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute('pragma page_size = 1024')
c.execute('pragma journal_mode = wal')
c.execute('pragma wal_autocheckpoint = 0')
c.execute('create table fitsFile (fitsFileId text primary key, fitsFileName text)')
c.commit()
c.execute('pragma wal_checkpoint(truncate)')
for i in range(300):
    c.execute('insert into fitsFile values (?, ?)', (str(i), '/astro/%d.fits' % i))
    if i % 100 == 99: c.commit()
c.execute("update fitsFile set fitsFileName = '/astro/zero.fits' where fitsFileId = '0'")
c.commit()
c.execute("delete from fitsFile")
sys.stdout.flush()
os._exit(0)
`;

describe('the file of AstroFiler', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'astrofiler.db');
  });
  afterEach(() => folder.dispose());

  const names = async (bytes: Uint8Array): Promise<unknown[]> => {
    const sqlite = await Sqlite.open(bytes, 'foreign');
    const rows = sqlite.all('select fitsFileName as name from fitsFile order by rowid');
    sqlite.close();
    return rows.map(({ name }) => name);
  };
  it('is brought up to date with its log, up to the last commit', async function () {
    if (!PYTHON) this.skip();
    execFileSync('python3', ['-c', WRITER, file]);
    const log = fs.readFileSync(`${file}-wal`);
    assert.ok(log.length > 20_000);
    const { bytes } = await readForeign(folder.path);
    const found = await names(bytes);
    assert.equal(found.length, 300);
    assert.equal(found[0], '/astro/zero.fits');
    assert.deepEqual(fs.readFileSync(`${file}-wal`), log);
    // Without the log there is nothing, and of a log that was cut off what was committed in the rest of it.
    const database = fs.readFileSync(file);
    assert.deepEqual(await names(withLog(database, null)), []);
    const counts = new Set<number>();
    for (let length = 0; length <= log.length; length += 500) {
      counts.add((await names(withLog(database, log.subarray(0, length)))).length);
    }
    assert.deepEqual(
      [...counts].sort((a, b) => a - b),
      [0, 100, 200, 300],
    );
    const flipped = Uint8Array.from(log);
    flipped[log.length >> 1] = (flipped[log.length >> 1] ?? 0) ^ 1;
    assert.ok((await names(withLog(database, flipped))).length < 300);
    // The log of another database.
    const other = await makeAstrofiler();
    assert.throws(() => withLog(other, log), failed('damaged'));
  });

  it('refuses what is no database of AstroFiler, damaged, or in the middle of a change', async () => {
    const bench = new Bench();
    const archive = await bench.open();
    const ask = (at = file) => archive.importAstrofiler({ path: at, dryRun: false }, noContext);
    try {
      await assert.rejects(ask(), failed('file', /ENOENT/));
      fs.writeFileSync(file, 'SIMPLE  =                    T');
      await assert.rejects(ask(), failed('format', { path: file }));
      const bytes = await makeAstrofiler({ files: [{ fitsFileName: '/a.fits' }] });
      fs.writeFileSync(file, bytes.subarray(0, bytes.length - 4096));
      await assert.rejects(ask(), failed('damaged', /astrofiler\.db/));
      fs.writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 7)]));
      await assert.rejects(ask(), failed('damaged', /astrofiler\.db/));
      await archive.nameRules({
        action: 'add',
        rule: { kind: 'object', spelling: 'a', name: 'b', matching: 'exact' },
      });
      // Its own database is none of AstroFiler's.
      await assert.rejects(
        ask(bench.database),
        failed('request', { expected: 'a table fitsFile with the column fitsFileName' }),
      );
      fs.writeFileSync(file, bytes);
      fs.writeFileSync(`${file}-journal`, 'x');
      await assert.rejects(ask(), failed('request', { path: file, got: `the journal ${file}-journal` }));
      fs.rmSync(`${file}-journal`);
      assert.equal((await ask()).counts.gone, 1);
      fs.truncateSync(file, 2 ** 31);
      await assert.rejects(ask(), failed('request', { got: '2147483648 bytes' }));
    } finally {
      await bench.dispose();
    }
  });

  it('is never taken for the own database', async () => {
    const bench = new Bench();
    try {
      fs.writeFileSync(file, await makeAstrofiler());
      await assert.rejects(
        bench.open({ database: file }),
        failed('database', { path: file, expected: 'a database of Astro Archive' }),
      );
    } finally {
      await bench.dispose();
    }
  });

  it('runs none of the code that a hostile one brings', async () => {
    const bench = new Bench();
    const archive = await bench.open();
    const endless = 'with recursive n(i) as (select 1 union all select i + 1 from n) select i from n';
    const ask = async (sql: string) => {
      fs.writeFileSync(file, await makeAstrofiler({ files: [{ fitsFileName: '/a.fits' }], sql }));
      return archive.importAstrofiler({ path: file, dryRun: false }, noContext);
    };
    try {
      await assert.rejects(
        ask(`drop table fitsfile; create view fitsFile as select i as fitsFileName from (${endless})`),
        failed('request', { expected: 'a table fitsFile with the column fitsFileName' }),
      );
      await assert.rejects(
        ask('drop table fitsfile; create table fitsFile (fitsFileName text primary key) without rowid'),
        failed('damaged', { path: file }),
      );
      const report = await ask(
        `drop table mapping; create view mapping as select i as card from (${endless});
         create table big (a text check (length(zeroblob(900000000)) > 0)); insert into big values ('x');
         create trigger t after update on fitsfile begin delete from fitsfile; end;
         insert into fitsfile (fitsFileId, fitsFileName, fitsFileNotes, fitsFileHash)
           values ('b', char(0) || '/etc', printf('%.*c', 1000000, 'n'), x'ff00'), ('c', '', null, null);`,
      );
      // A path that begins with NUL is none.
      assert.deepEqual([report.counts.files, report.counts.gone], [1, 1]);
    } finally {
      await bench.dispose();
    }
  });
});
