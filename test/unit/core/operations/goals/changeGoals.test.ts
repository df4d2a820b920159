/** Goals that are set and removed, and what the history keeps to take that back. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { GoalsRequest } from '../../../../../src/core/api/goals';
import { silentLog } from '../../../../../src/core/base/ports';
import { carryGoals } from '../../../../../src/core/operations/goals/carryGoals';
import { changeGoals } from '../../../../../src/core/operations/goals/changeGoals';
import { listGoals } from '../../../../../src/core/operations/goals/goals';
import { undoable } from '../../../../../src/core/operations/history/history';
import { knownChangeOf, takeKnownBack } from '../../../../../src/core/operations/history/takeKnownBack';
import { Database } from '../../../../../src/core/storage/database/database';
import { readGoals } from '../../../../../src/core/storage/database/goals';
import { putRule, readRules } from '../../../../../src/core/storage/database/nameRules';
import { operations } from '../../../../../src/core/storage/database/operations';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { session } from '../../../../support/session';
import { storeSessions } from '../../../../support/storeSessions';

describe('goals that are changed', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Database;
  beforeEach(async () => {
    folder = temporaryFolder();
    database = await Database.open({
      path: path.join(folder.path, 'a.sqlite'),
      access: 'write',
      log: silentLog,
    });
  });
  afterEach(async () => {
    await database.close();
    folder.dispose();
  });

  const change = (request: Exclude<GoalsRequest, { action: 'list' }>) => changeGoals(request, database);
  const set = (object: string, times: Readonly<Record<string, string>>) =>
    change({
      action: 'set',
      object,
      times: Object.entries(times).map(([filter, wanted]) => ({ filter, wanted })),
    });
  const remove = (object: string, ...filters: string[]) => change({ action: 'remove', object, filters });
  const goals = () =>
    readGoals(database.sqlite).map(({ object, filter, wanted }) => `${object} ${filter} ${wanted}`);

  it('are kept as they were said, and replace others of the same meaning', async () => {
    await set(' M 31 ', { Ha: ' 10h ', OIII: '60x300s' });
    assert.deepEqual(goals(), ['M 31 Ha 10h', 'M 31 OIII 60x300s']);
    await set('Andromeda Galaxy', { 'H-alpha': '12h' });
    assert.deepEqual(goals(), ['M 31 H-alpha 12h', 'M 31 OIII 60x300s']);
  });

  it('take the place of all of the object where they are the only ones', async () => {
    await set('M 31', { Ha: '10h', L: '1h' });
    await set('M 33', { L: '1h' });
    const times = [{ filter: 'OIII', wanted: '2h' }];
    await change({ action: 'set', object: 'NGC 224', times, only: true });
    assert.deepEqual(goals(), ['M 31 OIII 2h', 'M 33 L 1h']);
  });

  it('are counted on the sessions of the archive', async () => {
    await set('M 31', { Ha: '1h' });
    database.write((sqlite) =>
      storeSessions(sqlite, session({ object: 'M 31', filter: 'Ha', frameCount: 6, totalExposure: 1800 })),
    );
    assert.deepEqual(listGoals(database.sqlite), [
      {
        object: 'M 31',
        filter: 'Ha',
        said: '1h',
        wanted: 3600,
        accepted: 1800,
        remaining: 1800,
        done: false,
      },
    ]);
  });

  it('are removed one by one or all together, by any name', async () => {
    await set('M 31', { Ha: '10h', OIII: '5h', L: '1h' });
    await set('M 33', { L: '1h' });
    await remove('NGC 224', 'Hα');
    assert.deepEqual(goals(), ['M 31 L 1h', 'M 31 OIII 5h', 'M 33 L 1h']);
    await remove('m31');
    assert.deepEqual(goals(), ['M 33 L 1h']);
  });

  it('are refused where they cannot be read or are not there, and then none is written', async () => {
    await assert.rejects(
      set('M 31', { Ha: '10h', L: 'soon' }),
      failed('request', { reason: 'no-time', got: 'soon' }),
    );
    await assert.rejects(set(' ', { Ha: '10h' }), failed('request', { reason: 'unnamed' }));
    await assert.rejects(set('M 31', { ' ': '10h' }), failed('request', { reason: 'unnamed' }));
    await assert.rejects(set('M 31', {}), failed('request'));
    await assert.rejects(remove('M 31'), failed('request', { reason: 'no-goal' }));
    await set('M 31', { Ha: '10h' });
    await assert.rejects(remove('M 31', 'L'), failed('request', { reason: 'no-goal', expected: 'Ha' }));
    assert.deepEqual(goals(), ['M 31 Ha 10h']);
  });

  it('can be taken back by the history, and are no entry where nothing differs', async () => {
    await set('M 31', { Ha: '10h' });
    await set('M 31', { Ha: '10h' });
    assert.equal(operations(database.sqlite, 10).length, 1);
    await set('M 31', { Ha: '12h', L: '1h' });
    const last = undoable(database.sqlite, null);
    assert.equal(last.kind, 'goals');
    const known = knownChangeOf(last.summary) ?? assert.fail();
    database.write((sqlite) => takeKnownBack(sqlite, known));
    assert.deepEqual(goals(), ['M 31 Ha 10h']);
  });

  it('go along with an object that gets another name', async () => {
    await set('Trunk', { Ha: '10h', L: '2h' });
    await set('IC 1396', { Ha: '12h' });
    database.write((sqlite) => {
      putRule(sqlite, { kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'folded' });
      carryGoals(sqlite, (name) => (name === 'Trunk' ? 'IC 1396' : name), readRules(sqlite));
    });
    assert.deepEqual(goals(), ['IC 1396 Ha 12h', 'IC 1396 L 2h']);
  });
});
