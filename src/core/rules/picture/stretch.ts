/** Stretches by name, for the channels of a picture, and as tables that show it. */
import { CODES, type FullScale, type Levels, valuesOfCodes } from './levels';
import type { PlaneStatistics } from './planeStatistics';
import { asinhTransfer, autoTransfer, brightness, linearTransfer, type Transfer } from './transfer';

/**
 * - `stf`: the screen transfer function of each channel for itself, which takes out the colour of the sky;
 * - `stf-linked`: the same for all channels;
 * - `zscale`: IRAF's and DS9's limits, each channel for itself;
 * - `minmax`: from the darkest to the brightest pixel;
 * - `linear`: the full scale, as the numbers are;
 * - `asinh`: bright stars keep their colour, each channel from its own sky.
 */
export const STRETCHES = ['stf', 'stf-linked', 'zscale', 'minmax', 'linear', 'asinh'] as const;
export type StretchName = (typeof STRETCHES)[number];

/** What a stretch is made from: a channel's statistics, and its limits by zscale. */
export interface ChannelMeasures {
  readonly statistics: PlaneStatistics;
  readonly zscale: { readonly black: number; readonly white: number };
}

/** The transfer functions of a stretch, one for each channel. */
export function transfersOf(
  stretch: StretchName,
  channels: readonly ChannelMeasures[],
  scale: FullScale,
): readonly Transfer[] {
  const skies = channels.map(({ statistics: { median, mad } }) => ({
    median: Number(median ?? 0),
    mad: Number(mad ?? 0),
  }));
  const least = Math.min(...channels.map(({ statistics }) => Number(statistics.min ?? 0)));
  const most = Math.max(...channels.map(({ statistics }) => Number(statistics.max ?? 0)));
  switch (stretch) {
    case 'stf':
      return skies.map((sky) => autoTransfer([sky], scale));
    case 'stf-linked':
      return skies.map(() => autoTransfer(skies, scale));
    case 'zscale':
      return channels.map(({ zscale: { black, white } }) => linearTransfer(black, white));
    case 'minmax':
      return skies.map(() => linearTransfer(least, most));
    case 'linear':
      return skies.map(() => linearTransfer(scale.low, scale.high));
    case 'asinh':
      return skies.map((sky) => asinhTransfer(sky, scale, most));
  }
}

/** A transfer function as a table: the brightness, 0 to 255, of each of the 65,536 codes. */
export function stretchTable(transfer: Transfer, levels: Levels): Uint8Array {
  const table = new Uint8Array(CODES);
  valuesOfCodes(levels).forEach((value, code) => {
    table[code] = Math.round(255 * brightness(transfer, value));
  });
  return table;
}
