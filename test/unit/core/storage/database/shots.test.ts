/** Frames as grouping reads them, and what it has to look at again. */
import assert from 'node:assert/strict';
import { SETTING_FIELDS } from '../../../../../src/core/base/shot';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import { SessionRows } from '../../../../../src/core/storage/database/sessionRows';
import { Sessions } from '../../../../../src/core/storage/database/sessions';
import { Shots } from '../../../../../src/core/storage/database/shots';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { Stale } from '../../../../../src/core/storage/database/stale';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';
import { sampleFrame } from '../../rules/frame/support';
import { closeDatabases, emptyDatabase, hashOf, inside, newFrame } from './support';

let sqlite: Sqlite;
let frames: Frames;
async function fresh(): Promise<void> {
  ({ sqlite, frames } = await emptyDatabase());
  frames.insert(newFrame(inside('a.fits')));
  frames.insert(newFrame(inside('b.fits'), { exposure: 10, ccdTemp: -5, rotator: 90 }));
  frames.insert(newFrame(inside('m.fits'), { type: 'dark', master: true }, { sha256: hashOf('cd') }));
  storeSessions(sqlite, session({ id: 's1' }), session({ id: 's2' }));
  new SessionRows(sqlite).putFrames(
    new Map([
      ['s2', [3]],
      ['s1', [1, 2]],
    ]),
  );
}

describe('shots', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  const ids = (shots: readonly { readonly id: number }[]) => shots.map(({ id }) => id).sort();

  it('say what grouping asks for, and share what their frames have in common', () => {
    const [first, second, master] = new Shots(sqlite, (setting) => setting).stale();
    const frame = sampleFrame();
    const { setting, ...own } = second ?? assert.fail();
    assert.deepEqual(own, {
      ...{ id: 2, session: 's1', rejected: false, dateObs: frame.dateObs },
      ...{ exposure: 10, ccdTemp: -5, rotator: 90, sha256: null },
    });
    assert.deepEqual(setting, Object.fromEntries(SETTING_FIELDS.map((field) => [field, frame[field]])));
    assert.equal(first?.setting, setting);
    assert.deepEqual([master?.sha256, master?.setting.master, master?.session], [hashOf('cd'), true, 's2']);
  });

  it('are read by setting, by session, or where they are rejected', () => {
    const shots = new Shots(sqlite, (setting) => ({ ...setting, telescope: 'Newton' }));
    assert.deepEqual([...shots.settings().keys()], [1, 2]);
    assert.deepEqual(
      shots.ofSettings([1]).map(({ id, setting }) => [id, setting.telescope]),
      [
        [1, 'Newton'],
        [2, 'Newton'],
      ],
    );
    assert.deepEqual(ids(shots.ofSettings([2, 1])), [1, 2, 3]);
    assert.deepEqual(ids(shots.ofSessions(['s1'])), [1, 2]);
    assert.deepEqual(ids(shots.ofSessions(['s3'])), []);
    assert.deepEqual(shots.rejected(), []);
    frames.setRejected(2, true);
    assert.deepEqual(
      shots.rejected().map(({ id, rejected, session: of }) => [id, rejected, of]),
      [[2, true, null]],
    );
  });
});

describe('what is to be grouped again', () => {
  beforeEach(fresh);
  afterEach(closeDatabases);
  it('are frames that came or changed, and sessions that frames left or that were linked by hand', () => {
    const stale = new Stale(sqlite);
    assert.deepEqual([stale.frameCount(), stale.sessions(), stale.madeWith()], [3, [], null]);
    stale.done('rules 1');
    assert.deepEqual([stale.frameCount(), stale.sessions(), stale.madeWith()], [0, [], 'rules 1']);
    assert.deepEqual(new Shots(sqlite, (setting) => setting).stale(), []);
    frames.setRejected(1, true);
    new Sessions(sqlite).setManualLink('s9', 'dark', null);
    assert.deepEqual([stale.frameCount(), stale.sessions()], [1, ['s1', 's9']]);
    frames.remove([3]);
    stale.done('rules 2');
    assert.deepEqual([stale.frameCount(), stale.sessions(), stale.madeWith()], [0, [], 'rules 2']);
  });
});
