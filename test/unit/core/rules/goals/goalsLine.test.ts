import assert from 'node:assert/strict';
import { goalsLine, parseGoalsLine } from '../../../../../src/core/rules/goals/goalsLine';

describe('goals in a line', () => {
  it('are read with decimal commas, blanks and semicolons, and written so that they are read again', () => {
    const times = [
      { filter: 'L', wanted: '2,5h' },
      { filter: 'Ha', wanted: '60x300s' },
      { filter: 'O III', wanted: '1h 30min' },
    ];
    assert.deepEqual(parseGoalsLine('L=2,5h,Ha = 60x300s ; O III=1h 30min'), { times });
    assert.deepEqual(parseGoalsLine(goalsLine(times)), { times });
  });

  it('name the part that is none', () => {
    const wrong = { '': '', Ha: 'Ha', 'Ha=10h, L': 'Ha=10h, L', 'Ha=10h, L=soon': 'L=soon', '=1h': '=1h' };
    for (const [line, part] of Object.entries(wrong)) assert.deepEqual(parseGoalsLine(line), { wrong: part });
    assert.deepEqual(parseGoalsLine('Ha=1h, Ha=2h'), { wrong: 'Ha=2h' });
  });
});
