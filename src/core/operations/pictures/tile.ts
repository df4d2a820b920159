/** A square part of an image in as much detail as is asked for, as codes of 16 bits. */
import type { PixelImage } from '../../formats/pixels/pixelImage';
import { bilinear, colourRows, type ColourRows, type Mosaic, superpixels } from '../../rules/picture/bayer';
import { type Encoder, encoder, type Levels } from '../../rules/picture/levels';
import { physicalValues } from '../../rules/picture/physical';
import { RowReducer } from '../../rules/picture/reduce';

/** Pixels of a side of a tile, on every level. */
export const TILE = 512;

/** A tile by its place among those of its level, counted from the pixel stored first. */
export interface TilePlace {
  /** 0 shows every pixel, 1 the means of two by two, 2 of four by four. */
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export interface Tile {
  /** 512, less at the edges of the image. */
  readonly width: number;
  readonly height: number;
  /** One, grey, or red, green and blue; row by row, the row stored first first. */
  readonly channels: readonly Uint16Array[];
}

/** What a tile is made of. */
export interface TileSource {
  readonly image: PixelImage;
  /** The planes that become channels: `[0]`, or `[0, 1, 2]`. */
  readonly planes: readonly number[];
  /** The colours of a plane behind a Bayer matrix; null where it is shown in grey. */
  readonly mosaic: Mosaic | null;
  readonly levels: Levels;
}

/** A rectangle of pixels as stored. It begins at even places where there is a mosaic. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Reads what the tile covers, and nothing else but a border of one pixel.
 * @throws ArchiveError as `PixelImage.read` does.
 */
export function tileOf(source: TileSource, place: TilePlace, signal?: AbortSignal): Promise<Tile> {
  const { image } = source;
  const step = 2 ** place.level;
  const x = place.column * TILE * step;
  const y = place.row * TILE * step;
  const part = {
    x,
    y,
    width: Math.min(TILE * step, image.width - x),
    height: Math.min(TILE * step, image.height - y),
  };
  return partOf(source, part, step, signal);
}

/** A part of the image, with one pixel for `step` by `step`. */
export async function partOf(
  source: TileSource,
  part: Part,
  step: number,
  signal?: AbortSignal,
): Promise<Tile> {
  const { image, mosaic, planes } = source;
  const encode = encoder(source.levels);
  if (mosaic !== null) {
    const rows = step === 1 ? fullRows(source, mosaic, part, signal) : pairs(source, mosaic, part, signal);
    return reduced(await rows, encode, Math.max(step / 2, 1));
  }
  const channels = [];
  for (const plane of planes) channels.push(await rowsOf(image, plane, part, signal));
  return reduced(channels, encode, step);
}

/** The rows of each channel. */
type Rows = readonly (readonly Float64Array[])[];

async function rowsOf(
  image: PixelImage,
  plane: number,
  part: Part,
  signal?: AbortSignal,
): Promise<readonly Float64Array[]> {
  const samples = await image.read(plane, part, signal);
  return Array.from({ length: part.height }, (_, row) => {
    const values = new Float64Array(part.width);
    physicalValues(samples.subarray(row * part.width, (row + 1) * part.width), image, values);
    return values;
  });
}

/** Every pixel in colour. One more pixel is read on each side where the image has one. */
async function fullRows(
  { image, planes: [plane = 0] }: TileSource,
  mosaic: Mosaic,
  part: Part,
  signal?: AbortSignal,
): Promise<Rows> {
  // By two, so that the pattern begins where it does in the image.
  const left = Math.min(part.x, 2);
  const top = Math.min(part.y, 2);
  const width = Math.min(part.width + left + 1, image.width - part.x + left);
  const height = Math.min(part.height + top + 1, image.height - part.y + top);
  const rows = await rowsOf(image, plane, { x: part.x - left, y: part.y - top, width, height }, signal);
  const channels: [Float64Array[], Float64Array[], Float64Array[]] = [[], [], []];
  for (let row = 0; row < part.height; row++) {
    const at = row + top;
    const into = colourRows(width);
    bilinear(mosaic, [rows[at - 1] ?? null, rows[at] ?? into[0], rows[at + 1] ?? null], at, into);
    into.forEach((values, channel) => channels[channel]?.push(values.subarray(left, left + part.width)));
  }
  return channels;
}

/** A pixel in colour for every two by two. */
async function pairs(
  { image, planes: [plane = 0] }: TileSource,
  mosaic: Mosaic,
  part: Part,
  signal?: AbortSignal,
): Promise<Rows> {
  const rows = await rowsOf(image, plane, part, signal);
  const channels: [Float64Array[], Float64Array[], Float64Array[]] = [[], [], []];
  const width = Math.max(part.width >> 1, 1);
  for (let row = 0; row < Math.max(part.height >> 1, 1); row++) {
    const even = rows[2 * row] ?? new Float64Array(0);
    const into: ColourRows = colourRows(width);
    superpixels(mosaic, even, rows[2 * row + 1] ?? new Float64Array(0), into);
    into.forEach((values, channel) => channels[channel]?.push(values));
  }
  return channels;
}

/** The means of `step` by `step` values, as codes. */
function reduced(channels: Rows, encode: Encoder, step: number): Tile {
  const [first = []] = channels;
  const from = { width: first[0]?.length ?? 0, height: first.length };
  const width = Math.ceil(from.width / step);
  const height = Math.ceil(from.height / step);
  return {
    width,
    height,
    channels: channels.map((rows) => {
      const codes = new Uint16Array(width * height);
      const means = new Float64Array(width);
      const reducer = new RowReducer(from.width, width);
      for (let row = 0; row < height; row++) {
        const some = rows.slice(row * step, (row + 1) * step);
        if (step > 1) {
          for (const values of some) reducer.add(values, 1);
          reducer.finish(means);
        }
        encode(step > 1 ? means : (some[0] ?? means), codes, row * width);
      }
      return codes;
    }),
  };
}
