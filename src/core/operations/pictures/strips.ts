/** Which rows of an image are read together. Pure. */
import type { PixelImage } from '../../formats/pixels/pixelImage';
import { SAMPLE_BYTES } from '../../formats/pixels/samples';

/** Rows from the first up to the one behind the last. */
export interface RowRun {
  readonly from: number;
  readonly to: number;
}

/** Bytes of a strip, as a rule. */
export const STRIP_BYTES = 1024 * 1024;
/** Bytes of a strip at the most: tiles may be as high as the image. */
const MOST_STRIP_BYTES = 256 * 1024 * 1024;

/**
 * Strips that hold all runs, in order and apart. Rows between runs are read only where they are in the same tile,
 * and every tile is in one strip.
 * @param runs In order; they may overlap by a row.
 * @example stripsOf([{ from: 1, to: 3 }, { from: 7, to: 9 }], image) // [1, 3) and [7, 9) of plain pixels
 */
export function stripsOf(
  runs: readonly RowRun[],
  { width, height, rowsPerRead, sample }: Pick<PixelImage, 'width' | 'height' | 'rowsPerRead' | 'sample'>,
): RowRun[] {
  const rowBytes = width * SAMPLE_BYTES[sample];
  const step = Math.max(1, Math.min(rowsPerRead, Math.floor(MOST_STRIP_BYTES / rowBytes)));
  const most = Math.max(step, Math.floor(STRIP_BYTES / rowBytes / step) * step);
  const strips: RowRun[] = [];
  let end = 0;
  for (const run of runs) {
    const to = Math.min(height, Math.ceil(run.to / step) * step);
    let from = Math.max(end, Math.floor(run.from / step) * step);
    const last = strips.at(-1);
    if (last !== undefined && from === end && from < to && last.to - last.from < most) {
      from = Math.min(to, last.from + most);
      strips[strips.length - 1] = { from: last.from, to: from };
    }
    for (; from < to; from += most) strips.push({ from, to: Math.min(to, from + most) });
    end = Math.max(end, to);
  }
  return strips;
}
