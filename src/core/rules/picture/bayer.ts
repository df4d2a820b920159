/**
 * Colour filter arrays, in one place for all who show or measure pixels: which colour a stored pixel has, and
 * how a picture in colour is made of them.
 */
import type { PixelFile, PixelImage } from '../../formats/pixels/pixelImage';
import { FIELD_KEYWORDS } from '../cards/fieldKeywords';
import { numberOf } from '../cards/numbers';
import { orientationOf } from './orientation';

/** Red, green, blue. */
export type Colour = 0 | 1 | 2;

/** The colours of the four pixels at (0, 0), (1, 0), (0, 1) and (1, 1), as they are stored. */
export type Mosaic = readonly [Colour, Colour, Colour, Colour];

const LETTERS = 'RGB';

/**
 * The colours of an image behind a Bayer matrix; null for others, also for X-Trans, which is shown in grey.
 * The pattern begins at the pixel stored first, moved by XBAYROFF and YBAYROFF. Where ROWORDER says
 * `BOTTOM-UP`, it is written as the picture is seen, from the top, and so from the row stored last: Siril
 * reads it so.
 */
export function mosaicOf(
  format: PixelFile['format'],
  image: Pick<PixelImage, 'bayer' | 'planes' | 'height' | 'keyword'>,
): Mosaic | null {
  const letters = image.bayer?.trim().toUpperCase() ?? '';
  if (image.planes !== 1 || !/^[RGB]{4}$/.test(letters) || [...LETTERS].some((c) => !letters.includes(c)))
    return null;
  const { firstRow, from } = orientationOf(format, image);
  const startX = offset(image, FIELD_KEYWORDS.bayerOffsetX);
  const startY = offset(image, FIELD_KEYWORDS.bayerOffsetY);
  const isUpsideDown = from === 'ROWORDER' && firstRow === 'bottom';
  const colour = (x: number, y: number): Colour => {
    const row = isUpsideDown ? image.height - 1 - y : y;
    const letter = letters[((x + startX) & 1) + 2 * ((row + startY) & 1)] ?? 'G';
    return LETTERS.indexOf(letter) as Colour;
  };
  return [colour(0, 0), colour(1, 0), colour(0, 1), colour(1, 1)];
}

function offset({ keyword }: Pick<PixelImage, 'keyword'>, keywords: readonly string[]): number {
  for (const name of keywords) {
    const value = keyword(name);
    const number = typeof value === 'boolean' || value === null ? null : numberOf(value);
    if (number !== null && Math.abs(number) <= 1_000_000) return Math.round(number);
  }
  return 0;
}

/** `RGGB`: the pattern that begins at the pixel stored first. */
export const patternOf = (mosaic: Mosaic): string => mosaic.map((colour) => LETTERS[colour]).join('');

/** Rows of red, green and blue. */
export type ColourRows = readonly [Float64Array, Float64Array, Float64Array];

export const colourRows = (width: number): ColourRows => [
  new Float64Array(width),
  new Float64Array(width),
  new Float64Array(width),
];

/**
 * Makes one pixel in colour of every two by two, from two rows of which the upper one has an even number.
 * NaN are passed over; a colour that has no pixel left is NaN.
 * @param into Half as wide, rounded down.
 */
export function superpixels(mosaic: Mosaic, even: Float64Array, odd: Float64Array, into: ColourRows): void {
  for (const colour of [0, 1, 2] as const) {
    const sites = mosaic.flatMap((at, site) => (at === colour ? [site] : []));
    const [one = 0, other] = sites;
    const first = one < 2 ? even : odd;
    if (other === undefined) everyOther(first, one & 1, into[colour]);
    else meansOfTwo(first, one & 1, other < 2 ? even : odd, other & 1, into[colour]);
  }
}

function everyOther(from: Float64Array, start: number, into: Float64Array): void {
  for (let x = 0, at = start; x < into.length; x++, at += 2) into[x] = from[at] ?? NaN;
}

function meansOfTwo(
  first: Float64Array,
  firstStart: number,
  second: Float64Array,
  secondStart: number,
  into: Float64Array,
): void {
  for (let x = 0, at = 0; x < into.length; x++, at += 2) {
    const a = first[at + firstStart] ?? NaN;
    const b = second[at + secondStart] ?? NaN;
    into[x] = a !== a ? b : b !== b ? a : (a + b) / 2;
  }
}

/**
 * One row in colour at full size (bilinear): a colour that a pixel does not have is the mean of those of its
 * eight neighbours that have it.
 * @param rows The row above, the row itself and the one below, as stored; null outside the image.
 * @param y The number of the row.
 */
export function bilinear(
  mosaic: Mosaic,
  rows: readonly [Float64Array | null, Float64Array, Float64Array | null],
  y: number,
  into: ColourRows,
): void {
  const width = into[0].length;
  const colourAt = (x: number, row: number): Colour => mosaic[((x & 1) + 2 * (row & 1)) as 0 | 1 | 2 | 3];
  for (const colour of [0, 1, 2] as const) {
    const row = into[colour];
    for (const parity of [0, 1]) {
      const isOwn = colourAt(parity, y) === colour;
      const around = isOwn ? [] : neighbours((dx, dy) => colourAt(parity + dx + 2, y + dy + 2) === colour);
      for (let x = parity; x < width; x += 2) row[x] = isOwn ? (rows[1][x] ?? NaN) : mean(rows, x, around);
    }
  }
}

type Step = readonly [dx: number, dy: number];

function neighbours(has: (dx: number, dy: number) => boolean): readonly Step[] {
  return [-1, 0, 1].flatMap((dy) => [-1, 0, 1].flatMap((dx) => (has(dx, dy) ? [[dx, dy] as const] : [])));
}

function mean(rows: readonly (Float64Array | null)[], x: number, around: readonly Step[]): number {
  let sum = 0;
  let n = 0;
  for (const [dx, dy] of around) {
    const value = rows[dy + 1]?.[x + dx] ?? NaN;
    if (value !== value) continue;
    sum += value;
    n++;
  }
  return n > 0 ? sum / n : NaN;
}
