/** The three points of a stretch, as places among the codes of a picture, and what becomes of them when one moves. Pure. */
import { CODES, coding, decoding, type Levels } from '../../../core/rules/picture/levels';
import type { Transfer } from '../../../core/rules/picture/transfer';

/** Three places of the picture's range of codes, 0 to 1. */
export interface Points {
  readonly black: number;
  readonly middle: number;
  readonly white: number;
}

export type Handle = keyof Points;
export const HANDLES: readonly Handle[] = ['black', 'middle', 'white'];

/** Black and white are at least one code apart. */
const LEAST = 1 / (CODES - 1);
/** The midtones balance of a curve is never quite a step. */
const SHARPEST = 1e-6;

/** Where a transfer function has its points: `{ black: 0.0153, middle: 0.0226, white: 1 }` for a raw frame. */
export function pointsOf({ curve, black, white, bend }: Transfer, levels: Levels): Points {
  const code = coding(levels);
  const place = (value: number) => code(value) / (CODES - 1);
  return {
    black: place(black),
    middle: place(black + halfOf(curve, bend) * (white - black)),
    white: place(white),
  };
}

/** Which part of the way from black to white is shown as half as bright as white. */
function halfOf(curve: Transfer['curve'], bend: number): number {
  if (curve === 'midtones') return bend;
  return curve === 'linear' ? 0.5 : Math.sinh(Math.asinh(bend) / 2) / bend;
}

/** The curve through three points. */
export function transferOf({ black, middle, white }: Points, levels: Levels): Transfer {
  const [low, half, high] = [black, middle, white].map((place) => valueAt(place, levels)) as [
    number,
    number,
    number,
  ];
  const bend = high > low ? (half - low) / (high - low) : 0.5;
  return {
    curve: 'midtones',
    black: low,
    white: high,
    bend: Math.min(Math.max(bend, SHARPEST), 1 - SHARPEST),
  };
}

/** The physical value at a place: 1136 at 0.01733. */
export function valueAt(place: number, levels: Levels): number {
  return decoding(levels)(Math.min(Math.max(place, 0), 1) * (CODES - 1));
}

/** The points after one was moved: they keep their order, and the midtones move with black and white. */
export function moveHandle(points: Points, handle: Handle, to: number): Points {
  const { black, middle, white } = points;
  if (handle === 'middle') return { ...points, middle: Math.min(Math.max(to, black), white) };
  const share = white > black ? (middle - black) / (white - black) : 0.5;
  const next =
    handle === 'black'
      ? { black: Math.max(Math.min(to, white - LEAST), 0), white }
      : { black, white: Math.min(Math.max(to, black + LEAST), 1) };
  return { ...next, middle: next.black + share * (next.white - next.black) };
}

/** The points of another channel, moved as far as those of the first: the colours keep their balance. */
export function movedAlike(points: Points, from: Points, to: Points): Points {
  const black = Math.min(Math.max(points.black + to.black - from.black, 0), 1 - LEAST);
  const white = Math.min(Math.max(points.white + to.white - from.white, black + LEAST), 1);
  const middle = points.middle + to.middle - from.middle;
  return { black, middle: Math.min(Math.max(middle, black), white), white };
}
