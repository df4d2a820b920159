/** Processed frames and the raw ones that they were made of. */
import assert from 'node:assert/strict';
import {
  calibratedCopies,
  processedObjects,
  withRawFrames,
} from '../../../../../src/core/storage/database/copies';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import { SessionRows } from '../../../../../src/core/storage/database/sessionRows';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { sampleFrame } from '../../rules/frame/support';
import { closeDatabases, emptyDatabase, inside, namesOf, putFrame, REPOSITORY } from './support';

let sqlite: Sqlite;
let frames: Frames;
async function fresh(): Promise<void> {
  ({ sqlite, frames } = await emptyDatabase());
}

describe('processed frames', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  const [night, imager, dateObs] = ['2024-09-13', 'ASI2600MM', '2024-09-13T20:30:00.000Z'];

  it('are put beside the raw ones that they were made of', () => {
    putFrame(frames, 'raw.fits', { night, imager, dateObs });
    putFrame(frames, 'evening.fits', { night: '2024-09-12', imager, dateObs: '2024-09-13T20:31:00.000Z' });
    putFrame(frames, 'master.fits', { night, imager, dateObs: '2024-09-13T20:32:00.000Z', master: true });
    putFrame(frames, 'dark.fits', { type: 'dark', night, imager, dateObs: '2024-09-13T20:33:00.000Z' });
    putFrame(frames, 'long ago.fits', { night: '2024-09-01', imager, dateObs: '2024-09-13T20:34:00.000Z' });
    const made = (changes: object) => ({
      ...sampleFrame(),
      night,
      imager,
      dateObs,
      processing: 'calibrated' as const,
      ...changes,
    });
    const ids = [
      putFrame(frames, 'pp_raw.fits', made({ imager: 'asi2600mm' })),
      putFrame(frames, 'pp_evening.fits', made({ dateObs: '2024-09-13T20:31:00.000Z' })),
      putFrame(frames, 'pp_master.fits', made({ dateObs: '2024-09-13T20:32:00.000Z' })),
      putFrame(frames, 'pp_dark.fits', made({ dateObs: '2024-09-13T20:33:00.000Z' })),
      putFrame(frames, 'pp_long ago.fits', made({ dateObs: '2024-09-13T20:34:00.000Z' })),
      putFrame(frames, 'pp_undated.fits', made({ dateObs: null })),
      putFrame(frames, 'pp_nameless.fits', made({ imager: null })),
    ];
    const told = withRawFrames(frames.all(), sqlite, REPOSITORY);
    assert.deepEqual(
      ids.map((id) => told.find((frame) => frame.id === id)?.rawFrame),
      [inside('raw.fits'), inside('evening.fits'), ...Array<undefined>(5).fill(undefined)],
    );
    assert.equal(told[0]?.rawFrame, undefined, 'a raw frame comes from none');
  });

  it('that a telescope delivered calibrated are counted once with their raw ones', () => {
    assert.deepEqual([...calibratedCopies(sqlite)], []);
    putFrame(frames, 'raw.fits', { night, imager, dateObs });
    putFrame(frames, 'c1.fits', { night, imager, dateObs, processing: 'calibrated', exposure: 300 });
    putFrame(frames, 'c2.fits', { night, imager, dateObs, processing: 'calibrated', exposure: 200, gain: 7 });
    putFrame(frames, 'free.fits', {
      night,
      imager,
      dateObs,
      processing: 'calibrated',
      exposure: null,
      gain: 8,
    });
    putFrame(frames, 'alone.fits', {
      night,
      imager,
      dateObs: '2024-09-13T23:00:00.000Z',
      processing: 'calibrated',
    });
    putFrame(frames, 'by.fits', {
      night,
      imager,
      dateObs,
      processing: 'calibrated',
      byproduct: true,
      object: 'Moon',
    });
    putFrame(frames, 'stretched.fits', { night, imager, dateObs, processing: 'stretched', object: null });
    storeSessions(sqlite, session({ id: 's1' }));
    new SessionRows(sqlite).putFrames(new Map([['s1', [2, 3, 5]]]));
    assert.deepEqual(
      calibratedCopies(sqlite),
      new Map([
        ['s1', { frameCount: 2, totalExposure: 500 }],
        [null, { frameCount: 1, totalExposure: 0 }],
      ]),
    );
    assert.deepEqual(new Set(processedObjects(sqlite)), new Set(['Moon', null]));
    assert.deepEqual(namesOf(frames.page({ processedOf: ['Moon'], from: 0, limit: 9 })), ['by']);
    assert.deepEqual(namesOf(frames.page({ processedOf: ['Moon', null], from: 0, limit: 9 })), [
      'by',
      'stretched',
    ]);
    assert.deepEqual(namesOf(frames.page({ session: 's1', from: 2, limit: 9 })), ['c2', 'alone']);
  });
});
