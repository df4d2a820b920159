/**
 * Which parts of an image a view needs in full detail. Level 0 is made of the pixels themselves, level 1 of every
 * second one, level 2 of every fourth. Pure.
 */
import type { Size, Viewport } from './viewport';

/** Pixels of a side of a tile, on every level. */
export const TILE = 512;

export interface TilePlace {
  readonly level: number;
  /** Counted from the left and from the top, from 0. */
  readonly column: number;
  readonly row: number;
}

/**
 * The coarsest level that shows an image at this scale without loss, for a screen with so many device pixels for one of
 * the page; null where the preview, with `preview` pixels for one of the image, does so already.
 */
export function levelFor(scale: number, devicePixels: number, preview: number): number | null {
  const wanted = scale * devicePixels;
  if (preview >= 1 || preview >= wanted) return null;
  return Math.max(Math.floor(Math.log2(1 / wanted)), 0);
}

/** The tiles of a level that can be seen, those in the middle of the view first. */
export function tilesInSight(viewport: Viewport, view: Size, image: Size, level: number): TilePlace[] {
  const side = TILE * 2 ** level;
  const { scale, left, top } = viewport;
  const range = (from: number, room: number, length: number): [number, number] => {
    const first = Math.max(Math.floor(-from / scale / side), 0);
    const last = Math.min(Math.ceil((room - from) / scale / side), Math.ceil(length / side));
    return [first, last];
  };
  const [left0, right] = range(left, view.width, image.width);
  const [top0, bottom] = range(top, view.height, image.height);
  const places: TilePlace[] = [];
  for (let row = top0; row < bottom; row++) {
    for (let column = left0; column < right; column++) places.push({ level, column, row });
  }
  const middle = {
    x: (view.width / 2 - left) / scale / side - 0.5,
    y: (view.height / 2 - top) / scale / side - 0.5,
  };
  const distance = ({ column, row }: TilePlace) => Math.hypot(column - middle.x, row - middle.y);
  return places.sort((a, b) => distance(a) - distance(b));
}

/** For a map: `0/3/5`. */
export function tileKey({ level, column, row }: TilePlace): string {
  return `${level}/${column}/${row}`;
}
