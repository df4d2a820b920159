/** Pixels as tests compare them. */
import type { PixelImage, Rect, Samples } from '../../src/core/formats/pixels/pixelImage';

/** All of an image's plane. */
export function wholeOf({ width, height }: Pick<PixelImage, 'width' | 'height'>): Rect {
  return { x: 0, y: 0, width, height };
}

/** A part of a plane that was read as a whole, as plain numbers. */
export function partOf(whole: Samples, width: number, rect: Rect): (number | bigint)[] {
  return Array.from({ length: rect.width * rect.height }, (_, i) => {
    const row = rect.y + Math.floor(i / rect.width);
    return whole[row * width + rect.x + (i % rect.width)] ?? NaN;
  });
}

/** Pixels as plain numbers. */
export function numbersOf(samples: Samples): (number | bigint)[] {
  return Array.from<unknown, number | bigint>({ length: samples.length }, (_, i) => samples[i] ?? NaN);
}
