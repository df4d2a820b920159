/**
 * Floats that were quantised to whole numbers, with or without a random part of a step subtracted (FITS 4.0
 * §10.2, random sequence in its Appendix I).
 */

/** ZQUANTIZ; NO_DITHER where the keyword is missing. */
export type DitherMethod = 'NO_DITHER' | 'SUBTRACTIVE_DITHER_1' | 'SUBTRACTIVE_DITHER_2';

export interface Quantisation {
  /** ZSCALE of the tile. */
  readonly scale: number;
  /** ZZERO of the tile. */
  readonly zero: number;
  /** ZBLANK, the whole number that stands for NaN: -2147483647 as cfitsio writes it. Null where there is none. */
  readonly blank: number | null;
  readonly method: DitherMethod;
  /** Row of the table, from 0. */
  readonly tile: number;
  /** ZDITHER0, 1 to 10000; only used with a dither. */
  readonly seed: number;
}

/** Stands for exactly 0.0 with SUBTRACTIVE_DITHER_2 (FITS 4.0 §10.2.2). */
export const ZERO_VALUE = -2147483646;

const COUNT = 10_000;
/** The span of the places at which a tile starts in the sequence. */
const START = 500;

let sequence: Float32Array | undefined;

/**
 * The 10,000 numbers from 0 to 1 of the standard, as floats of 32 bits, as all programs keep them: the
 * generator of Park and Miller, from 1.
 */
export function ditherSequence(): Float32Array {
  if (sequence !== undefined) return sequence;
  const multiplier = 16_807;
  const modulus = 2_147_483_647;
  const numbers = new Float32Array(COUNT);
  let seed = 1;
  // 16807 times 2^31 is far below 2^53: exact.
  for (let i = 0; i < COUNT; i++) {
    seed = (multiplier * seed) % modulus;
    numbers[i] = seed / modulus;
  }
  return (sequence = numbers);
}

/** Turns the whole numbers of a tile into floats: `dequantise(numbers, new Float32Array(n), quantisation)`. */
export function dequantise(
  numbers: ArrayLike<number>,
  into: Float32Array | Float64Array,
  { scale, zero, blank, method, tile, seed }: Quantisation,
): void {
  const count = into.length;
  if (method === 'NO_DITHER') {
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0;
      into[i] = number === blank ? NaN : number * scale + zero;
    }
    return;
  }
  const random = ditherSequence();
  const zeros = method === 'SUBTRACTIVE_DITHER_2' ? ZERO_VALUE : null;
  let start = (((tile + seed - 1) % COUNT) + COUNT) % COUNT;
  let next = Math.trunc((random[start] ?? 0) * START);
  for (let i = 0; i < count; i++) {
    const number = numbers[i] ?? 0;
    if (number === blank) into[i] = NaN;
    else if (number === zeros) into[i] = 0;
    else into[i] = (number - (random[next] ?? 0) + 0.5) * scale + zero;
    // Missing pixels use up a random number, too.
    if (++next < COUNT) continue;
    start = (start + 1) % COUNT;
    next = Math.trunc((random[start] ?? 0) * START);
  }
}
