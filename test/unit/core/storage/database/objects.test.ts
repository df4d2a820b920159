/** The objects of an archive: one under all its names. */
import assert from 'node:assert/strict';
import type { Session } from '../../../../../src/core/base/session';
import { objectKey } from '../../../../../src/core/rules/names/objectName';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import { migrate } from '../../../../../src/core/storage/database/schema';
import { SessionRows } from '../../../../../src/core/storage/database/sessionRows';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { closeDatabases, emptyDatabase, inside, newFrame } from './support';

async function empty(): Promise<Sqlite> {
  const sqlite = await Sqlite.open(null);
  migrate(sqlite, '/db');
  return sqlite;
}

describe('Objects', () => {
  it('sums objects over their spellings, those without a name last', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    storeSessions(
      sqlite,
      session({ id: 'a', object: 'M 31', frameCount: 5, totalExposure: 50, filter: 'L' }),
      session({
        id: 'b',
        object: 'm31',
        frameCount: 9,
        totalExposure: 90,
        filter: null,
        night: '2024-10-01',
      }),
      session({ id: 'c', object: null, frameCount: 1 }),
      session({ id: 'd', object: 'IC 1', frameCount: 1 }),
    );
    const first = sessions.objects(0, 2);
    assert.deepEqual(
      first.items.map(({ object, sessions: n, frameCount }) => [object, n, frameCount]),
      [
        ['IC 1', 1, 1],
        ['m31', 2, 14],
      ],
    );
    assert.deepEqual([first.items[1]?.filters, first.items[1]?.lastNight], [['L'], '2024-10-01']);
    const rest = sessions.objects(first.next ?? -1, 2);
    assert.deepEqual([rest.items.map(({ object }) => object), rest.next], [[null], null]);
  });

  it('lists the sessions of an object under one name', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    storeSessions(
      sqlite,
      session({ id: 'a', object: 'M 31', frameCount: 5 }),
      session({ id: 'b', object: 'm31', frameCount: 9 }),
      session({ id: 'c', object: null }),
      session({ id: 'd', object: null, type: 'dark' }),
    );
    const spelled = sessions.spelled(sessions.all());
    assert.deepEqual(spelled.map(({ id, object }) => [id, object]).sort(), [
      ['a', 'm31'],
      ['b', 'm31'],
      ['c', null],
      ['d', null],
    ]);
  });

  it('shows an object under the name that most frames carry, sorted by that name with its number as a number', async () => {
    const sqlite = await empty();
    const sessions = new Sessions(sqlite);
    const names = ['M 101', 'M 31', 'NGC 224', 'm 9', 'Andromeda Galaxy', 'Iris Nebula', 'C 4', 'NGC 7023'];
    storeSessions(
      sqlite,
      ...names.map((object, index) =>
        session({ id: `${index}`, object, frameCount: object === 'Andromeda Galaxy' ? 9 : 1 + (index % 2) }),
      ),
    );
    const listed = sessions.objects(0, 100).items.map(({ object, sessions: n }) => [object, n]);
    assert.deepEqual(listed, [
      ['Andromeda Galaxy', 3],
      ['Iris Nebula', 3],
      ['m 9', 1],
      ['M 101', 1],
    ]);
    const found = (object: string) =>
      sessions
        .page({ object }, 0, 100, objectKey)
        .items.map(({ id }) => Number(id))
        .sort();
    for (const name of ['M31', 'Messier 31', 'andromeda', 'NGC224'])
      assert.deepEqual(found(name), [1, 2, 4], name);
    assert.deepEqual(found('Caldwell 4'), [5, 6, 7]);
  });
});

describe('objects of an archive', () => {
  afterEach(closeDatabases);
  let frames: Frames;
  let sqlite: Sqlite;
  let sessions: Sessions;
  beforeEach(async () => {
    ({ sqlite, frames } = await emptyDatabase());
    sessions = new Sessions(sqlite);
  });
  const store = (...made: readonly Session[]) => storeSessions(sqlite, ...made);
  const light = (id: string, differs: Partial<Session> = {}) => session({ id, ...differs });

  it('are those of sessions and, with nothing to count, of processed frames alone', () => {
    store(
      light('a', { object: 'M 33', frameCount: 3, totalExposure: 30 }),
      light('b', { object: null, frameCount: 1 }),
    );
    const processed = new Map([
      [objectKey('M 33'), 'm33'],
      [objectKey('M 13'), 'M 13'],
    ]);
    const { items, next } = sessions.objects(0, 9, processed);
    assert.deepEqual(
      items.map(({ object, sessions: count, frameCount: n }) => [object, count, n]),
      [
        ['M 13', 0, 0],
        ['M 33', 1, 3],
        [null, 1, 1],
      ],
    );
    assert.deepEqual(items[0], {
      ...{ object: 'M 13', sessions: 0, frameCount: 0, totalExposure: 0, filters: [], lastNight: null },
    });
    assert.equal(next, null);
    assert.deepEqual(sessions.objects(0, 3, processed).next, null);
    assert.deepEqual(sessions.objects(0, 2, processed).next, 2);
  });

  it('are in the order of people, those without a name last', () => {
    const names = ['NGC 1', 'M 31', null, 'M 9', 'Zwicky 3', 'm 10'];
    store(...names.map((object, i) => light(`s${i}`, { object, night: null })));
    const { items } = sessions.objects(0, 9);
    assert.deepEqual(
      items.map(({ object }) => object),
      ['M 9', 'm 10', 'M 31', 'NGC 1', 'Zwicky 3', null],
    );
    assert.deepEqual(new Set(items.map(({ lastNight }) => lastNight)), new Set([null]), 'of no known night');
  });

  it('do not count calibrated lights whose raw frames are there', () => {
    const dateObs = '2024-09-13T20:30:00.000Z';
    frames.insert(newFrame(inside('raw.fits'), { dateObs }));
    for (const name of ['c1.fits', 'c2.fits', 'c3.fits']) {
      frames.insert(newFrame(inside(name), { dateObs, processing: 'calibrated', exposure: 100 }));
    }
    store(
      light('raw', { frameCount: 1, totalExposure: 300 }),
      light('cal', { frameCount: 2, totalExposure: 200, processing: 'calibrated' }),
      light('cal2', { frameCount: 4, totalExposure: 400, processing: 'calibrated' }),
    );
    new SessionRows(sqlite).putFrames(
      new Map([
        ['raw', [1]],
        ['cal', [2]],
        ['cal2', [3, 4]],
      ]),
    );
    const [object] = sessions.objects(0, 9).items;
    assert.deepEqual([object?.frameCount, object?.totalExposure, object?.sessions], [4, 600, 3]);
  });

  it('have their filters in order, each once', () => {
    store(
      ...['Ha', 'Blue', 'R', 'R', null, 'Lum'].map((filter, i) =>
        light(`s${i}`, { filter, night: `2024-10-0${6 - i}` }),
      ),
    );
    const [object] = sessions.objects(0, 9).items;
    assert.deepEqual([object?.filters, object?.lastNight], [['Lum', 'R', 'Blue', 'Ha'], '2024-10-06']);
  });
});
