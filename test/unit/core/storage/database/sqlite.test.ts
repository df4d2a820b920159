/** What SQLite refuses, and JSON out of the database. */
import assert from 'node:assert/strict';
import * as v from 'valibot';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { parsed } from '../../../../../src/core/base/json';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { failed } from '../../../../support/failed';

describe('Sqlite, asked for what it cannot do', () => {
  it('says which file is damaged, and keeps the words of SQLite for the developer', async () => {
    const sqlite = await Sqlite.open(null, 'own', '/astro/a.sqlite');
    for (const [sql, words] of [
      ['select * from frame', /\bframe\b/],
      ['select "x" || frame.y from (select 1 as z) as frame', /the column y is missing/],
    ] as const) {
      for (const ask of [
        () => sqlite.all(sql),
        () => sqlite.rows(sql),
        () => sqlite.get(sql),
        () => sqlite.run(sql),
      ]) {
        assert.throws(ask, (error: unknown) => {
          failed('damaged', words)(error);
          assert.ok(error instanceof ArchiveError && error.cause instanceof Error);
          assert.equal(error.detail.path, '/astro/a.sqlite');
          return true;
        });
      }
    }
    assert.throws(() => sqlite.execute('nonsense'), failed('database', /a\.sqlite/));
    sqlite.execute('create table once (id integer primary key)');
    sqlite.run('insert into once values (1)');
    assert.throws(() => sqlite.run('insert into once values (1)'), failed('database', /UNIQUE/));
  });

  it('refuses whatever is asked after it was closed', async () => {
    const sqlite = await Sqlite.open(null, 'own', '/astro/a.sqlite');
    sqlite.all('select 1');
    sqlite.close();
    sqlite.close();
    for (const ask of [
      () => sqlite.all('select 1'),
      () => sqlite.rows('select 1'),
      () => sqlite.get('select 1'),
      () => sqlite.run('select 1'),
      () => sqlite.execute('select 1'),
      () => sqlite.export(),
      () => sqlite.transaction(() => undefined),
    ]) {
      assert.throws(ask, failed('request', { path: '/astro/a.sqlite' }));
    }
  });

  it('takes a file that it cannot open for a damaged one, and keeps the very words of SQLite', async () => {
    const whole = await Sqlite.open(null);
    whole.execute('create table once (id integer primary key)');
    whole.execute(
      `with recursive counted (id) as (select 1 union all select id + 1 from counted where id < 2000)
       insert into once select id from counted`,
    );
    const bytes = Buffer.from(whole.export());
    whole.close();
    for (const content of [
      Buffer.from('no database '.repeat(500)),
      Buffer.from(bytes).fill(9, 44, 48),
      Buffer.from(bytes).fill(0xff, 56, 60),
      Buffer.from(bytes).fill(0, 8192, 12_288),
      bytes.subarray(0, 8192),
    ]) {
      await assert.rejects(Sqlite.open(content, 'own', '/db'), (error: unknown) => {
        failed('damaged', { path: '/db' })(error);
        return error instanceof ArchiveError && !(error.cause instanceof ArchiveError);
      });
    }
  });

  it('lets go of a table when a question is answered with its first row', async () => {
    const sqlite = await Sqlite.open(null);
    sqlite.execute('create table once (id integer primary key); insert into once values (1), (2), (3)');
    assert.deepEqual(sqlite.get('select id from once order by id'), { id: 1 });
    sqlite.execute('drop table once');
    sqlite.close();
  });

  it('leaves what was not written by SQLite as it was thrown', async () => {
    const sqlite = await Sqlite.open(null);
    const own = new TypeError('mine');
    assert.throws(
      () =>
        sqlite.transaction(() => {
          throw own;
        }),
      (error) => error === own,
    );
  });
});

describe('parsed', () => {
  it('gives what fits, and null for anything else', () => {
    const schema = v.object({ last: v.number() });
    assert.deepEqual(parsed(schema, '{"last":7}'), { last: 7 });
    for (const text of [
      '{"last":"7"}',
      '{"lasu":7}',
      '{"last":7',
      '',
      'null',
      '[]',
      null,
      7,
      undefined,
      new Uint8Array(1),
    ]) {
      assert.equal(parsed(schema, text), null, String(text));
    }
  });
});
