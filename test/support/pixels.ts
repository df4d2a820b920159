/** Pixels as tests compare them. */
import { openPixels } from '../../src/core/formats/pixels/openPixels';
import type { PixelFile, PixelImage, Rect, Samples } from '../../src/core/formats/pixels/pixelImage';

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

/** Opens files that stay open until the end of a test: `afterEach(() => opened.close())`. */
export class OpenedFiles {
  #files: PixelFile[] = [];

  async open(path: string): Promise<PixelFile> {
    const file = await openPixels(path);
    this.#files.push(file);
    return file;
  }

  /** Windows removes no folder with a file in it that is open. */
  async close(): Promise<void> {
    for (const file of this.#files.splice(0)) await file.close();
  }
}
