/** The points of a stretch: they keep their order, and the midtones move with the ends. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Levels } from '../../../../../src/core/rules/picture/levels';
import {
  asinhTransfer,
  autoTransfer,
  brightness,
  linearTransfer,
} from '../../../../../src/core/rules/picture/transfer';
import {
  HANDLES,
  movedAlike,
  moveHandle,
  pointsOf,
  transferOf,
  valueAt,
} from '../../../../../src/webview/client/picture/points';

const whole: Levels = { low: 0, high: 65_535, closest: null };
const bent: Levels = { low: -0.01, high: 1, closest: { centre: 0.002, softness: 0.0004 } };
const points = { black: 0.1, middle: 0.2, white: 0.9 };
const near = (is: number, wanted: number, within = 1e-9) =>
  assert.ok(Math.abs(is - wanted) <= within, `${is}, not ${wanted}`);

describe('the points of a stretch', () => {
  it('are black, white, and what becomes half as bright', () => {
    const scale = { low: 0, high: 65_535 };
    for (const transfer of [
      autoTransfer([{ median: 1136, mad: 167 }], scale),
      linearTransfer(900, 1500),
      asinhTransfer({ median: 1136, mad: 167 }, scale, 60_000),
    ]) {
      const { black, middle, white } = pointsOf(transfer, whole);
      near(black * 65_535, transfer.black, 0.5);
      near(white * 65_535, transfer.white, 0.5);
      near(brightness(transfer, middle * 65_535), 0.5, 0.01);
    }
  });

  for (const levels of [whole, bent]) {
    it(`give back the curve that they were taken from, where codes ${levels.closest ? 'are bent' : 'are even'}`, () => {
      const value = (place: number) => valueAt(place, levels);
      const transfer = { curve: 'midtones' as const, black: value(0.2), white: value(0.8), bend: 0.125 };
      const again = transferOf(pointsOf(transfer, levels), levels);
      near(again.black, transfer.black, (value(0.2001) - value(0.2)) / 2);
      near(again.bend, 0.125, 0.001);
    });
  }

  it('take the midtones along when an end moves', () => {
    const { black, middle, white } = moveHandle(points, 'black', 0.5);
    assert.deepEqual([black, white], [0.5, 0.9]);
    near(middle, 0.55);
  });

  it('leave the ends where they are when the midtones move', () => {
    assert.deepEqual(moveHandle(points, 'middle', 0.4), { ...points, middle: 0.4 });
    assert.deepEqual(moveHandle(points, 'middle', 2), { ...points, middle: 0.9 });
  });

  it('never pass another, and never leave the range', () => {
    const place = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...HANDLES), place, (handle, to) => {
        const moved = moveHandle(points, handle, to);
        for (const each of [moved, movedAlike({ black: 0.3, middle: 0.35, white: 1 }, points, moved)]) {
          assert.ok(each.black < each.white && each.black <= each.middle && each.middle <= each.white);
          assert.ok(each.black >= 0 && each.white <= 1);
        }
      }),
    );
  });

  it('move alike in all channels', () => {
    const other = movedAlike(
      { black: 0.2, middle: 0.3, white: 0.9 },
      points,
      moveHandle(points, 'middle', 0.25),
    );
    near(other.black, 0.2);
    near(other.middle, 0.35);
    near(other.white, 0.9);
  });
});
