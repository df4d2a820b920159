/** The table of stacked results. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { moveResults, type NewResult, Results } from '../../../../../src/core/storage/database/results';
import { temporaryFolder } from '../../../../support/makeFits';
import { closeDatabases, emptyDatabase, inside, REPOSITORY } from './support';

const HA: NewResult = {
  path: inside('Checkout', 'NGC_7000', 'NGC_7000_Ha.fit'),
  kind: 'stack',
  object: 'NGC 7000',
  filter: 'Ha',
  sessions: ['s1', 's2'],
  stackCount: 58,
  lights: 60,
  leftOut: [
    { name: 'L_0004.fits', why: 'stars' },
    { name: 'L_0007.fits', why: null },
  ],
  totalExposure: 17_400,
  made: '2024-09-14T10:00:00.000Z',
};

/** A result of which only its place, its kind and its date are known. */
const BARE: NewResult = {
  ...HA,
  ...{ path: inside('sum.fit'), kind: 'composition', object: null, filter: null, sessions: [] },
  ...{ stackCount: null, lights: null, leftOut: [], totalExposure: null, made: '2024-09-15T10:00:00.000Z' },
};

describe('stacked results', () => {
  afterEach(closeDatabases);
  it('come back with everything that was stored, the newest first', async () => {
    const { sqlite } = await emptyDatabase();
    const results = new Results(sqlite, REPOSITORY);
    results.store(HA, 'ngc7000');
    results.store(BARE, null);
    assert.deepEqual(results.byPath(HA.path), { id: 1, exists: false, ...HA });
    assert.deepEqual(results.page({}, 0, 10), {
      items: [
        { id: 2, exists: false, ...BARE },
        { id: 1, exists: false, ...HA },
      ],
      next: null,
    });
    assert.equal(results.byPath(inside('other.fit')), undefined);
    assert.deepEqual(sqlite.rows('select left_out from result where id = 2'), [[null]]);
  });

  it('are listed in pages, by session and by object', async () => {
    const { sqlite } = await emptyDatabase();
    const results = new Results(sqlite, REPOSITORY);
    results.store(HA, 'ngc7000');
    results.store({ ...HA, path: inside('O.fit'), filter: 'OIII', sessions: ['s3'] }, 'ngc7000');
    results.store(BARE, null);
    const names = (...asked: Parameters<Results['page']>) => {
      const { items, next } = results.page(...asked);
      return [...items.map((item) => path.basename(item.path)), next];
    };
    assert.deepEqual(names({}, 0, 2), ['sum.fit', 'O.fit', 2]);
    assert.deepEqual(names({}, 2, 2), ['NGC_7000_Ha.fit', null]);
    assert.deepEqual(names({}, 0, 3), ['sum.fit', 'O.fit', 'NGC_7000_Ha.fit', null]);
    assert.deepEqual(names({ session: 's2' }, 0, 9), ['NGC_7000_Ha.fit', null]);
    assert.deepEqual(names({ objectKey: 'ngc7000' }, 0, 9), ['O.fit', 'NGC_7000_Ha.fit', null]);
    assert.deepEqual(names({ objectKey: null }, 0, 9), ['sum.fit', null]);
    assert.deepEqual(names({ objectKey: 'ngc7000', session: 's3' }, 0, 9), ['O.fit', null]);
    assert.deepEqual(names({ objectKey: null, session: 's3' }, 0, 9), [null]);
  });

  it('are replaced under their id where they are stacked again', async () => {
    const { sqlite } = await emptyDatabase();
    const results = new Results(sqlite, REPOSITORY);
    results.store(HA, 'ngc7000');
    results.store(BARE, null);
    const again = { ...HA, sessions: ['s2', 's4', 's4'], stackCount: 90, leftOut: [] };
    results.store(again, 'ngc7000');
    assert.deepEqual(results.byPath(HA.path), { id: 1, exists: false, ...again, sessions: ['s2', 's4'] });
    assert.equal(results.page({ session: 's1' }, 0, 9).items.length, 0);
    assert.equal(results.page({}, 0, 9).items.length, 2);
  });

  it('say whether their file is still there', async () => {
    const folder = temporaryFolder();
    try {
      const { sqlite } = await emptyDatabase();
      const results = new Results(sqlite, folder.path);
      const file = path.join(folder.path, 'a.fit');
      results.store({ ...BARE, path: file }, null);
      assert.equal(results.byPath(file)?.exists, false);
      fs.writeFileSync(file, '');
      assert.equal(results.byPath(file)?.exists, true);
    } finally {
      folder.dispose();
    }
  });

  it('tell which lights of a session have too few stars', async () => {
    const { sqlite } = await emptyDatabase();
    const results = new Results(sqlite, REPOSITORY);
    results.store(HA, 'ngc7000');
    results.store(
      {
        ...HA,
        path: inside('b.fit'),
        sessions: ['s2'],
        leftOut: [
          { name: 'L_0009.fits', why: 'stars' },
          { name: 'L_0010.fits', why: 'alignment' },
        ],
      },
      'ngc7000',
    );
    assert.deepEqual([...results.starlessOf('s1')], ['L_0004.fits']);
    assert.deepEqual([...results.starlessOf('s2')].sort(), ['L_0004.fits', 'L_0009.fits']);
    assert.deepEqual([...results.starlessOf('s3')], []);
    sqlite.run("update result set left_out = '[{]' where id = 1");
    assert.deepEqual([...results.starlessOf('s2')], ['L_0009.fits']);
    assert.deepEqual(results.byPath(HA.path)?.leftOut, []);
  });

  it('go over to the session that theirs becomes, and stay with its own', async () => {
    const { sqlite } = await emptyDatabase();
    const results = new Results(sqlite, REPOSITORY);
    const sessionsOf = (file: string) => [...(results.byPath(file)?.sessions ?? [])].sort();
    results.store({ ...HA, sessions: ['s1', 's3'] }, null);
    results.store({ ...BARE, sessions: ['s1'] }, null);
    moveResults(sqlite, 's1', 's1');
    assert.deepEqual(sessionsOf(HA.path), ['s1', 's3']);
    moveResults(sqlite, 's1', 's3');
    assert.deepEqual([sessionsOf(HA.path), sessionsOf(BARE.path)], [['s3'], ['s3']]);
  });
});
