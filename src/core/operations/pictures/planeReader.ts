/** Reads a plane from its beginning to its end, in portions of bounded size. */
import { CancelledError } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { PixelImage, Samples } from '../../formats/pixels/pixelImage';
import type { PlaneStatistics } from '../../rules/picture/planeStatistics';
import { measure } from '../../rules/picture/statistics';

/** Samples of a portion, as a rule. */
const PORTION = 1 << 20;
/** Planes up to this size are read once and kept for the passes that follow. */
const MOST_KEPT_BYTES = 64 * 1024 * 1024;

/** Statistics of all pixels of a plane, from 0. Throws what reading throws. */
export async function planeStatistics(
  image: PixelImage,
  plane: number,
  signal: AbortSignal,
): Promise<PlaneStatistics> {
  const measuring = measure(image.sample, image);
  let kept: Samples[] | null = [];
  let bytes = 0;
  let isFirst = true;
  const breather = new Breather();
  for (let step = measuring.next(); ; step = measuring.next()) {
    if (step.done) return step.value;
    const portions = isFirst || kept === null ? portionsOf(image, plane, signal) : kept;
    for await (const samples of portions) {
      step.value(samples);
      bytes += samples.byteLength;
      if (isFirst && bytes > MOST_KEPT_BYTES) kept = null;
      if (isFirst) kept?.push(samples);
      if (breather.isDue) await breather.breathe();
      if (signal.aborted) throw new CancelledError();
    }
    isFirst = false;
  }
}

/** All samples of a plane: whole rows, as many as cost no more than one; parts of very long ones. */
async function* portionsOf(image: PixelImage, plane: number, signal: AbortSignal): AsyncGenerator<Samples> {
  const { width, height } = image;
  const wide = Math.min(width, Math.max(PORTION, 1));
  const strip = Math.max(1, image.rowsPerRead);
  const rows = Math.min(height, Math.max(1, Math.floor(PORTION / wide / strip)) * strip);
  for (let y = 0; y < height; y += rows) {
    for (let x = 0; x < width; x += wide) {
      const rect = { x, y, width: Math.min(wide, width - x), height: Math.min(rows, height - y) };
      yield await image.read(plane, rect, signal);
    }
  }
}
