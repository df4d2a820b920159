/** A picture as bytes, ready to be shown or written. */

export interface RasterShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** From the top row on: a byte a pixel, or three of red, green and blue. */
export interface Raster extends RasterShape {
  readonly bytes: Uint8Array;
}

export const RASTER_FORMATS = ['png', 'jpeg'] as const;
export type RasterFormat = (typeof RASTER_FORMATS)[number];

/** The ending of a file name: `.png`, `.jpg`. */
export const rasterEnding = (format: RasterFormat): string => (format === 'png' ? '.png' : '.jpg');
