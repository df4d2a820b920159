/** Goals by the time that a night has for them. */
import assert from 'node:assert/strict';
import type { GoalProgress } from '../../../../../src/core/api/goals';
import type { Visibility } from '../../../../../src/core/api/tonight';
import { isNarrowband, sortTonight } from '../../../../../src/core/rules/goals/sortTonight';

const goal = (object: string, filter: string, done = false): GoalProgress => ({
  object,
  filter,
  said: '1h',
  wanted: 3600,
  accepted: done ? 3600 : 0,
  remaining: done ? 0 : 3600,
  done,
});
const NOT: Visibility = {
  high: 0,
  highMoonless: 0,
  span: null,
  highest: null,
  moonSeparation: null,
  curve: [],
};
const SEEN: Readonly<Record<string, Partial<Visibility>>> = {
  low: {},
  near: { high: 9000, highMoonless: 0 },
  far: { high: 7200, highMoonless: 7200 },
};
const sorted = (...goals: GoalProgress[]) =>
  sortTonight(
    goals,
    Object.keys(SEEN).map((object) => ({ object, ra: 0, dec: 0 })),
    ({ object }) => ({ ...NOT, ...SEEN[object] }),
  ).map(({ object, goals: own }) => [object, ...own.map(({ filter, usable }) => `${filter} ${usable}`)]);

describe('goals of tonight', () => {
  it('begin with the one that can be worked on longest, by its best filter', () => {
    assert.deepEqual(sorted(goal('low', 'Ha'), goal('far', 'L'), goal('near', 'L'), goal('near', 'Ha')), [
      ['near', 'Ha 9000', 'L 0'],
      ['far', 'L 7200'],
      ['low', 'Ha 0'],
    ]);
    assert.deepEqual(
      sorted(goal('near', 'L'), goal('far', 'L')).map(([object]) => object),
      ['far', 'near'],
    );
  });

  it('are those that are not done', () => {
    assert.deepEqual(sorted(goal('far', 'L', true), goal('near', 'Ha')), [['near', 'Ha 9000']]);
    assert.deepEqual(sorted(goal('elsewhere', 'L')), [], 'nobody knows where that is');
  });
});

describe('a narrowband filter', () => {
  it('is known by its usual names', () => {
    const narrow = [
      'Ha',
      'H-alpha',
      'OIII',
      'SII',
      'S',
      'Ha 3nm',
      'Antlia OIII',
      'L-eXtreme',
      'Optolong L-Ultimate',
    ];
    for (const name of [...narrow, 'NBZ', 'Dual Band']) assert.ok(isNarrowband(name), name);
    for (const name of ['L', 'Lum', 'R', 'G', 'B', 'OSC', 'none', 'UV/IR', 'L-Pro', 'Sinii', 'Hardy']) {
      assert.ok(!isNarrowband(name), name);
    }
  });
});
