import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columns } from '../../../src/webview/client/columns';
import { fitText, ticks } from '../../../src/webview/client/scale';
import { stackedBars } from '../../../src/webview/client/stackedBars';

describe('ticks of an axis', () => {
  it('are round and reach the largest value', () => {
    assert.deepEqual(ticks(13, 4), [0, 5, 10, 15]);
    assert.deepEqual(ticks(0.35, 4), [0, 0.1, 0.2, 0.3, 0.4]);
    assert.deepEqual(ticks(100, 5), [0, 20, 40, 60, 80, 100]);
  });

  it('are 0 and 1 when there is nothing', () => {
    for (const nothing of [0, -1, 5e-324, NaN, Infinity]) assert.deepEqual(ticks(nothing, 4), [0, 1]);
  });

  it('stay few and increase for any value', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
        fc.integer({ min: 1, max: 10 }),
        (largest, wanted) => {
          const values = ticks(largest, wanted);
          assert.ok(values.length <= wanted + 2 && values[0] === 0);
          assert.ok((values.at(-1) ?? 0) >= largest * (1 - 1e-6));
          values.slice(1).forEach((value, i) => assert.ok(value > (values[i] ?? 0)));
        },
      ),
    );
  });
});

describe('text that fits', () => {
  it('is left alone when short and cut with an ellipsis when long', () => {
    assert.equal(fitText('M 31', 75), 'M 31');
    assert.equal(fitText('Sh 2-155 Cave Nebula', 75), 'Sh 2-15…');
    assert.equal(fitText('北美洲星云', 45), '北美…');
    assert.equal(fitText('abc', 0), '…');
  });
});

describe('stacked bars', () => {
  const layout = stackedBars([[2, 3], [10], [0, 1], []], 800, 90);

  it('stack their pieces without a gap, to the scale of the axis', () => {
    const [a, b] = layout.segments;
    assert.ok(a && b);
    assert.equal(a.x, layout.labelWidth);
    assert.equal(b.x, a.x + a.width);
    assert.ok(Math.abs(b.width / a.width - 1.5) < 1e-9);
    const ten = layout.ticks.find(({ value }) => value === 10);
    const longest = layout.segments.find(({ row }) => row === 1);
    assert.ok(ten && longest && Math.abs(longest.x + longest.width - ten.x) < 1e-9);
  });

  it('leave out what is zero and keep its number', () => {
    assert.deepEqual(
      layout.segments.filter(({ row }) => row === 2).map(({ part }) => part),
      [1],
    );
    assert.equal(layout.rows[3]?.end, layout.labelWidth);
  });

  it('show the smallest piece', () => {
    const [, tiny] = stackedBars([[1000, 0.001]], 600, 90).segments;
    assert.ok((tiny?.width ?? 0) >= 2);
  });

  it('give labels the room that they take, above the bars where that would be too much', () => {
    const beside = stackedBars([[1], [2]], 800, 300);
    assert.deepEqual([beside.labelRoom, beside.labelRise], [300, 0]);
    const above = stackedBars([[1], [2]], 300, 300);
    assert.deepEqual([above.labelRoom, above.labelWidth], [300, 0]);
    assert.ok(above.labelRise > 0 && above.height > beside.height);
    const [first, second] = above.rows.map(({ y }) => y);
    assert.ok((first ?? 0) - above.labelRise > 0 && (second ?? 0) - above.labelRise > (first ?? 0) + 9);
  });

  it('stay inside the picture at any width', () => {
    const rows = fc.array(fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { maxLength: 6 }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 240, max: 3000 }),
        fc.integer({ max: 400, min: 0 }),
        (values, width, label) => {
          const { segments, height } = stackedBars(values, width, label);
          // Pieces that were widened to be seen may add a few pixels, which the room for the total takes.
          for (const { x, y, width: wide, height: high } of segments) {
            assert.ok(x + wide <= width && y >= 0 && y + high <= height);
          }
        },
      ),
    );
  });
});

describe('columns', () => {
  const texts = { name: 52, tick: (value: number) => `${value} h` };

  it('stand on the base, as high as their value', () => {
    const { bars, base, ticks: axis } = columns([5, 10, 0], 500, texts);
    assert.equal(bars[0]?.y, base - (bars[0]?.height ?? 0));
    assert.equal((bars[1]?.height ?? 0) / (bars[0]?.height ?? 1), 2);
    assert.equal(bars[2]?.height, 0);
    assert.equal(bars[1]?.y, axis.find(({ value }) => value === 10)?.y);
  });

  it('do not overlap and name no more than there is room for', () => {
    for (const count of [1, 12, 48, 60]) {
      const { bars, named } = columns(
        Array.from({ length: count }, () => 1),
        420,
        texts,
      );
      bars.slice(1).forEach((bar, i) => assert.ok(bar.x >= (bars[i]?.x ?? 0) + (bars[i]?.width ?? 0)));
      assert.ok(named.length >= 1 && named.length <= 7, `${count}: ${named.length}`);
      assert.ok((bars.at(-1)?.x ?? 0) <= 420);
    }
  });

  it('have room for the texts of the axis and the names', () => {
    const { left } = columns([5], 420, { ...texts, tick: (value) => `${value * 10_000} frames` });
    assert.ok(left > columns([5], 420, texts).left + 60);
    const { named } = columns(
      Array.from({ length: 60 }, () => 1),
      420,
      texts,
    );
    for (const { x, anchor } of named) {
      assert.ok(anchor === 'middle' ? x + 26 <= 420 && x >= 26 : x === (anchor === 'end' ? 420 : 0));
    }
  });
});
