import assert from 'node:assert/strict';
import { barText, goalBarText, goalHoursText, sumOfGoals } from '../../../../src/core/text/goals';

const of = (accepted: number, wanted: number) => ({ accepted, wanted });

describe('goals in words', () => {
  it('have a bar that is full only when they are reached', () => {
    const bars = [of(0, 10), of(0.1, 10), of(5, 10), of(9.9, 10), of(10, 10), of(30, 10)].map(barText);
    assert.deepEqual(bars, ['▱▱▱▱', '▰▱▱▱', '▰▰▱▱', '▰▰▰▱', '▰▰▰▰', '▰▰▰▰']);
  });

  it('say hours, and minutes below one', () => {
    assert.equal(goalBarText(of(45_000, 72_000)), '▰▰▰▱ 12.5 of 20 h');
    assert.equal(goalBarText(of(600, 2700)), '▰▱▱▱ 10 of 45 min');
    assert.deepEqual([0, 600, 3600, 5400].map(goalHoursText), ['0 h', '10 min', '1 h', '1.5 h']);
  });

  it('do not make up for each other', () => {
    const goal = { object: 'M 31', filter: 'L', said: '', remaining: 0, done: true };
    assert.deepEqual(
      sumOfGoals([
        { ...goal, ...of(9, 4) },
        { ...goal, ...of(1, 6) },
      ]),
      of(5, 10),
    );
  });
});
