/** JPEG files. */
import { encode } from 'jpeg-js';
import type { Raster } from './raster';

/** Noise hides what is lost at 90; stars get rings below 80. */
const QUALITY = 90;

/**
 * A whole JPEG file.
 * @param comment Says where it comes from: `Preview of M31_0001.fits`.
 * @param quality 1 to 100.
 */
export function encodeJpeg(
  { width, height, channels, bytes }: Raster,
  comment: string,
  quality = QUALITY,
): Buffer {
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      data[4 * pixel + channel] = bytes[pixel * channels + (channels === 3 ? channel : 0)] ?? 0;
    }
  }
  return Buffer.from(encode({ width, height, data, comments: [comment] }, quality).data);
}
