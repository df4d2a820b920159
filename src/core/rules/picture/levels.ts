/**
 * Physical values as codes of 16 bits and back, so that every picture is shown by tables of 65,536 entries.
 * Whole numbers of 8 and 16 bits have a code each. For others, whose sky may fill a millionth of their range,
 * codes lie closest at the sky and further and further apart away from it, as asinh does.
 */
import type { SampleType } from '../../formats/pixels/pixelImage';
import { bentEncoder } from './bentCodes';
import { SIGMA_OF_MAD } from './noise';
import type { Encoding } from './physical';
import type { PlaneStatistics } from './planeStatistics';

export const CODES = 65_536;

export interface Levels {
  /** The physical value of code 0, and of code 65,535. */
  readonly low: number;
  readonly high: number;
  /** Where codes lie closest, and how far from it they begin to part; null where all are as far apart. */
  readonly closest: { readonly centre: number; readonly softness: number } | null;
}

/** Where a whole picture begins and ends in physical values, for stretches that take it as 0 to 1. */
export interface FullScale {
  readonly low: number;
  readonly high: number;
}

const WHOLE: Readonly<Partial<Record<SampleType, readonly [least: number, most: number]>>> = {
  u8: [0, 255],
  i16: [-32_768, 32_767],
  u16: [0, 65_535],
};

/** So far apart may limits be that their difference is still a number. */
const LARGEST = 8e307;

/** 0 where there are no pixels. */
const known = (value: number | bigint | null): number =>
  Math.min(LARGEST, Math.max(-LARGEST, Number(value ?? 0)));

/** The levels of whole numbers of 8 and 16 bits, whatever the pixels are; null where they depend on these. */
export function wholeLevels(sample: SampleType, { scale, zero }: Encoding): Levels | null {
  const ends = WHOLE[sample];
  if (!ends || scale === 0) return null;
  const [low = 0, high = 0] = ends.map((end) => zero + scale * end).sort((a, b) => a - b);
  return { low, high, closest: null };
}

/** The levels of a picture with these channels: `{ low: 0, high: 65535, closest: null }` for 16 bits. */
export function levelsOf(
  sample: SampleType,
  encoding: Encoding,
  channels: readonly PlaneStatistics[],
): Levels {
  const whole = wholeLevels(sample, encoding);
  if (whole !== null) return whole;
  const low = Math.min(...channels.map(({ min }) => known(min)));
  const high = Math.max(...channels.map(({ max }) => known(max)));
  if (low === high) return { low, high: low + Math.max(1, Math.abs(low)), closest: null };
  const centre = channels.reduce((sum, { median }) => sum + known(median) / channels.length, 0);
  const noise = Math.min(...channels.map(({ mad }) => SIGMA_OF_MAD * known(mad)).filter((mad) => mad > 0));
  // Without noise, a thousandth of the range is close enough. Doubles can hold more than 65,536 codes can.
  const softness = Math.max(Number.isFinite(noise) ? noise : (high - low) / 1000, (high - low) * 1e-30);
  return { low, high, closest: { centre, softness } };
}

/**
 * The full scale of a picture: that of its numbers where it has one (0 to 255, 0 to 65,535, 0 to 1), else
 * from its sky, less 20 σ, to its brightest pixel.
 */
export function fullScaleOf(
  sample: SampleType,
  encoding: Encoding,
  channels: readonly PlaneStatistics[],
): FullScale {
  const { low, high } = levelsOf(sample, encoding, channels);
  const least = Math.min(...channels.map(({ min }) => known(min)));
  const most = Math.max(...channels.map(({ max }) => known(max)));
  if (sample === 'u8' || sample === 'u16') return { low, high };
  const isPlain = encoding.scale === 1 && encoding.zero === 0;
  if (sample === 'i16' && isPlain && least >= 0) return { low: 0, high };
  const isFloat = sample === 'f32' || sample === 'f64';
  const middles = channels.map(({ median }) => known(median));
  // Calibrated floats have a few pixels below 0.
  if (isFloat && least >= -1 && most <= 1 && middles.every((median) => median >= 0))
    return { low: 0, high: 1 };
  const sky = Math.min(
    ...channels.map(({ min, median, mad }) =>
      known(mad) > 0 ? Math.max(known(min), known(median) - 20 * SIGMA_OF_MAD * known(mad)) : known(min),
    ),
  );
  return sky < most ? { low: sky, high: most } : { low: sky, high: sky + 1 };
}

/** Returns the function from physical values to codes: 0 for NaN and for what lies below. */
export function coding({ low, high, closest }: Levels): (value: number) => number {
  const [from, to] = closest ? ([low, high].map(bend(closest)) as [number, number]) : [low, high];
  const perUnit = (CODES - 1) / (to - from);
  const code = (place: number) =>
    place > from ? Math.min(CODES - 1, Math.round((place - from) * perUnit)) : 0;
  if (!closest) return code;
  const bent = bend(closest);
  return (value) => code(bent(value));
}

/** Writes the codes of values, as `coding` has them, to `codes` from place `at` on. */
export type Encoder = (values: Float32Array | Float64Array, codes: Uint16Array, at: number) => void;

/** Returns the function that encodes many values at once, far faster than one by one. */
export function encoder(levels: Levels): Encoder {
  const { low, high, closest } = levels;
  if (closest) {
    const from = bend(closest)(low);
    const perUnit = (CODES - 1) / (bend(closest)(high) - from);
    return bentEncoder({ ...closest, from, perUnit, mostCode: CODES - 1 }, coding(levels));
  }
  const perUnit = (CODES - 1) / (high - low);
  return (values, codes, at) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      const code = value > low ? Math.round((value - low) * perUnit) : 0;
      codes[at + i] = code < CODES ? code : CODES - 1;
    }
  };
}

/** Returns the function from codes, also fractions of one, to physical values. */
export function decoding({ low, high, closest }: Levels): (code: number) => number {
  if (!closest) return (code) => low + (high - low) * (code / (CODES - 1));
  const { centre, softness } = closest;
  const from = bend(closest)(low);
  const to = bend(closest)(high);
  return (code) => centre + softness * Math.sinh(from + ((to - from) * code) / (CODES - 1));
}

/** The physical value of every code. */
export function valuesOfCodes(levels: Levels): Float64Array {
  const value = decoding(levels);
  const values = new Float64Array(CODES);
  for (let code = 0; code < CODES; code++) values[code] = value(code);
  return values;
}

const bend =
  ({ centre, softness }: { readonly centre: number; readonly softness: number }) =>
  (value: number): number =>
    Math.asinh((value - centre) / softness);
