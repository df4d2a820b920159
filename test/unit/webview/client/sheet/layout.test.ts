import assert from 'node:assert/strict';
import {
  CELL,
  inView,
  layoutOf,
  placeOf,
  scrollFor,
  stepTo,
} from '../../../../../src/webview/client/sheet/layout';

const { width, height } = CELL;

describe('the layout of a contact sheet', () => {
  it('has as many columns as fit, in the middle, and at least one', () => {
    const layout = layoutOf(11, 4 * width + 20);
    assert.deepEqual(layout, { count: 11, columns: 4, rows: 3, height: 3 * height, left: 10 });
    assert.deepEqual(placeOf(6, layout), { x: 10 + 2 * width, y: height });
    assert.deepEqual([layoutOf(3, 50).columns, layoutOf(3, 50).left, layoutOf(3, 50).rows], [1, 0, 3]);
    assert.equal(layoutOf(0, 1000).height, 0);
  });

  it('shows what is in view, in part too, and no more', () => {
    const layout = layoutOf(10_000, 5 * width);
    assert.deepEqual(inView(layout, 0, 2 * height), { from: 0, to: 10 });
    assert.deepEqual(inView(layout, 1, 2 * height), { from: 0, to: 15 });
    assert.deepEqual(inView(layout, 100 * height, 2 * height, 1), { from: 495, to: 515 });
    assert.deepEqual(inView(layout, layout.height, 2 * height), { from: 10_000, to: 10_000 });
    assert.deepEqual(inView(layoutOf(7, 5 * width), 0, 9 * height), { from: 0, to: 7 });
  });

  it('scrolls as little as it takes', () => {
    const layout = layoutOf(100, 5 * width);
    assert.equal(scrollFor(12, layout, 0, 3 * height), 0);
    assert.equal(scrollFor(15, layout, 0, 3 * height), height);
    assert.equal(scrollFor(12, layout, 5 * height, 3 * height), 2 * height);
  });
});

describe('the keys of a contact sheet', () => {
  const layout = layoutOf(23, 5 * width);
  const to = (key: string, from: number) => stepTo(key, from, layout, 3 * height);

  it('lead to the neighbours, over the ends of rows', () => {
    assert.deepEqual(
      [to('ArrowRight', 4), to('ArrowLeft', 5), to('ArrowRight', 22), to('ArrowLeft', 0)],
      [5, 4, 22, 0],
    );
    assert.deepEqual([to('ArrowDown', 3), to('ArrowUp', 8)], [8, 3]);
  });

  it('stay at the first and last row, and reach a short last one from above', () => {
    assert.deepEqual([to('ArrowUp', 3), to('ArrowDown', 21), to('ArrowDown', 19)], [3, 21, 22]);
  });

  it('lead by pages, to the beginning and the end', () => {
    assert.deepEqual(
      [to('PageDown', 2), to('PageDown', 20), to('PageUp', 20), to('PageUp', 4)],
      [17, 22, 5, 0],
    );
    assert.deepEqual([to('Home', 7), to('End', 7), to('a', 7)], [0, 22, undefined]);
    assert.equal(stepTo('End', 0, layoutOf(0, 1000), 500), undefined);
  });
});
