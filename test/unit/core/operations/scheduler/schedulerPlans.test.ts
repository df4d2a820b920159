/** Goals out of databases of N.I.N.A.'s Target Scheduler, of its first and of later versions. */
import assert from 'node:assert/strict';
import { comparedGoals, plannedGoals } from '../../../../../src/core/operations/scheduler/plannedGoals';
import { readPlans } from '../../../../../src/core/operations/scheduler/schedulerPlans';
import { goalKeys } from '../../../../../src/core/rules/goals/goalKeys';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { failed } from '../../../../support/failed';

const KEYS = goalKeys([]);
const COMMON = `
  create table project (Id integer primary key, profileId text not null, name text not null, state integer);
  create table target (Id integer primary key, name text not null, active integer not null, projectid integer);
  insert into project values (1, 'p', 'Autumn', 1), (2, 'p', 'Old', 3);
  insert into target values (1, 'M 31', 1, 1), (2, 'M 33', 0, 1), (3, 'M 42', 1, 2);`;
const LATER = `${COMMON}
  create table exposuretemplate (Id integer primary key, name text, filtername text not null, defaultexposure real);
  create table exposureplan (Id integer primary key, exposure real not null, desired integer, acquired integer,
    accepted integer, targetid integer, exposureTemplateId integer, enabled integer default 1);
  insert into exposuretemplate values (1, 'Ha long', 'Ha', 300), (2, 'L', 'L', 60);
  insert into exposureplan (exposure, desired, targetid, exposureTemplateId, enabled) values
    (-1, 60, 1, 1, 1), (120, 30, 1, 2, 1), (60, 60, 1, 2, 1), (300, 5, 1, 1, 0), (300, 5, 2, 1, 1), (300, 5, 3, 1, 1),
    (300, 0, 1, 1, 1);`;
const FIRST = `${COMMON}
  create table exposureplan (id integer primary key, filtername text not null, exposure real not null,
    desired integer, targetid integer);
  insert into exposureplan (filtername, exposure, desired, targetid) values ('OIII', 300, 10, 1);`;

describe('plans of the Target Scheduler', () => {
  let sqlite: Sqlite;
  beforeEach(async () => (sqlite = await Sqlite.open(null)));
  afterEach(() => sqlite.close());

  it('are goals in frames, or in hours where exposures differ; what is switched off is left', () => {
    sqlite.execute(LATER);
    const { goals, left } = plannedGoals(readPlans(sqlite, '/nina.sqlite'), KEYS);
    assert.deepEqual(goals, [
      { object: 'M 31', filter: 'Ha', wanted: '60x300s' },
      { object: 'M 31', filter: 'L', wanted: '2h' },
    ]);
    assert.deepEqual(
      left.map(({ plan }) => plan),
      ['Autumn, M 31, Ha', 'Autumn, M 31, Ha', 'Autumn, M 33, Ha', 'Old, M 42, Ha'],
    );
  });

  it('are read of versions without templates', () => {
    sqlite.execute(FIRST);
    const { goals } = plannedGoals(readPlans(sqlite, '/nina.sqlite'), KEYS);
    assert.deepEqual(goals, [{ object: 'M 31', filter: 'OIII', wanted: '10x300s' }]);
  });

  it('are refused of another program', () => {
    assert.throws(() => readPlans(sqlite, '/a.sqlite'), failed('request', { path: '/a.sqlite' }));
    sqlite.execute('create table project (id integer, title text)');
    assert.throws(() => readPlans(sqlite, '/a.sqlite'), failed('request'));
  });
});

describe('goals of another program', () => {
  const own = [
    { object: 'NGC 224', filter: 'H-alpha', wanted: '5h' },
    { object: 'M 31', filter: 'L', wanted: '1h' },
  ];
  const goals = [
    { object: 'M 31', filter: 'Ha', wanted: '60x300s' },
    { object: 'M 31', filter: 'L', wanted: '2h' },
    { object: 'M 33', filter: 'L', wanted: '2h' },
  ];
  it('replace those of the archive only when asked, and never those that want the same', () => {
    const kept = comparedGoals(goals, own, false, KEYS);
    assert.deepEqual([kept.added, kept.same, kept.removed], [[goals[2]], 1, []]);
    assert.deepEqual(kept.conflicts, [{ goal: goals[1], own: '1h' }]);
    const replaced = comparedGoals(goals, own, true, KEYS);
    assert.deepEqual([replaced.removed, replaced.conflicts], [[own[1]], []]);
  });
});
