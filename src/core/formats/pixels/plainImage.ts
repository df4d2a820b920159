/** Pixels that are stored one after the other (FITS 4.0 §3.3.2). */
import { english } from '../../base/english';
import { ArchiveError, CancelledError } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { PixelImage, Rect, Samples } from './pixelImage';
import type { PixelSource } from './pixelSource';
import { checkRect, imageName } from './rect';
import { applyOffset, bytesOf, fromBigEndian, newSamples, SAMPLE_BYTES } from './samples';
import type { PixelShape } from './shape';

/** Bytes that are read, and turned while they are in the cache, in one go. */
const STEP = 512 * 1024;

/** An image whose pixels begin at byte `dataOffset`. */
export function plainImage(source: PixelSource, shape: PixelShape, dataOffset: number): PixelImage {
  return {
    ...shape,
    rowsPerRead: 1,
    read: (plane, rect, signal) => readPlain(source, shape, dataOffset, plane, rect, signal),
  };
}

async function readPlain(
  source: PixelSource,
  shape: PixelShape,
  dataOffset: number,
  plane: number,
  rect: Rect,
  signal?: AbortSignal,
): Promise<Samples> {
  checkRect(source.path, shape, plane, rect);
  const bytes = SAMPLE_BYTES[shape.sample];
  const first = (plane * shape.height + rect.y) * shape.width + rect.x;
  const pixels = rect.width * rect.height;
  if (pixels > 0) {
    const last = first + (rect.height - 1) * shape.width + rect.width;
    checkEnd(source, shape, dataOffset, dataOffset + last * bytes);
  }
  const samples = newSamples(shape.sample, pixels);
  const all = bytesOf(samples);
  const breather = new Breather();
  // Whole rows are one range, parts of rows one range each.
  const isWhole = rect.width === shape.width;
  const run = isWhole ? all.length : rect.width * bytes;
  const stride = shape.width * bytes;
  for (let done = 0; done < all.length;) {
    if (signal?.aborted === true) throw new CancelledError();
    const stop = Math.min(all.length, isWhole ? done + STEP : done + run);
    const row = isWhole ? 0 : done / run;
    const at = dataOffset + first * bytes + (isWhole ? done : row * stride);
    const part = all.subarray(done, stop);
    source.fill(part, at, () =>
      english('row {0} of {1}', rect.y + Math.floor(done / (rect.width * bytes)), imageName(shape)),
    );
    fromBigEndian(part, bytes);
    done = stop;
    if (breather.isDue) await breather.breathe();
  }
  applyOffset(samples);
  return samples;
}

/** A header can announce any size; no memory is reserved for what the file cannot hold. */
function checkEnd(source: PixelSource, shape: PixelShape, dataOffset: number, end: number): void {
  if (end <= source.size) return;
  const bytes = shape.width * shape.height * shape.planes * SAMPLE_BYTES[shape.sample];
  throw new ArchiveError('format', english('the pixels of {0} are cut off', imageName(shape)), {
    path: source.path,
    offset: Math.min(source.size, dataOffset),
    expected: english('{0} bytes of pixels', bytes),
    got:
      source.damage ?? english('{0} bytes before the end of the file', Math.max(0, source.size - dataOffset)),
    advice: english('Was the download or the copy cut short?'),
  });
}
