import assert from 'node:assert/strict';
import { calendar, shadeOf } from '../../../../src/webview/client/stats/calendar';
import { growthBars } from '../../../../src/webview/client/stats/growthBars';

describe('a calendar of nights', () => {
  it('has a cell for each night of the year, none above another, all inside', () => {
    for (const [year, nights] of [
      [2023, 365],
      [2024, 366],
      [50, 365],
    ] as const) {
      for (const width of [200, 1100]) {
        const { cells, months, height } = calendar(year, width);
        assert.equal(cells.length, nights);
        assert.equal(months.length, 12);
        assert.equal(new Set(cells.map(({ x, y }) => `${x} ${y}`)).size, nights);
        assert.ok(cells.every((cell) => cell.x + cell.width <= width && cell.y + cell.height <= height));
        assert.equal(cells[0]?.night, `${String(year).padStart(4, '0')}-01-01`);
      }
    }
  });

  it('has weeks from Monday down', () => {
    const { cells } = calendar(2024, 1100);
    const of = (night: string) => cells.find((cell) => cell.night === night);
    // The 1st of January 2024 is a Monday.
    assert.equal(of('2024-01-01')?.x, of('2024-01-07')?.x);
    assert.ok((of('2024-01-08')?.x ?? 0) > (of('2024-01-07')?.x ?? 0));
    assert.equal(of('2024-01-01')?.y, of('2024-01-08')?.y);
  });

  it('becomes several blocks where it is narrow', () => {
    assert.ok(calendar(2024, 300).height > 2 * calendar(2024, 1100).height - 100);
  });

  it('shades nights by their share of the longest', () => {
    assert.deepEqual(
      [0.01, 2.5, 2.51, 10].map((hours) => shadeOf(hours, 10)),
      [1, 1, 2, 4],
    );
    assert.equal(shadeOf(0, 0), 1);
  });
});

describe('bars that grow', () => {
  it('stand on what was there before', () => {
    assert.deepEqual(growthBars([2, 0, 3]), [
      { before: 0, added: 2 },
      { before: 2, added: 0 },
      { before: 2, added: 3 },
    ]);
  });
});
