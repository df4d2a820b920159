/** Numbers as decimals, for people and for names: never with an exponent. */

/**
 * Seconds; shorter exposures (flats and planets on CMOS cameras, from 32 µs) keep every digit that they have.
 */
const SHORT_EXPOSURE = 0.001;

/** At most `decimals` places, no trailing zeros: `0.000032`, `2.5`, `-10`, never `3.2e-5` or `-0`. */
export function decimalText(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  const short = text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}

/**
 * How many decimals of a time in seconds count: `usual` ones, below a millisecond nine, to the nanosecond.
 */
export function exposureDecimals(seconds: number, usual: number): number {
  return seconds !== 0 && Math.abs(seconds) < SHORT_EXPOSURE ? 9 : usual;
}
