/** Reads rows of a plane from the first to the last, in strips where more rows cost little more than one. */
import type { PixelImage, Samples } from '../../formats/pixels/pixelImage';
import { SAMPLE_BYTES } from '../../formats/pixels/samples';
import { physicalValues } from '../../rules/picture/physical';

/** Bytes of a strip where every row is read. */
const STRIP_BYTES = 1024 * 1024;
/** Bytes of a strip at the most: tiles may be as high as the image. */
const MOST_STRIP_BYTES = 256 * 1024 * 1024;

export class StripReader {
  readonly #image: PixelImage;
  readonly #plane: number;
  readonly #ahead: number;
  readonly #signal: AbortSignal | undefined;
  /** Rows of the strip in hand: from the first, up to the one behind the last. */
  #samples: Samples = new Uint8Array(0);
  #from = 0;
  #to = 0;

  /** @param readsAll Whether all rows will be asked for; else no row is read that is not, but those of its tile. */
  constructor(image: PixelImage, plane: number, readsAll: boolean, signal?: AbortSignal) {
    this.#image = image;
    this.#plane = plane;
    this.#signal = signal;
    const { width, rowsPerRead, sample } = image;
    const rowBytes = width * SAMPLE_BYTES[sample];
    const tileRows = Math.max(1, Math.min(rowsPerRead, Math.floor(MOST_STRIP_BYTES / rowBytes)));
    const tiles = readsAll ? Math.max(1, Math.floor(STRIP_BYTES / rowBytes / tileRows)) : 1;
    this.#ahead = tiles * tileRows;
  }

  /**
   * Writes the physical values of `count` rows from row `y` on to the beginning of `into`.
   * @param until The row behind the last one that is asked for next to these.
   * @throws ArchiveError as `PixelImage.read` does.
   */
  async values(y: number, count: number, into: Float64Array, until = y + count): Promise<void> {
    const { width } = this.#image;
    const end = y + count;
    for (let row = y; row < end;) {
      if (row < this.#from || row >= this.#to) await this.#read(row, Math.max(end, until));
      const rows = Math.min(end, this.#to) - row;
      const first = (row - this.#from) * width;
      const samples = this.#samples.subarray(first, first + rows * width);
      physicalValues(samples, this.#image, into.subarray((row - y) * width));
      row += rows;
    }
  }

  async #read(row: number, until: number): Promise<void> {
    const { width, height } = this.#image;
    // Strips begin where tiles do.
    const from = Math.floor(row / this.#ahead) * this.#ahead;
    const to = Math.min(height, this.#ahead === 1 ? until : from + this.#ahead);
    const rect = { x: 0, y: from, width, height: to - from };
    this.#samples = await this.#image.read(this.#plane, rect, this.#signal);
    this.#from = from;
    this.#to = to;
  }
}
