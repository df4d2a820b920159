/** One image of an XISF file: planes one after the other, or the colours of a pixel side by side. */
import { english } from '../../base/english';
import { CancelledError } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { PixelImage, Rect, Samples } from './pixelImage';
import { checkRect, imageName } from './rect';
import { bytesOf, fromBigEndian, newSamples, SAMPLE_BYTES } from './samples';
import type { PixelShape } from './shape';
import type { ReadPixelBytes } from './xisfBytes';

/** Bytes that are read in one go. */
const STEP = 512 * 1024;

export interface XisfImageHeader {
  readonly path: string;
  readonly shape: PixelShape;
  /** pixelStorage (XISF 1.0): `Normal` has the samples of a pixel side by side. */
  readonly isInterleaved: boolean;
  readonly isBigEndian: boolean;
}

export function xisfImage(header: XisfImageHeader, open: () => Promise<ReadPixelBytes>): PixelImage {
  const { shape } = header;
  return {
    ...shape,
    rowsPerRead: 1,
    read: async (plane, rect, signal) => {
      checkRect(header.path, shape, plane, rect);
      if (signal?.aborted === true) throw new CancelledError();
      const samples = newSamples(shape.sample, 0);
      if (rect.width * rect.height === 0) return samples;
      return readPart(header, await open(), plane, rect, signal);
    },
  };
}

async function readPart(
  { shape, isInterleaved, isBigEndian }: XisfImageHeader,
  read: ReadPixelBytes,
  plane: number,
  rect: Rect,
  signal?: AbortSignal,
): Promise<Samples> {
  const bytes = SAMPLE_BYTES[shape.sample];
  const side = isInterleaved ? shape.planes : 1;
  const first = isInterleaved ? 0 : plane * shape.width * shape.height;
  const rowsAtOnce =
    rect.width === shape.width ? Math.max(1, Math.floor(STEP / (rect.width * side * bytes))) : 1;
  const name = imageName(shape);
  // Nothing is reserved before the file has shown that it holds the last pixel.
  const last = first + (rect.y + rect.height - 1) * shape.width + rect.x + rect.width - 1;
  read(new Uint8Array(1), (last * side + side) * bytes - 1, () => english('the last pixel of {0}', name));

  const samples = newSamples(shape.sample, rect.width * rect.height);
  const breather = new Breather();
  const strip = isInterleaved ? newSamples(shape.sample, rect.width * side * rowsAtOnce) : null;
  for (let y = 0; y < rect.height; y += rowsAtOnce) {
    if (signal?.aborted === true) throw new CancelledError();
    const count = Math.min(rowsAtOnce, rect.height - y) * rect.width;
    const at = (first + (rect.y + y) * shape.width + rect.x) * side * bytes;
    const what = () => english('row {0} of {1}', rect.y + y, name);
    const into = samples.subarray(y * rect.width, y * rect.width + count);
    if (strip === null) {
      read(bytesOf(into), at, what);
    } else {
      read(bytesOf(strip.subarray(0, count * side)), at, what);
      pick(strip, plane, side, into);
    }
    if (isBigEndian) fromBigEndian(bytesOf(into), bytes);
    if (breather.isDue) await breather.breathe();
  }
  return samples;
}

/** Every `side`-th sample, from `plane` on. */
function pick(strip: Samples, plane: number, side: number, into: Samples): void {
  for (let i = 0, from = plane; i < into.length; i++, from += side) into[i] = strip[from] ?? 0;
}
