/** Pixels of a tile-compressed image (FITS 4.0 §10): only the tiles are unpacked that a part lies in. */
import { english } from '../../base/english';
import { CancelledError } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { PixelImage, Rect, Samples } from './pixelImage';
import type { PixelSource } from './pixelSource';
import { checkRect } from './rect';
import { newSamples, SAMPLE_BYTES } from './samples';
import { tileCount, type TilePart, tilePixels, tilesOf } from './tileGrid';
import { type TiledHeader, TileReader } from './tileReader';
import { ZippedTiles } from './zippedTiles';

/** Half a GiB: an image of 120 million floats may be one tile. */
export const MOST_TILE_BYTES = 2 ** 29;
/** Tiles that are kept because only a part of them was asked for, as a rule the next part is. */
const MOST_KEPT_BYTES = 32 * 1024 * 1024;

/** Tiles that are unpacked elsewhere at a time; those behind them wait. */
const MOST_WAITING = 128;

/** An image whose tiles are what a table points to. */
export function tiledImage(source: PixelSource, header: TiledHeader): PixelImage {
  const { shape, grid } = header;
  const image = new TiledImage(source, header);
  return {
    ...shape,
    rowsPerRead: grid.tile[1] ?? 1,
    read: (plane, rect, signal) => image.read(plane, rect, signal),
  };
}

class TiledImage {
  readonly #source: PixelSource;
  readonly #header: TiledHeader;
  readonly #tiles: TileReader;
  readonly #zipped: ZippedTiles;
  /** Tiles by their row of the table, that used last at the end. */
  readonly #kept = new Map<number, Samples>();
  #keptBytes = 0;

  constructor(source: PixelSource, header: TiledHeader) {
    this.#source = source;
    this.#header = header;
    this.#tiles = new TileReader(source, header);
    this.#zipped = new ZippedTiles(this.#tiles);
  }

  async read(plane: number, rect: Rect, signal?: AbortSignal): Promise<Samples> {
    const { shape, grid } = this.#header;
    checkRect(this.#source.path, shape, plane, rect);
    this.#checkSizes();
    const samples = newSamples(shape.sample, rect.width * rect.height);
    const breather = new Breather();
    const batches: Promise<void>[] = [];
    for (const part of tilesOf(grid, plane, rect)) {
      if (signal?.aborted === true) throw new CancelledError();
      const batch = this.#readTile(part, rect, samples);
      if (batch !== null) batches.push(batch);
      // A reading that ends early hears of no other errors.
      batch?.catch(() => undefined);
      if (batches.length > MOST_WAITING) await batches.shift();
      if (breather.isDue) await breather.breathe();
    }
    await Promise.all(batches);
    return samples;
  }

  /** Before memory is reserved for what a header announces and no table holds. */
  #checkSizes(): void {
    const { shape, grid, table } = this.#header;
    const needed = tileCount(grid);
    if (needed > table.rows) {
      throw this.#tiles.error(
        english('its table has too few rows'),
        english('{0} tiles', needed),
        english('{0} rows', table.rows),
      );
    }
    const bytes = tilePixels(grid) * SAMPLE_BYTES[shape.sample];
    if (bytes <= MOST_TILE_BYTES) return;
    throw this.#tiles.error(
      english('its tiles are too large'),
      english('at most {0} bytes', MOST_TILE_BYTES),
      english('{0} bytes', bytes),
    );
  }

  /** Null where the tile is there; else it is when the promise is kept. */
  #readTile(part: TilePart, rect: Rect, samples: Samples): Promise<void> | null {
    const isWhole =
      part.width === rect.width && part.x === rect.x && part.pixels === part.width * part.height;
    const first = part.y - rect.y;
    if (isWhole && first >= 0 && first + part.height <= rect.height) {
      // As wide as what is asked for and within it: unpacked right to where it belongs.
      const from = first * rect.width;
      return this.#unpack(part, samples.subarray(from, from + part.pixels));
    }
    const kept = this.#kept.get(part.index);
    if (kept !== undefined) {
      this.#kept.delete(part.index);
      this.#kept.set(part.index, kept);
      copyPart(part, kept, rect, samples);
      return null;
    }
    const tile = newSamples(this.#header.shape.sample, part.pixels);
    const use = () => {
      if (isPartly(part, rect)) this.#keep(part.index, tile);
      copyPart(part, tile, rect, samples);
    };
    const batch = this.#unpack(part, tile);
    if (batch !== null) return batch.then(use);
    use();
    return null;
  }

  #unpack(part: TilePart, into: Samples): Promise<void> | null {
    const tile = this.#tiles.find(part.index);
    if (tile.scheme === 'GZIP_1' || tile.scheme === 'GZIP_2') return this.#zipped.add(part, tile, into);
    this.#tiles.unpack(part, into);
    return null;
  }

  #keep(index: number, tile: Samples): void {
    if (tile.byteLength > MOST_KEPT_BYTES || this.#kept.has(index)) return;
    this.#kept.set(index, tile);
    this.#keptBytes += tile.byteLength;
    for (const [oldest, old] of this.#kept) {
      if (this.#keptBytes <= MOST_KEPT_BYTES) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= old.byteLength;
    }
  }
}

/** Whether something of a tile was not asked for, which may be next. */
function isPartly(part: TilePart, rect: Rect): boolean {
  return (
    part.pixels > part.width * part.height ||
    part.x < rect.x ||
    part.y < rect.y ||
    part.x + part.width > rect.x + rect.width ||
    part.y + part.height > rect.y + rect.height
  );
}

/** Copies what lies in the part that is asked for. */
function copyPart(part: TilePart, tile: Samples, rect: Rect, samples: Samples): void {
  const left = Math.max(part.x, rect.x);
  const right = Math.min(part.x + part.width, rect.x + rect.width);
  const top = Math.max(part.y, rect.y);
  const bottom = Math.min(part.y + part.height, rect.y + rect.height);
  for (let y = top; y < bottom; y++) {
    const from = part.skip + (y - part.y) * part.width + left - part.x;
    const row = tile.subarray(from, from + right - left) as Uint8Array;
    (samples as Uint8Array).set(row, (y - rect.y) * rect.width + left - rect.x);
  }
}
