/** Reads an image as a picture of a size: no more rows than that needs, and memory for the picture alone. */
import { Breather } from '../../base/pause';
import type { PixelFile, PixelImage, SampleType } from '../../formats/pixels/pixelImage';
import { colourRows, type Mosaic, mosaicOf, superpixels } from '../../rules/picture/bayer';
import {
  type Encoder,
  encoder,
  fullScaleOf,
  type Levels,
  levelsOf,
  wholeLevels,
} from '../../rules/picture/levels';
import { orientationOf } from '../../rules/picture/orientation';
import type { Picture } from '../../rules/picture/picture';
import { EvenSample, fitted, RowReducer, rowsOf, ValueRange } from '../../rules/picture/reduce';
import { sortedStatistics } from '../../rules/picture/sortedStatistics';
import { zscale } from '../../rules/picture/zscale';
import { StripReader } from './stripReader';
import type { RowRun } from './strips';

/** Rows of the image that one row of the picture is made of at the most. */
const MOST_ROWS = 2;
/** Values of a channel that its statistics are made of: its median is off by 0.4 % of the noise. */
const SAMPLED = 100_000;
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
  const mostRows = mosaic === null ? MOST_ROWS : MOST_ROWS / 2;
  const bands = Array.from({ length: height }, (_, band) => rowsOf(band, height, full.height, mostRows));
  const rows = new Set(bands.flatMap((shares) => shares.map(({ row }) => row))).size;
  const high = mosaic === null ? 1 : 2;
  const runs = bands.map((shares) => ({
    from: high * (shares[0]?.row ?? 0),
    to: high * ((shares.at(-1)?.row ?? -1) + 1),
  }));
  const whole = wholeLevels(image.sample, image);
  const size = { width, height, from: { width: full.width, height: rows } };
  const channelOf = () =>
    whole === null
      ? new ReadChannel(size, new KeptValues(size, SHORT.includes(image.sample)))
      : new ReadChannel(size, new KeptCodes(size, whole));
  const read: ReadChannel[] = [];
  const breather = new Breather();
  for (const { channels, row } of passesOver(source, full.width, runs, signal)) {
    const some = Array.from({ length: channels }, channelOf);
    let last = -1;
    for (const [band, shares] of bands.entries()) {
      for (const { row: at, share } of shares) {
        // A row at the border of two bands is in both.
        const values = at === last ? [] : await row(at);
        some.forEach((channel, i) => {
          const fresh = values[i];
          if (fresh !== undefined) channel.see(fresh);
          channel.add(share);
        });
        last = at;
      }
      for (const channel of some) channel.finishRow(band);
      if (breather.isDue) await breather.breathe();
    }
    read.push(...some);
  }
  const measured = read.map((channel) => channel.measures());
  const statistics = measured.map((each) => each.statistics);
  const levels = levelsOf(image.sample, image, statistics);
  const encode = encoder(levels);
  return {
    ...{ width, height, levels },
    channels: measured.map((measures, i) => ({
      ...measures,
      codes: read[i]?.codes(encode) ?? new Uint16Array(0),
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
  /** A row of each of them. Every call writes to the same arrays. */
  readonly row: (at: number) => Promise<readonly Float64Array[]>;
}

/** The colours of a sensor come in one pass over pairs of rows, planes one after the other. */
function passesOver(
  { image, planes, mosaic }: PictureSource,
  width: number,
  runs: readonly RowRun[],
  signal?: AbortSignal,
): ReadPass[] {
  if (mosaic === null) {
    return planes.map((plane) => {
      const strips = new StripReader(image, plane, runs, signal);
      const values = new Float64Array(image.width);
      const row = async (at: number) => {
        await strips.values(at, 1, values);
        return [values];
      };
      return { channels: 1, row };
    });
  }
  const [plane = 0] = planes;
  const strips = new StripReader(image, plane, runs, signal);
  const pair = new Float64Array(2 * image.width);
  const colours = colourRows(width);
  const row = async (at: number) => {
    await strips.values(2 * at, 2, pair);
    superpixels(mosaic, pair.subarray(0, image.width), pair.subarray(image.width), colours);
    return colours;
  };
  return [{ channels: colours.length, row }];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture, and of what is read of the image for it. */
interface ReadSize extends Size {
  readonly from: Size;
}

/** What has been read of a channel. */
class ReadChannel {
  readonly #rows: KeptRows;
  readonly #reducer: RowReducer;
  readonly #sample: EvenSample;
  #row: Float64Array = new Float64Array(0);
  readonly #range = new ValueRange();

  constructor({ width, from }: ReadSize, rows: KeptRows) {
    this.#rows = rows;
    this.#reducer = new RowReducer(from.width, width);
    this.#sample = new EvenSample(from.width * from.height, SAMPLED);
  }

  /** Takes the next row; `add` adds what is in it then. */
  see(row: Float64Array): void {
    this.#row = row;
    this.#sample.add(row);
    this.#range.add(row);
  }

  /** Adds the row that was seen last to the row of the picture. */
  add(share: number): void {
    this.#reducer.add(this.#row, share);
  }

  finishRow(row: number): void {
    this.#rows.take(row, this.#reducer);
  }

  /** Of an even sample; darkest and brightest of all that was read. */
  measures(): Omit<Picture['channels'][number], 'codes'> {
    const { values } = this.#sample;
    const limits = zscale(values);
    const statistics = sortedStatistics(values);
    return { statistics: { ...statistics, ...this.#range.ends }, zscale: limits };
  }

  codes(encode: Encoder): Uint16Array {
    return this.#rows.codes(encode);
  }
}

/** The rows of a channel of a picture. */
interface KeptRows {
  take(row: number, reducer: RowReducer): void;
  codes(encode: Encoder): Uint16Array;
}

/** Values of which the codes are known once all of them are. */
class KeptValues implements KeptRows {
  readonly #width: number;
  readonly #values: Float32Array | Float64Array;

  constructor({ width, height }: Size, isShort: boolean) {
    this.#width = width;
    this.#values = isShort ? new Float32Array(width * height) : new Float64Array(width * height);
  }

  take(row: number, reducer: RowReducer): void {
    reducer.finish(this.#values.subarray(row * this.#width, (row + 1) * this.#width));
  }

  codes(encode: Encoder): Uint16Array {
    const codes = new Uint16Array(this.#values.length);
    encode(this.#values, codes, 0);
    return codes;
  }
}

/** Codes that are known at once: a third of the memory. */
class KeptCodes implements KeptRows {
  readonly #codes: Uint16Array;
  readonly #values: Float32Array;
  readonly #encode: Encoder;

  constructor({ width, height }: Size, levels: Levels) {
    this.#codes = new Uint16Array(width * height);
    this.#values = new Float32Array(width);
    this.#encode = encoder(levels);
  }

  take(row: number, reducer: RowReducer): void {
    reducer.finish(this.#values);
    this.#encode(this.#values, this.#codes, row * this.#values.length);
  }

  codes(): Uint16Array {
    return this.#codes;
  }
}
