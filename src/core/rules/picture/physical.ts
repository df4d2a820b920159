/** From stored samples to physical values: BZERO + BSCALE × stored (FITS 4.0 §4.4.2.5), missing ones apart. */
import type { PixelImage, Samples } from '../../formats/pixels/pixelImage';

/** How samples are to be understood: what a `PixelImage` says of itself. */
export type Encoding = Pick<PixelImage, 'scale' | 'zero' | 'blank'>;

/** Samples that are the physical values already. */
export const PLAIN: Encoding = { scale: 1, zero: 0, blank: null };

/** Samples of 64 bits, which a number does not hold exactly. */
export const isWide = (samples: Samples): samples is BigInt64Array | BigUint64Array =>
  samples instanceof BigInt64Array || samples instanceof BigUint64Array;

/** Whether physical values are whole numbers wherever samples are: no BSCALE, and a whole BZERO. */
export const keepsWhole = ({ scale, zero }: Encoding): boolean => scale === 1 && Number.isInteger(zero);

/** A whole number as a number where that is exact, beyond 2^53 as it is: `7`, `9007199254740993n`. */
export function exact(value: bigint): number | bigint {
  const isSafe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
  return isSafe ? Number(value) : value;
}

/**
 * The physical value of one sample, exact for whole numbers; null for NaN, infinities and BLANK.
 * @example physicalValue(-203, { scale: 0.1, zero: 5, blank: -1 }) // -15.3
 */
export function physicalValue(sample: number | bigint, encoding: Encoding): number | bigint | null {
  const { scale, zero, blank } = encoding;
  if (typeof sample === 'bigint') {
    if (blank !== null && sample === BigInt(blank)) return null;
    return keepsWhole(encoding) ? exact(sample + BigInt(zero)) : finite(zero + scale * Number(sample));
  }
  return sample === blank ? null : finite(zero + scale * sample);
}

/** Never a negative zero. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value + 0 : null);

/**
 * The physical values of samples as numbers, NaN for missing ones, written to the beginning of `into`.
 * @param into At least as long as `samples`.
 */
export function physicalValues(samples: Samples, encoding: Encoding, into: Float64Array): void {
  const { scale, zero, blank } = encoding;
  if (isWide(samples)) {
    const missing = blank === null ? null : BigInt(blank);
    const offset = keepsWhole(encoding) ? BigInt(zero) : null;
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i] ?? 0n;
      if (sample === missing) into[i] = NaN;
      else into[i] = offset === null ? zero + scale * Number(sample) : Number(sample + offset);
    }
    return;
  }
  if (scale === 1 && zero === 0 && blank === null) {
    // Copied by the machine, several times as fast.
    into.set(samples);
    if (samples instanceof Float32Array || samples instanceof Float64Array)
      dropInfinities(into, samples.length);
    return;
  }
  const missing = blank === null ? NaN : Number(blank);
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0;
    const value = zero + scale * sample;
    // Infinities less themselves are NaN.
    into[i] = sample === missing ? NaN : value - value + value;
  }
}

function dropInfinities(values: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) {
    const value = values[i] ?? 0;
    if (value - value !== 0) values[i] = NaN;
  }
}
