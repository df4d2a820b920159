/** What is asked of the pixels of any image file, and what comes of it; no archive is needed. */

/** A physical value: whole numbers beyond 2^53 are bigints; null where a pixel has none. */
export type PixelValue = number | bigint | null;

/** Statistics of a plane, of physical values. */
export interface PlaneReport {
  readonly n: number;
  readonly invalid: number;
  readonly min: PixelValue;
  readonly max: PixelValue;
  readonly mean: number | null;
  readonly median: PixelValue;
  readonly mad: PixelValue;
  /** The first five pixels that are stored. */
  readonly first: readonly PixelValue[];
}

export interface ImagePixels {
  readonly hdu: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly planes: number;
  readonly sample: string;
  readonly compression: string | null;
  readonly bayer: string | null;
  /** One for each plane, as far as it could be read. */
  readonly statistics: readonly PlaneReport[];
}

export interface PixelsReport {
  readonly path: string;
  readonly format: 'fits' | 'xisf';
  readonly images: readonly ImagePixels[];
  readonly problems: readonly string[];
  /** Whether pixels could not be read, which `problems` tells. */
  readonly incomplete: boolean;
}

/** Which image of a file: its HDU, or its place in an XISF file. Null for the first one. */
export interface ImageChoice {
  readonly hdu: number | null;
  /** From 0. */
  readonly plane: number;
}

/** One pixel. x and y count from 1, as FITS does. */
export interface PixelReport {
  readonly x: number;
  readonly y: number;
  /** The number in the file, before BZERO and BSCALE; null for NaN and infinities. */
  readonly stored: PixelValue;
  readonly value: PixelValue;
  /** Degrees; null where the header does not say where the image lies. */
  readonly ra: number | null;
  readonly dec: number | null;
  /** Why there is no position, as a sentence; null where there is one. */
  readonly noPosition: string | null;
}

export interface MadePreview {
  readonly path: string;
  /** The file that was made. */
  readonly preview: string;
  readonly width: number;
  readonly height: number;
  /** What it was made of. */
  readonly hdu: number;
  readonly colour: 'none' | 'mosaic' | 'planes';
  readonly stretch: string;
  /** Where the row is shown that is stored first, and what says so. */
  readonly firstRow: 'top' | 'bottom';
  readonly orientation: 'ROWORDER' | 'FITS' | 'XISF';
}

export interface PreviewsReport {
  readonly made: readonly MadePreview[];
  readonly failed: readonly { readonly path: string; readonly error: string }[];
  readonly cancelled: boolean;
}
