/** Which rows of an image are read together, and that reading them ahead gives each row its pixels. */
import assert from 'node:assert/strict';
import { StripReader } from '../../../../../src/core/operations/pictures/stripReader';
import { stripsOf } from '../../../../../src/core/operations/pictures/strips';
import { madeImage } from '../../../../support/pixelImage';

const image = (rowsPerRead: number, width = 1024, height = 4096) => ({
  ...{ width, height, rowsPerRead },
  sample: 'u16' as const,
});
const run = (from: number, to: number) => ({ from, to });
const pairs = (strips: readonly { from: number; to: number }[]) => strips.map(({ from, to }) => [from, to]);

describe('strips of an image', () => {
  it('hold the rows that are needed and no others where pixels are stored plainly', () => {
    const strips = stripsOf([run(1, 3), run(7, 9), run(13, 15)], image(1));
    assert.deepEqual(pairs(strips), [
      [1, 3],
      [7, 9],
      [13, 15],
    ]);
  });

  it('join rows that follow one another, up to a megabyte', () => {
    const rows = Array.from({ length: 1200 }, (_, y) => run(y, y + 2));
    assert.deepEqual(pairs(stripsOf(rows, image(1))), [
      [0, 512],
      [512, 1024],
      [1024, 1201],
    ]);
  });

  it('hold each tile once, as a whole', () => {
    const strips = stripsOf([run(1, 3), run(15, 18), run(70, 72), run(4090, 4096)], image(16));
    assert.deepEqual(pairs(strips), [
      [0, 32],
      [64, 80],
      [4080, 4096],
    ]);
    assert.deepEqual(pairs(stripsOf([run(1, 3), run(2000, 2002)], image(4096))), [[0, 4096]]);
  });

  it('are no larger than memory allows, however high tiles are', () => {
    const strips = stripsOf([run(0, 1), run(9000, 9001)], image(10_000, 20_000, 10_000));
    assert.ok(strips.every(({ from, to }) => (to - from) * 20_000 * 2 <= 2 ** 28));
    assert.ok(strips.some(({ from, to }) => from <= 9000 && to > 9000));
  });
});

describe('reading rows in strips', () => {
  it('gives every row its values, of one strip or two', async () => {
    for (const rowsPerRead of [1, 3, 16, 50]) {
      const made = { ...madeImage({ width: 40, height: 50 }, (x, y) => 100 * y + x), rowsPerRead };
      const runs = Array.from({ length: 16 }, (_, i) => run(3 * i, 3 * i + 2));
      const reader = new StripReader(made, 0, runs);
      const into = new Float64Array(80);
      for (const { from } of runs) {
        await reader.values(from, 2, into);
        assert.deepEqual([into[0], into[39], into[40]], [100 * from, 100 * from + 39, 100 * from + 100]);
      }
      const rows = made.reads.flatMap(({ y, height }) => Array.from({ length: height }, (_, i) => y + i));
      assert.equal(new Set(rows).size, rows.length);
    }
  });

  it('passes on why a strip could not be read', async () => {
    const made = madeImage({ width: 4, height: 50 }, () => 0);
    const broken = { ...made, read: () => Promise.reject(new Error('gone')) };
    const reader = new StripReader(broken, 0, [run(0, 2), run(10, 12)]);
    await assert.rejects(reader.values(0, 2, new Float64Array(8)), { message: 'gone' });
  });
});
