/** The JSON answers about pixels, field by field. */
import type {
  ImagePixels,
  PixelReport,
  PixelsReport,
  PixelValue,
  PreviewsReport,
} from '../../core/api/pixels';
import { cardValueJson } from './json';

/** Whole numbers beyond 2^53 as `{ "int": "…" }`; null for a pixel without a value. */
const valueJson = (value: PixelValue): unknown => (value === null ? null : cardValueJson(value));

function imageJson(image: ImagePixels): unknown {
  return {
    hdu: image.hdu,
    name: image.name,
    width: image.width,
    height: image.height,
    planes: image.planes,
    sample: image.sample,
    compression: image.compression,
    bayer: image.bayer,
    statistics: image.statistics.map(({ n, invalid, min, max, mean, median, mad, first }) => ({
      n,
      invalid,
      min: valueJson(min),
      max: valueJson(max),
      mean: valueJson(mean),
      median: valueJson(median),
      mad: valueJson(mad),
      first: first.map(valueJson),
    })),
  };
}

export function pixelsJson({ path, format, images, problems }: PixelsReport): unknown {
  return { path, format, images: images.map(imageJson), problems };
}

export function pixelJson({ x, y, stored, value, ra, dec }: PixelReport): unknown {
  return { x, y, stored: valueJson(stored), value: valueJson(value), ra, dec };
}

export function previewsJson({ made, failed, cancelled }: PreviewsReport): unknown {
  return {
    made: made.map((one) => ({
      path: one.path,
      preview: one.preview,
      width: one.width,
      height: one.height,
      hdu: one.hdu,
      colour: one.colour,
      stretch: one.stretch,
      firstRow: one.firstRow,
      orientation: one.orientation,
    })),
    failed: failed.map(({ path, error }) => ({ path, error })),
    cancelled,
  };
}
