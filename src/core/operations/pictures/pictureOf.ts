/** Reads an image as a picture of a size: no more rows than that needs, and memory for the picture alone. */
import type { PixelFile, PixelImage, SampleType } from '../../formats/pixels/pixelImage';
import { colourRows, type Mosaic, mosaicOf, superpixels } from '../../rules/picture/bayer';
import { coding, fullScaleOf, levelsOf } from '../../rules/picture/levels';
import { orientationOf } from '../../rules/picture/orientation';
import { physicalValues } from '../../rules/picture/physical';
import type { Picture } from '../../rules/picture/picture';
import { EvenSample, fitted, RowReducer, rowsOf } from '../../rules/picture/reduce';
import { statisticsOf } from '../../rules/picture/statistics';
import { zscale } from '../../rules/picture/zscale';

/** Rows of the image, of superpixels in colour, that one row of the picture is made of at the most. */
const MOST_ROWS = 2;
/** Values of a channel that its statistics are made of. */
const SAMPLED = 250_000;
/** Whose values a single-precision number holds well enough to be looked at. */
const SHORT: readonly SampleType[] = ['u8', 'i16', 'u16', 'f32'];

/** What is to be shown of an image. */
export interface PictureSource {
  readonly format: PixelFile['format'];
  readonly image: PixelImage;
  /** Planes that become channels: `[0]`, or `[0, 1, 2]`. */
  readonly planes: readonly number[];
  /** The colours of the sensor, where one plane becomes three channels. */
  readonly mosaic: Mosaic | null;
}

/**
 * One plane of an image, or with null its colours: those of a Bayer matrix, or of three planes. An image without
 * colours is shown by its first plane.
 */
export function sourceOf(
  format: PixelFile['format'],
  image: PixelImage,
  plane: number | null,
): PictureSource {
  if (plane !== null) return { format, image, planes: [plane], mosaic: null };
  const mosaic = Math.min(image.width, image.height) < 2 ? null : mosaicOf(format, image);
  return { format, image, planes: image.planes === 3 ? [0, 1, 2] : [0], mosaic };
}

/**
 * A picture with at most `most` pixels in its longer side.
 * @throws ArchiveError as `PixelImage.read` does.
 */
export async function pictureOf(source: PictureSource, most: number, signal?: AbortSignal): Promise<Picture> {
  const { format, image, planes, mosaic } = source;
  const full = mosaic === null ? image : { width: image.width >> 1, height: image.height >> 1 };
  const { width, height } = fitted(full.width, full.height, most);
  const read: ReadChannel[] = [];
  for (const { channels, row } of passesOver(source, full.width, signal)) {
    const some = Array.from(
      { length: channels },
      () => new ReadChannel(full, { width, height }, image.sample),
    );
    for (let band = 0; band < height; band++) {
      for (const { row: at, share } of rowsOf(band, height, full.height, MOST_ROWS)) {
        const values = await row(at);
        some.forEach((channel, i) => channel.add(values[i] ?? new Float64Array(0), share));
      }
      for (const channel of some) channel.finishRow(band);
    }
    read.push(...some);
  }
  const measured = read.map((channel) => channel.measures());
  const statistics = measured.map((each) => each.statistics);
  const levels = levelsOf(image.sample, image, statistics);
  const code = coding(levels);
  return {
    ...{ width, height, levels },
    channels: measured.map((measures, i) => ({
      ...measures,
      codes: read[i]?.codes(code) ?? new Uint16Array(0),
    })),
    fullScale: fullScaleOf(image.sample, image, statistics),
    orientation: orientationOf(format, image),
    colour: mosaic !== null ? 'mosaic' : planes.length === 3 ? 'planes' : 'none',
  };
}

/** One way through the image, from its first row to its last. */
interface ReadPass {
  /** How many channels it gives. */
  readonly channels: number;
  /** A row of each of them. The arrays may be filled anew by the next call. */
  readonly row: (at: number) => Promise<readonly Float64Array[]>;
}

/** The colours of a sensor come in one pass over pairs of rows, planes one after the other. */
function passesOver(
  { image, planes, mosaic }: PictureSource,
  width: number,
  signal?: AbortSignal,
): ReadPass[] {
  if (mosaic === null) {
    return planes.map((plane) => ({
      channels: 1,
      row: async (at) => [await physicalRow(image, plane, at, signal)],
    }));
  }
  const [plane = 0] = planes;
  const colours = colourRows(width);
  const row = async (at: number) => {
    const pair = await physicalRow(image, plane, 2 * at, signal, 2);
    superpixels(mosaic, pair.subarray(0, image.width), pair.subarray(image.width), colours);
    return colours;
  };
  return [{ channels: colours.length, row }];
}

async function physicalRow(
  image: PixelImage,
  plane: number,
  y: number,
  signal?: AbortSignal,
  count = 1,
): Promise<Float64Array> {
  const samples = await image.read(plane, { x: 0, y, width: image.width, height: count }, signal);
  const values = new Float64Array(samples.length);
  physicalValues(samples, image, values);
  return values;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What has been read of a channel. */
class ReadChannel {
  readonly #width: number;
  readonly #values: Float32Array | Float64Array;
  readonly #reducer: RowReducer;
  readonly #sample: EvenSample;
  #min = Infinity;
  #max = -Infinity;

  constructor(full: Size, { width, height }: Size, sample: SampleType) {
    this.#width = width;
    this.#values = SHORT.includes(sample)
      ? new Float32Array(width * height)
      : new Float64Array(width * height);
    this.#reducer = new RowReducer(full.width, width);
    this.#sample = new EvenSample(full.width * Math.min(full.height, MOST_ROWS * height), SAMPLED);
  }

  add(row: Float64Array, share: number): void {
    this.#reducer.add(row, share);
    this.#sample.add(row);
    for (const value of row) {
      if (value < this.#min) this.#min = value;
      if (value > this.#max) this.#max = value;
    }
  }

  finishRow(row: number): void {
    this.#reducer.finish(this.#values.subarray(row * this.#width, (row + 1) * this.#width));
  }

  /** Of an even sample; darkest and brightest of all that was read. */
  measures(): Omit<Picture['channels'][number], 'codes'> {
    const { values } = this.#sample;
    const statistics = statisticsOf(values);
    const ends = this.#min <= this.#max ? { min: this.#min, max: this.#max } : {};
    return { statistics: { ...statistics, ...ends }, zscale: zscale(values) };
  }

  codes(code: (value: number) => number): Uint16Array {
    return Uint16Array.from(this.#values, code);
  }
}
