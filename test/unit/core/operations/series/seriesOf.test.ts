/** Which frames are looked at one after the other with a frame. */
import assert from 'node:assert/strict';
import type { SeriesScope } from '../../../../../src/core/api/series';
import { picturedFrame } from '../../../../../src/core/base/archivedFrame';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import { seriesOf } from '../../../../../src/core/operations/series/seriesOf';
import { around } from '../../../../../src/core/rules/sessions/series';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import { putRule } from '../../../../../src/core/storage/database/nameRules';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { closeDatabases, emptyDatabase, inside, namesOf, putFrame } from '../../storage/database/support';

let sqlite: Sqlite;
let frames: Frames;

const at = (time: string, night = '2024-09-13') => ({ dateObs: `${night}T${time}Z`, night });

/** Names, rejected ones in brackets. */
function series(name: string, scope: SeriesScope): readonly [string, ...string[]] | null {
  const parts = { database: { sqlite }, frames, tolerances: DEFAULT_TOLERANCES };
  const found = seriesOf({ path: inside(name), scope }, parts);
  if (found === null) return null;
  const names = namesOf(found.frames);
  return [
    found.scope,
    ...found.frames.map(({ rejected }, i) => (rejected ? `(${names[i]})` : `${names[i]}`)),
  ];
}

describe('the series of a frame', () => {
  beforeEach(async () => ({ sqlite, frames } = await emptyDatabase()));
  afterEach(closeDatabases);

  it('is its session in the order of the exposures, with the frames that were rejected', () => {
    putFrame(frames, 'c.fits', at('22:00:00'));
    const rejected = putFrame(frames, 'b.fits', at('21:00:00'));
    putFrame(frames, 'a.fits', at('20:00:00'));
    putFrame(frames, 'filter.fits', { ...at('20:30:00'), filter: 'OIII' });
    putFrame(frames, 'next.fits', at('20:00:00', '2024-09-14'));
    frames.setRejected(rejected, true);
    assert.deepEqual(series('a.fits', 'session'), ['session', 'a', '(b)', 'c']);
    assert.deepEqual(series('b.fits', 'session'), ['session', 'a', '(b)', 'c']);
    assert.deepEqual(series('filter.fits', 'session'), ['session', 'filter']);
  });

  it('says by what the picture of a frame is kept', () => {
    const id = putFrame(frames, 'a.fits', at('20:00:00'));
    const frame = frames.byId(id) ?? assert.fail();
    const parts = { database: { sqlite }, frames, tolerances: DEFAULT_TOLERANCES };
    const found = seriesOf({ path: frame.path, scope: 'session' }, parts);
    assert.deepEqual(found?.frames, [picturedFrame(frame)]);
    assert.equal(found?.frames[0]?.sha256.length, 64);
  });

  it('leaves out frames whose files are gone, but for the one that is asked for', () => {
    putFrame(frames, 'a.fits', at('20:00:00'));
    const gone = putFrame(frames, 'b.fits', at('21:00:00'));
    sqlite.run('update frame set missing = 1 where id = ?', gone);
    assert.deepEqual(series('a.fits', 'session'), ['session', 'a']);
    assert.deepEqual(series('b.fits', 'session'), ['session', 'a', 'b']);
  });

  it('is what has the same object, type and filter in every night, under every name', () => {
    putFrame(frames, 'first.fits', { ...at('20:00:00'), object: 'M 31' });
    putFrame(frames, 'other.fits', { ...at('20:00:00', '2024-10-01'), object: 'Andromeda', filter: 'ha' });
    putFrame(frames, 'oiii.fits', { ...at('20:10:00'), object: 'M 31', filter: 'OIII' });
    putFrame(frames, 'flat.fits', { ...at('06:00:00'), type: 'flat', object: null });
    putFrame(frames, 'stack.fits', { ...at('20:00:00'), object: 'M 31', processing: 'calibrated' });
    putRule(sqlite, { kind: 'object', spelling: 'Andromeda', name: 'M 31', matching: 'folded' });
    assert.deepEqual(series('first.fits', 'filter'), ['filter', 'first', 'other']);
    assert.deepEqual(series('flat.fits', 'filter'), ['filter', 'flat']);
  });

  it('is its folder, in the order of the names, where that is asked for or there is no session', () => {
    putFrame(frames, 'M31_10.fits', at('20:00:00'));
    putFrame(frames, 'M31_9.fits', at('21:00:00'));
    putFrame(frames, 'stack.fits', { ...at('20:00:00'), type: 'stack' });
    putFrame(frames, 'below/x.fits', at('20:00:00'));
    assert.deepEqual(series('M31_9.fits', 'folder'), ['folder', 'M31_9', 'M31_10', 'stack']);
    assert.deepEqual(series('stack.fits', 'session'), ['folder', 'M31_9', 'M31_10', 'stack']);
  });

  it('is nothing for a file that is no frame', () => {
    assert.equal(series('a.fits', 'session'), null);
  });
});

describe('a part of a long list', () => {
  it('lies around the one that is looked at', () => {
    const list = [1, 2, 3, 4, 5, 6];
    assert.deepEqual(around(list, 3, 3), [3, 4, 5]);
    assert.deepEqual(around(list, 0, 3), [1, 2, 3]);
    assert.deepEqual(around(list, 5, 3), [4, 5, 6]);
    assert.equal(around(list, 5, 6), list);
  });
});
