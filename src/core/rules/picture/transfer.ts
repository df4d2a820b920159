/**
 * Transfer functions: from a physical value to brightness, 0 for black to 1 for white. The automatic one is
 * the screen transfer function of PixInsight, as published scripts and Siril compute it: shadows are clipped
 * at 2.8 σ below the median, and the median becomes a quarter.
 */
import type { FullScale } from './levels';
import { SIGMA_OF_MAD } from './noise';

export interface Transfer {
  readonly curve: 'linear' | 'midtones' | 'asinh';
  /** The physical values that become black and white. */
  readonly black: number;
  readonly white: number;
  /**
   * Midtones balance: the value, 0 for black to 1 for white, that becomes 0.5. Of asinh: how much of the
   * range is bent, 1000 for a strong stretch. Not used where the curve is linear.
   */
  readonly bend: number;
}

/** Of a channel, in physical values. */
export interface Sky {
  readonly median: number;
  readonly mad: number;
}

const SHADOWS = -2.8;
const TARGET = 0.25;
/** Where the noise cannot be measured, in units of the full scale; as Siril does. */
const UNKNOWN_NOISE = 0.001;

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** The midtones transfer function: 0 → 0, `midtones` → 0.5, 1 → 1. */
export function midtonesTransfer(midtones: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return ((midtones - 1) * x) / ((2 * midtones - 1) * x - midtones);
}

/** Median and σ as parts of the full scale. */
function normalised({ median, mad }: Sky, { low, high }: FullScale) {
  const range = high - low;
  return { middle: (median - low) / range, sigma: mad > 0 ? (SIGMA_OF_MAD * mad) / range : UNKNOWN_NOISE };
}

/** Clipping point and midtones balance of one channel or of several together; all of 0 to 1. */
export interface AutoStretch {
  readonly shadows: number;
  readonly highlights: number;
  readonly midtones: number;
}

/**
 * The screen transfer function of channels that are shown alike, or of one alone: clipping points and medians
 * are averaged. Mostly bright pictures (medians above 0.5) are clipped at the other end.
 * @example autoStretch([{ median: 1136, mad: 167 }], { low: 0, high: 65535 }) // shadows 0.0067557, midtones 0.0310781
 */
export function autoStretch(channels: readonly Sky[], scale: FullScale): AutoStretch {
  const skies = channels.map((sky) => normalised(sky, scale));
  const average = (part: (sky: (typeof skies)[number]) => number) =>
    skies.reduce((sum, sky) => sum + part(sky), 0) / skies.length;
  const median = average(({ middle }) => middle);
  if (skies.every(({ middle }) => middle > 0.5)) {
    const highlights = average(({ middle, sigma }) => clamp(middle - SHADOWS * sigma));
    return { shadows: 0, highlights, midtones: 1 - balance(highlights - median) };
  }
  const shadows = average(({ middle, sigma }) => clamp(middle + SHADOWS * sigma));
  return { shadows, highlights: 1, midtones: balance(median - shadows) };
}

/** A sky that is black already has no balance that would make it a quarter: it is shown as it is. */
function balance(distance: number): number {
  return distance > 0 ? midtonesTransfer(TARGET, distance) : 0.5;
}

/** The screen transfer function in physical values. */
export function autoTransfer(channels: readonly Sky[], scale: FullScale): Transfer {
  const { shadows, highlights, midtones } = autoStretch(channels, scale);
  const physical = (part: number) => scale.low + part * (scale.high - scale.low);
  return { curve: 'midtones', black: physical(shadows), white: physical(highlights), bend: midtones };
}

/** A line from black to white. Equal limits make a step: what lies above is white. */
export const linearTransfer = (black: number, white: number): Transfer => ({
  curve: 'linear',
  black,
  white,
  bend: 0,
});

/** Asinh from 2.8 σ below the median to `white`, bent so far that the median becomes a quarter. */
export function asinhTransfer({ median, mad }: Sky, scale: FullScale, white: number): Transfer {
  const { sigma } = normalised({ median, mad }, scale);
  const black = Math.max(scale.low, median + SHADOWS * sigma * (scale.high - scale.low));
  const middle = (median - black) / (white - black);
  if (!(middle > 0 && middle < TARGET)) return linearTransfer(black, white);
  // The curve rises with the bend, from a line to a step; 2^100 bends more than any picture needs.
  let least = -10;
  let most = 100;
  for (let round = 0; round < 60; round++) {
    const power = (least + most) / 2;
    if (Math.asinh(2 ** power * middle) / Math.asinh(2 ** power) < TARGET) least = power;
    else most = power;
  }
  return { curve: 'asinh', black, white, bend: 2 ** least };
}

/** The brightness of a physical value, 0 to 1; 0 for NaN. */
export function brightness({ curve, black, white, bend }: Transfer, value: number): number {
  const x = clamp((value - black) / (white - black));
  if (!(x > 0)) return 0;
  if (curve === 'linear') return x;
  return curve === 'midtones' ? midtonesTransfer(bend, x) : Math.asinh(bend * x) / Math.asinh(bend);
}
