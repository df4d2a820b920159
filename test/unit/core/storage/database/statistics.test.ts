/** Figures over the whole archive. */
import assert from 'node:assert/strict';
import { SessionRows } from '../../../../../src/core/storage/database/sessionRows';
import { countFigures } from '../../../../../src/core/storage/database/statistics';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { closeDatabases, emptyDatabase, inside, newFrame } from './support';

describe('figures of an archive', () => {
  afterEach(closeDatabases);
  it('are all nothing where there is nothing', async () => {
    const { sqlite } = await emptyDatabase();
    assert.deepEqual(countFigures(sqlite), {
      ...{ lights: 0, darks: 0, flats: 0, biases: 0, flatDarks: 0, stacks: 0, processed: 0, unknown: 0 },
      ...{ masters: 0, bytes: 0, lightSessions: 0, nights: 0, totalExposure: 0, objects: [], months: [] },
    });
  });

  it('count frames by type, masters by themselves, and processed frames as none of the others', async () => {
    const { sqlite, frames } = await emptyDatabase();
    let number = 0;
    const put = (count: number, says: Parameters<typeof newFrame>[1]) => {
      for (let i = 0; i < count; i++)
        frames.insert(newFrame(inside(`${number++}.fits`), says, { size: 1000 }));
    };
    put(3, { type: 'light' });
    put(1, { type: 'light', gain: 7 });
    put(5, { type: 'dark' });
    put(6, { type: 'flat' });
    put(7, { type: 'bias' });
    put(8, { type: 'flatDark' });
    put(9, { type: 'stack' });
    put(10, { type: 'unknown' });
    put(2, { type: 'dark', master: true });
    put(1, { type: 'flat', master: true });
    put(2, { type: 'light', processing: 'registered' });
    put(1, { type: 'light', processing: 'calibrated', dateObs: '2024-09-14T01:00:00.000Z' });
    put(1, { type: 'light', processing: 'calibrated' });
    const { lights, darks, flats, biases, flatDarks, stacks, processed, unknown, masters, bytes } =
      countFigures(sqlite);
    assert.deepEqual(
      { lights, darks, flats, biases, flatDarks, stacks, processed, unknown, masters, bytes },
      {
        // The light that was delivered calibrated without its raw frame counts; the one with four of them does not.
        ...{ lights: 5, darks: 5, flats: 6, biases: 7, flatDarks: 8, stacks: 9, unknown: 10 },
        ...{ processed: 3, masters: 3, bytes: 56_000 },
      },
    );
  });

  it('sum the light by object, filter and month, and leave out what is in the archive twice', async () => {
    const { sqlite, frames } = await emptyDatabase();
    const light = (id: string, frameCount: number, differs: Parameters<typeof session>[0]) =>
      session({ id, frameCount, totalExposure: frameCount * 100, object: 'M 31', ...differs });
    storeSessions(
      sqlite,
      light('a', 5, { filter: 'L', night: '2024-10-02' }),
      light('b', 9, { object: 'm31', filter: 'Ha', night: '2024-09-13' }),
      light('c', 2, { filter: null, bayerPattern: 'RGGB', night: '2024-09-13' }),
      light('d', 30, { object: 'M 33', filter: null, night: null }),
      light('e', 1, { object: null, filter: 'L', night: '2024-09-30' }),
      session({ id: 'f', type: 'dark', frameCount: 99, object: null }),
    );
    const dateObs = '2024-10-02T20:30:00.000Z';
    frames.insert(newFrame(inside('raw.fits'), { dateObs, exposure: 100 }));
    frames.insert(newFrame(inside('c.fits'), { dateObs, exposure: 100, processing: 'calibrated' }));
    new SessionRows(sqlite).putFrames(new Map([['a', [2]]]));
    const { lightSessions, nights, totalExposure, objects, months } = countFigures(sqlite);
    assert.deepEqual(
      { lightSessions, nights, totalExposure },
      { lightSessions: 5, nights: 3, totalExposure: 4600 },
    );
    assert.deepEqual(objects, [
      {
        ...{ object: 'M 33', frameCount: 30, totalExposure: 3000 },
        filters: [{ filter: null, frameCount: 30, totalExposure: 3000 }],
      },
      {
        ...{ object: 'm31', frameCount: 15, totalExposure: 1500 },
        filters: [
          { filter: 'L', frameCount: 4, totalExposure: 400 },
          { filter: 'Ha', frameCount: 9, totalExposure: 900 },
          { filter: 'OSC', frameCount: 2, totalExposure: 200 },
        ],
      },
      {
        ...{ object: null, frameCount: 1, totalExposure: 100 },
        filters: [{ filter: 'L', frameCount: 1, totalExposure: 100 }],
      },
    ]);
    assert.deepEqual(months, [
      { month: '2024-09', frameCount: 12, totalExposure: 1200 },
      { month: '2024-10', frameCount: 4, totalExposure: 400 },
    ]);
  });

  it('call an object by the name that comes first where two are as common', async () => {
    const { sqlite } = await emptyDatabase();
    storeSessions(
      sqlite,
      session({ id: 'a', object: 'm31', frameCount: 2 }),
      session({ id: 'b', object: 'M 31', frameCount: 2 }),
    );
    assert.equal(countFigures(sqlite).objects[0]?.object, 'M 31');
  });
});
