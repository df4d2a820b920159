/** Goals against accepted lights. */
import assert from 'node:assert/strict';
import type { Goal } from '../../../../../src/core/base/goal';
import type { NameRule } from '../../../../../src/core/base/nameRule';
import { goalKeys } from '../../../../../src/core/rules/goals/goalKeys';
import {
  type AcceptedLights,
  goalProgress,
  renamedGoals,
} from '../../../../../src/core/rules/goals/progress';
import { objectKey } from '../../../../../src/core/rules/names/objectName';

const goal = (object: string, filter: string, wanted: string): Goal => ({ object, filter, wanted });
const lights = (object: string | null, filter: string | null, totalExposure: number): AcceptedLights => ({
  key: object === null ? null : objectKey(object),
  object,
  filter,
  frameCount: totalExposure / 300,
  totalExposure,
});
const rule = (kind: NameRule['kind'], spelling: string, name: string): NameRule => ({
  kind,
  spelling,
  name,
  matching: 'folded',
});
const progress = (
  goals: readonly Goal[],
  there: readonly AcceptedLights[],
  rules: readonly NameRule[] = [],
) =>
  goalProgress(goals, there, goalKeys(rules)).map(
    ({ object, filter, said, wanted, accepted, remaining, done }) =>
      [object, filter, said, wanted, accepted, remaining, done] as const,
  );

describe('the progress of goals', () => {
  it('sums sessions of the object under its names in catalogues and its filter under its other names', () => {
    const there = [
      lights('Andromeda Galaxy', 'H-alpha', 3600),
      lights('M 31', 'Ha', 7200),
      lights('M 31', 'OIII', 600),
      lights('M 33', 'Ha', 900),
      lights(null, 'Ha', 900),
    ];
    assert.deepEqual(progress([goal('NGC 224', 'Hα', '60x300s')], there), [
      ['M 31', 'Hα', '60x300s', 18_000, 10_800, 7200, false],
    ]);
  });

  it('is done when nothing remains, however much more there is', () => {
    const there = [lights('M 31', 'L', 36_000), lights('M 31', 'R', 3600)];
    assert.deepEqual(progress([goal('M 31', 'L', '5h'), goal('M 31', 'R', '1h')], there), [
      ['M 31', 'L', '5h', 18_000, 36_000, 0, true],
      ['M 31', 'R', '1h', 3600, 3600, 0, true],
    ]);
  });

  it('follows the name rules of objects and of filters', () => {
    const rules = [rule('object', 'Trunk', 'IC 1396'), rule('filter', 'Antlia', 'Ha')];
    assert.deepEqual(progress([goal('Trunk', 'Antlia', '1h')], [lights('IC 1396', 'Ha', 600)], rules), [
      ['IC 1396', 'Antlia', '1h', 3600, 600, 3000, false],
    ]);
    assert.deepEqual(progress([goal('Trunk', 'Antlia', '1h')], [lights('IC 1396', 'Ha', 600)]), [
      ['Trunk', 'Antlia', '1h', 3600, 0, 3600, false],
    ]);
  });

  it('of colour cameras and of mono cameras without a filter is told apart', () => {
    const there = [lights('M 31', 'OSC', 600), lights('M 31', null, 900)];
    assert.deepEqual(progress([goal('M 31', 'OSC', '1h'), goal('M 31', 'none', '1h')], there), [
      ['M 31', 'none', '1h', 3600, 900, 2700, false],
      ['M 31', 'OSC', '1h', 3600, 600, 3000, false],
    ]);
  });

  it('is of the goal that wants most where two mean the same', () => {
    const goals = [goal('M 31', 'Ha', '60x300s'), goal('NGC 224', 'H-alpha', '6h')];
    for (const each of [goals, goals.toReversed()]) {
      assert.deepEqual(progress(each, []), [['M 31', 'H-alpha', '6h', 21_600, 0, 21_600, false]]);
    }
  });

  it('stands by object and filter in the order of a wheel', () => {
    const goals = ['SII', 'Lum', 'Red', 'Ha', 'UHC'].map((filter) => goal('M 101', filter, '1h'));
    const rows = progress([...goals, goal('M 9', 'L', '1h')], []);
    assert.deepEqual(
      rows.map(([object, filter]) => `${object} ${filter}`),
      ['M 9 L', 'M 101 Lum', 'M 101 Red', 'M 101 Ha', 'M 101 SII', 'M 101 UHC'],
    );
  });
});

describe('goals of an object that gets another name', () => {
  it('get that name, and the one that wants most stays', () => {
    const goals = [
      goal('M 31', 'Ha', '5h'),
      goal('M 31', 'L', '1h'),
      goal('Other', 'Ha', '6h'),
      goal('M 33', 'L', '2h'),
    ];
    const renamed = renamedGoals(goals, (name) => (name === 'Other' ? 'M 31' : name), goalKeys([]));
    assert.deepEqual(renamed, [goal('M 31', 'Ha', '6h'), goal('M 31', 'L', '1h'), goal('M 33', 'L', '2h')]);
  });
});
