/**
 * Many values as codes that are bent by asinh, several times as fast as one by one: asinh is taken as straight
 * between numbers of 8 binary digits, and computed where that could round to another code.
 */
import type { Encoder } from './levels';

/** Bits of a single-precision number below its sign, its exponent and 8 digits. */
const BELOW = 15;
const CELLS = 2 ** (32 - BELOW);
/**
 * How far a code is off at the most where there is a code for each unit of asinh: (1/256)²/8, since the second
 * derivative of asinh is below 1/x².
 */
const MOST_OFF = 2e-6;
/** What sums in double precision are off by, and more. */
const ROUNDING = 1e-6;

export interface Bend {
  readonly centre: number;
  readonly softness: number;
  /** The asinh of code 0. */
  readonly from: number;
  /** Codes for one unit of asinh. */
  readonly perUnit: number;
  readonly mostCode: number;
}

/** @param code Returns the code of a value. */
export function bentEncoder(bend: Bend, code: (value: number) => number): Encoder {
  const { centre, softness, from, perUnit, mostCode } = bend;
  const certain = 0.5 - MOST_OFF * perUnit - ROUNDING;
  const intercepts = new Float64Array(CELLS);
  const slopes = new Float64Array(CELLS).fill(NaN);
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  const numberAt = (cell: number) => {
    bits[0] = cell << BELOW;
    return float[0] ?? NaN;
  };
  const draw = (cell: number): number => {
    const left = numberAt(cell);
    const right = numberAt(cell + 1);
    const first = (Math.asinh(left) - from) * perUnit;
    const slope = ((Math.asinh(right) - from) * perUnit - first) / (right - left);
    intercepts[cell] = first - slope * left;
    return (slopes[cell] = slope);
  };
  return (values, codes, at) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      const x = (value - centre) / softness;
      float[0] = x;
      const cell = (bits[0] ?? 0) >>> BELOW;
      let slope = slopes[cell] ?? NaN;
      if (slope !== slope) slope = draw(cell);
      const place = (intercepts[cell] ?? NaN) + slope * x;
      const rounded = Math.round(place);
      // Never true for what is no number, or too large for the table.
      if (Math.abs(place - rounded) < certain)
        codes[at + i] = rounded < 0 ? 0 : rounded > mostCode ? mostCode : rounded;
      else codes[at + i] = code(value);
    }
  };
}
