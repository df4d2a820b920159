/** How an image is cut into tiles (FITS 4.0 §10.1.3): pure counting. */
import type { Rect } from './pixelImage';

export interface TileGrid {
  /** ZNAXISn. */
  readonly axes: readonly number[];
  /** ZTILEn, at most the axis: `[9576, 1]`. */
  readonly tile: readonly number[];
  /** Tiles along each axis: `[1, 6388]`. */
  readonly counts: readonly number[];
}

/** A tile and what of it lies in the part of a plane that is read. */
export interface TilePart {
  /** Row of the table, from 0. */
  readonly index: number;
  /** Pixels of the tile along the first two axes; those at the end of an axis are smaller. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the tile along all axes. */
  readonly pixels: number;
  /** Pixels of the tile in front of the plane, for a tile with several planes. */
  readonly skip: number;
  /** Where the tile begins in the plane. */
  readonly x: number;
  readonly y: number;
}

/** The grid of an image; tiles are one row where ZTILEn are missing. Null where an axis or tile is 0. */
export function tileGrid(axes: readonly number[], tiles: readonly (number | null)[]): TileGrid | null {
  const tile = axes.map((length, n) => Math.min(length, tiles[n] ?? (n === 0 ? length : 1)));
  if (tile.some((length) => length < 1)) return null;
  return { axes, tile, counts: axes.map((length, n) => Math.ceil(length / (tile[n] ?? 1))) };
}

/** How many tiles a grid has. */
export function tileCount(grid: TileGrid): number {
  return grid.counts.reduce((product, count) => product * count, 1);
}

/** Pixels of the largest tile. */
export function tilePixels(grid: TileGrid): number {
  return grid.tile.reduce((product, length) => product * length, 1);
}

/** The tiles that a part of a plane lies in, in the order of the table. */
export function* tilesOf(grid: TileGrid, plane: number, rect: Rect): Generator<TilePart> {
  if (rect.width === 0 || rect.height === 0) return;
  const { axes, tile, counts } = grid;
  const [width = 1, height = 1] = axes;
  const [tileWidth = 1, tileHeight = 1] = tile;
  const [across = 1, down = 1] = counts;
  const { before, depth, skip } = deep(grid, plane);
  const right = Math.floor((rect.x + rect.width - 1) / tileWidth);
  const bottom = Math.floor((rect.y + rect.height - 1) / tileHeight);
  for (let row = Math.floor(rect.y / tileHeight); row <= bottom; row++) {
    const y = row * tileHeight;
    const rows = Math.min(tileHeight, height - y);
    for (let column = Math.floor(rect.x / tileWidth); column <= right; column++) {
      const x = column * tileWidth;
      const columns = Math.min(tileWidth, width - x);
      const index = (before * down + row) * across + column;
      const pixels = columns * rows;
      yield { index, width: columns, height: rows, pixels: pixels * depth, skip: pixels * skip, x, y };
    }
  }
}

/** Where a plane lies among tiles along the third and further axes. */
function deep({ axes, tile, counts }: TileGrid, plane: number) {
  let rest = plane;
  /** Layers of tiles in front of that of the plane; planes of its tiles; those in front of the plane. */
  let [before, layers, depth, skip] = [0, 1, 1, 0];
  for (let n = 2; n < axes.length; n++) {
    const length = axes[n] ?? 1;
    const step = tile[n] ?? 1;
    const place = rest % length;
    rest = Math.floor(rest / length);
    const at = Math.floor(place / step);
    skip += (place - at * step) * depth;
    depth *= Math.min(step, length - at * step);
    before += at * layers;
    layers *= counts[n] ?? 1;
  }
  return { before, depth, skip };
}
