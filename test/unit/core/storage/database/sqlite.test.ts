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
      assert.throws(ask, failed('request', /closed/));
    }
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
