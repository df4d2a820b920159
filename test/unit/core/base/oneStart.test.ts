import assert from 'node:assert/strict';
import { mayBeOneStart, shortened } from '../../../../src/core/base/oneStart';

const WHOLE = '2024-09-13T20:30:00.250Z';
const DAY = '2024-09-13T00:00:00.000Z';

describe('two starts', () => {
  it('can be one where one is not known or was cut from the other', () => {
    for (const [a, b] of [
      [WHOLE, WHOLE],
      [WHOLE, DAY],
      [WHOLE, null],
    ] as const) {
      assert.ok(mayBeOneStart(a, b), `${a} ${b}`);
      assert.ok(mayBeOneStart(b, a), `${b} ${a}`);
    }
  });

  it('are those of two exposures otherwise', () => {
    for (const other of [
      '2024-09-13T20:30:00.750Z',
      '2024-09-13T20:30:01.000Z',
      '2024-09-14T00:00:00.000Z',
    ]) {
      assert.ok(!mayBeOneStart(WHOLE, other), other);
      assert.ok(!mayBeOneStart(other, WHOLE), other);
    }
  });

  it('are told by what is left of one without its time', () => {
    assert.deepEqual(shortened(WHOLE), [WHOLE, DAY]);
    assert.deepEqual(shortened(DAY), [DAY]);
  });
});
