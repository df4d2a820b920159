/** The points of a histogram: they keep their order, and the midtones move with the ends. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveHandle } from '../../../../../src/webview/client/picture/histogram';

const points = { black: 0.1, middle: 0.2, white: 0.9 };

describe('a point of the histogram that is moved', () => {
  it('takes the midtones along', () => {
    const { black, middle, white } = moveHandle(points, 'black', 0.5);
    assert.deepEqual([black, white], [0.5, 0.9]);
    assert.ok(Math.abs(middle - 0.55) < 1e-12, String(middle));
  });

  it('leaves the ends where they are when it is the midtones', () => {
    assert.deepEqual(moveHandle(points, 'middle', 0.4), { ...points, middle: 0.4 });
    assert.deepEqual(moveHandle(points, 'middle', 2), { ...points, middle: 0.9 });
  });

  it('never passes another, and never leaves the range', () => {
    const handle = fc.constantFrom('black', 'middle', 'white' as const);
    fc.assert(
      fc.property(handle, fc.double({ min: -3, max: 3, noNaN: true }), (which, to) => {
        const { black, middle, white } = moveHandle(points, which, to);
        assert.ok(black < white && black <= middle && middle <= white);
        assert.ok(white <= 1 && black <= 1);
      }),
    );
  });
});
