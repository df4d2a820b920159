/**
 * The part of all codes that a histogram shows. Raw frames fill a hundredth of their range, so it reaches over the
 * pixels that are there, and over the points that lie near them. Pure.
 */
import { CODES } from '../../../core/rules/picture/levels';
import type { Points } from './points';

export interface Axis {
  /** Places among the codes, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

export const WHOLE: Axis = { from: 0, to: 1 };

/** Of all pixels, the brightest part is left out: few bright stars would make the axis long. */
const BRIGHTEST = 0.001;
/** So many times as far from the middle as 96 % of all pixels are from one another, stars say nothing of the picture. */
const FAR = 4;
/** Room on each side, in parts of what is shown. */
const MARGIN = 0.06;
/** The least that is shown: 64 codes. */
const LEAST = 64 / CODES;
/** Columns that are drawn, at the most. */
const COLUMNS = 256;

/** How often each code is there. */
export function countCodes(codes: Uint16Array): Uint32Array {
  const counts = new Uint32Array(CODES);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/**
 * The axis for these counts, one for each channel. White is out of it where it lies far off, as it does for a stretch
 * that reaches to the end of all numbers: its handle then stands at the edge.
 */
export function axisOf(channels: readonly Uint32Array[], points: Points): Axis {
  const ends = channels.map(endsOf).filter((each) => each !== null);
  let from = Math.min(...ends.map(([first]) => first), points.black);
  let to = Math.max(...ends.map(([, last]) => last), points.black, points.middle);
  if (points.white - from < 2 * (to - from)) to = Math.max(to, points.white);
  const room = Math.max(MARGIN * (to - from), (LEAST - (to - from)) / 2);
  [from, to] = [from - room, to + room];
  if (from < 0) [from, to] = [0, Math.max(to, LEAST)];
  if (to > 1) [from, to] = [Math.min(from, 1 - LEAST), 1];
  return { from, to };
}

/**
 * The first place and the last one that count: those of all pixels but few bright stars, and not too far from where
 * most of them are. Black and white clipped ones count only where there are no others.
 */
function endsOf(counts: Uint32Array): readonly [first: number, last: number] | null {
  const inner = counts.subarray(1, CODES - 1);
  const codes = quantiles(inner)?.map((code) => code + 1) ?? quantiles(counts);
  if (!codes) return null;
  const [first = 0, low = 0, middle = 0, high = 0, last = 0] = codes;
  const far = FAR * Math.max(high - low, 1);
  return [Math.max(first, middle - far) / (CODES - 1), Math.min(last, middle + far) / (CODES - 1)];
}

/** The codes below which these parts of all counts lie; null where there are none. */
function quantiles(counts: Uint32Array): readonly number[] | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let code = -1;
  let below = 0;
  return [0, 0.02, 0.5, 0.98, 1 - BRIGHTEST].map((part) => {
    while (below <= part * total && code < counts.length - 1) below += counts[++code] ?? 0;
    return code;
  });
}

export interface Columns {
  readonly counts: readonly number[];
  /** How wide each of them is, in parts of the axis; the last one may reach beyond its end. */
  readonly width: number;
}

/**
 * The counts in columns of equally many codes. Cameras of 12 and 14 bits write every 16th or 4th number: all columns hold
 * as many of those that are written, so that the curve is no comb.
 */
export function columnsOf(counts: Uint32Array, { from, to }: Axis): Columns {
  const first = Math.floor(from * (CODES - 1));
  const last = Math.ceil(to * (CODES - 1));
  const step = stepOf(counts);
  const range = last - first + 1;
  const codes = step * Math.max(1, Math.ceil(range / (COLUMNS * step)));
  const columns = new Array<number>(Math.ceil(range / codes)).fill(0);
  for (let code = first; code <= last; code++) {
    const column = Math.floor((code - first) / codes);
    columns[column] = (columns[column] ?? 0) + (counts[code] ?? 0);
  }
  return { counts: columns, width: codes / range };
}

/** The distance that all codes have in common: 4 for 14 bits, 257 for 8, else 1. */
function stepOf(counts: Uint32Array): number {
  let step = 0;
  let before = -1;
  for (let code = 1; code < CODES - 1 && step !== 1; code++) {
    if (counts[code] === 0) continue;
    if (before >= 0) step = commonDivisor(step, code - before);
    before = code;
  }
  return Math.max(step, 1);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** Where a place is drawn, 0 to 1 of the width; outside of the axis at its edges. */
export function shareOf(place: number, { from, to }: Axis): number {
  return Math.min(Math.max((place - from) / (to - from), 0), 1);
}

export function placeAt(share: number, { from, to }: Axis): number {
  return from + share * (to - from);
}

/**
 * Handles that never hide one another: places of their middles in pixels, in the same order and at least `gap` apart,
 * as near as that allows to where they belong.
 */
export function apart(wanted: readonly number[], width: number, gap: number): number[] {
  const places = wanted.map((each) => Math.min(Math.max(each, 0), width));
  for (let i = 1; i < places.length; i++) places[i] = Math.max(places[i] ?? 0, (places[i - 1] ?? 0) + gap);
  let most = width;
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i] ?? 0, most);
    most = (places[i] ?? 0) - gap;
  }
  return places;
}
