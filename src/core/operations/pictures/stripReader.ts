/** Reads rows of a plane from the first to the last, some strips ahead of those in hand. */
import type { PixelImage, Samples } from '../../formats/pixels/pixelImage';
import { SAMPLE_BYTES } from '../../formats/pixels/samples';
import { physicalValues } from '../../rules/picture/physical';
import { type RowRun, STRIP_BYTES, stripsOf } from './strips';

interface Strip extends RowRun {
  readonly samples: Promise<Samples>;
}

export class StripReader {
  readonly #image: PixelImage;
  readonly #plane: number;
  readonly #signal: AbortSignal | undefined;
  /** Those that are not asked for yet, the next one at the end. */
  readonly #planned: RowRun[];
  /** Those that were, in order, and the bytes of their pixels. */
  readonly #ahead: Strip[] = [];
  #aheadBytes = 0;
  #from = 0;
  #to = 0;
  #samples: Samples = new Uint8Array(0);

  /** @param runs The rows that will be asked for, in order. */
  constructor(image: PixelImage, plane: number, runs: readonly RowRun[], signal?: AbortSignal) {
    this.#image = image;
    this.#plane = plane;
    this.#signal = signal;
    this.#planned = stripsOf(runs, image).reverse();
  }

  /**
   * Writes the physical values of `count` rows from row `y` on to the beginning of `into`; rows before the last
   * ones that were asked for are gone.
   * @throws ArchiveError as `PixelImage.read` does.
   */
  async values(y: number, count: number, into: Float64Array): Promise<void> {
    const { width } = this.#image;
    const end = y + count;
    for (let row = y; row < end;) {
      while (row >= this.#to) await this.#next();
      const rows = Math.min(end, this.#to) - row;
      const first = (row - this.#from) * width;
      const samples = this.#samples.subarray(first, first + rows * width);
      physicalValues(samples, this.#image, into.subarray((row - y) * width));
      row += rows;
    }
  }

  async #next(): Promise<void> {
    this.#readAhead();
    const strip = this.#ahead.shift();
    if (strip === undefined) throw new RangeError('no such row was announced');
    this.#samples = await strip.samples;
    this.#from = strip.from;
    this.#to = strip.to;
    this.#aheadBytes -= this.#bytesOf(strip);
  }

  /** Many at a time, since tiles are unpacked together then, and while other rows are looked at. */
  #readAhead(): void {
    if (this.#aheadBytes > STRIP_BYTES) return;
    while (this.#aheadBytes <= 2 * STRIP_BYTES) {
      const run = this.#planned.at(-1);
      // What is large is read when it is needed.
      if (run === undefined || (this.#ahead.length > 0 && this.#bytesOf(run) > 2 * STRIP_BYTES)) return;
      this.#planned.pop();
      const rect = { x: 0, y: run.from, width: this.#image.width, height: run.to - run.from };
      const samples = this.#image.read(this.#plane, rect, this.#signal);
      // Whoever awaits it hears of its error, but nobody may.
      samples.catch(() => undefined);
      this.#ahead.push({ ...run, samples });
      this.#aheadBytes += this.#bytesOf(run);
    }
  }

  #bytesOf({ from, to }: RowRun): number {
    return (to - from) * this.#image.width * SAMPLE_BYTES[this.#image.sample];
  }
}
