/** What is wrong with sessions, by object and by camera, as an open archive lists it. */
import assert from 'node:assert/strict';
import { Masters } from '../../../../src/core/archive/masters';
import { SessionTroubles } from '../../../../src/core/archive/troubles';
import { DEFAULT_TOLERANCES } from '../../../../src/core/base/matching';
import type { Session } from '../../../../src/core/base/session';
import { SessionRows } from '../../../../src/core/storage/database/sessionRows';
import { Sessions } from '../../../../src/core/storage/database/sessions';
import { session } from '../../../support/session';
import { storeSessions } from '../../../support/storeSessions';
import { closeDatabases, emptyDatabase, putFrame } from '../../../unit/core/storage/database/support';

const COMPLETE = { bias: null, dark: 'd', flat: 'f', flatDark: null };
const settings = { tolerances: DEFAULT_TOLERANCES };

async function archiveOf(...stored: readonly Session[]) {
  const { sqlite, frames } = await emptyDatabase();
  const database = { sqlite, version: 0 };
  storeSessions(sqlite, ...stored);
  const sessions = new Sessions(sqlite);
  const masters = new Masters(database, settings, () => Date.parse('2026-01-01T12:00:00Z'));
  return { sqlite, frames, sessions, troubles: new SessionTroubles(database, sessions, settings, masters) };
}

describe('troubles', () => {
  afterEach(closeDatabases);

  it('are lights without darks or flats, links by hand against a criterion, and files that are not whole', async () => {
    const { sqlite, frames, sessions, troubles } = await archiveOf(
      session({ id: 'd', type: 'dark', object: null, exposure: 600 }),
      session({ id: 'f', type: 'flat', object: null }),
      session({ id: 'whole', object: 'M 1', links: COMPLETE }),
      session({ id: 'lacking', object: 'M 2', links: { ...COMPLETE, flat: null } }),
      session({ id: 'without', object: 'M 3', links: { ...COMPLETE, dark: null } }),
      session({ id: 'by hand', object: 'M 4', links: COMPLETE }),
      session({ id: 'bad', object: null, links: COMPLETE }),
    );
    const ids = ['a', 'b', 'c'].map((name) => putFrame(frames, `${name}.fits`)) as [number, number, number];
    sessions.setManualLink('without', 'dark', null);
    sessions.setManualLink('by hand', 'dark', 'd');
    new SessionRows(sqlite).putFrames(new Map([['bad', ids]]));
    sqlite.run("insert into damage values (?, 'pixels', '2026-01-01')", ids[0]);
    sqlite.run("insert into damage values (?, 'pixels', '2026-01-01')", ids[1]);
    sqlite.run('update frame set missing = 1 where id = ?', ids[1]);
    const key = (object: string) =>
      sqlite.get('select object_key from session where object = ?', object)?.['object_key'];
    const of = (object: string) => troubles.ofObjects().get(String(key(object)));
    assert.equal(of('M 1'), undefined);
    assert.deepEqual(of('M 2'), { sessions: 1, damaged: 0, missing: 0 });
    assert.equal(of('M 3'), undefined, 'the user wants no darks for it');
    assert.deepEqual(of('M 4'), { sessions: 1, damaged: 0, missing: 0 });
    assert.deepEqual(troubles.ofObjects().get(null), { sessions: 0, damaged: 1, missing: 1 });
    const described = new Map(troubles.describe(sessions.all()).map((each) => [each.id, each]));
    assert.deepEqual(described.get('bad')?.badFiles, { damaged: 1, missing: 1 });
    assert.deepEqual(described.get('without')?.unwanted, ['dark']);
    assert.deepEqual(described.get('by hand')?.mismatches, { dark: ['exposure'] });
    assert.equal(described.get('whole')?.badFiles, undefined);
  });

  it('of calibrations stand with their camera and type, in whatever spelling', async () => {
    const dark = (differs: Partial<Session>) =>
      session({ type: 'dark', object: null, filter: null, ...differs });
    const { sessions, troubles } = await archiveOf(
      dark({ id: 'a', imager: 'ZWO ASI2600MM', frameCount: 20, night: '2024-09-13' }),
      dark({ id: 'b', imager: 'ZWO  asi2600mm', frameCount: 5, night: '2024-09-20' }),
      dark({ id: 'm', imager: 'ZWO ASI2600MM', master: true, frameCount: 1, night: '2019-01-01', gain: 0 }),
      dark({ id: 'bias', type: 'bias', imager: 'ZWO ASI2600MM', night: null }),
      dark({ id: 'x', imager: 'ASI 533' }),
      dark({ id: 'y', imager: null }),
      session({ id: 'light', imager: 'a camera without calibrations' }),
    );
    const cameras = troubles.cameras();
    assert.deepEqual(
      cameras.map(({ camera, types }) => [camera, types.map(({ type, sessions: count }) => [type, count])]),
      [
        ['ASI 533', [['dark', 1]]],
        [
          'ZWO ASI2600MM',
          [
            ['bias', 1],
            ['dark', 3],
          ],
        ],
        [null, [['dark', 1]]],
      ],
    );
    assert.deepEqual(cameras[1]?.types[1], {
      ...{ type: 'dark', sessions: 3, frameCount: 26, firstNight: '2019-01-01', lastNight: '2024-09-20' },
      troubles: { sessions: 1, damaged: 0, missing: 0 },
    });
    const idsOf = (imagers: readonly (string | null)[]) =>
      sessions.page({ type: 'dark', imagers }, 0, 9, String).items.map(({ id }) => id);
    assert.deepEqual(idsOf(['ZWO ASI2600MM', 'ZWO  asi2600mm']), ['b', 'a', 'm']);
    assert.deepEqual(idsOf([null]), ['y']);
    assert.deepEqual(idsOf([]), []);
  });
});
