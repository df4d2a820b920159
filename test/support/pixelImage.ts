/** An image with pixels in memory, behind the face of one in a file. */
import type { PixelImage, Rect, Samples } from '../../src/core/formats/pixels/pixelImage';

export interface MadeImage extends PixelImage {
  /** What was read, in order. */
  readonly reads: (Rect & { readonly plane: number })[];
}

/** A 16-bit image without sign, of values by plane, column and row: `madeImage({ width: 4, height: 4 }, (x, y) => x + y)`. */
export function madeImage(
  about: {
    width: number;
    height: number;
    planes?: number;
    bayer?: string;
    keywords?: Readonly<Record<string, string | number>>;
  },
  valueAt: (x: number, y: number, plane: number) => number,
  make: (length: number) => Exclude<Samples, BigInt64Array | BigUint64Array> = (length) =>
    new Uint16Array(length),
  sample: PixelImage['sample'] = 'u16',
): MadeImage {
  const { width, height, planes = 1, bayer = null, keywords = {} } = about;
  const reads: MadeImage['reads'] = [];
  return {
    ...{ hdu: 0, name: 'PRIMARY', width, height, planes, sample, bayer, reads },
    ...{ compression: null, scale: 1, zero: 0, blank: null, rowsPerRead: 1 },
    keyword: (name) => keywords[name] ?? null,
    read(plane, rect) {
      reads.push({ plane, ...rect });
      const samples = make(rect.width * rect.height);
      for (let i = 0; i < samples.length; i++) {
        samples[i] = valueAt(rect.x + (i % rect.width), rect.y + Math.floor(i / rect.width), plane);
      }
      return Promise.resolve(samples);
    },
  };
}
