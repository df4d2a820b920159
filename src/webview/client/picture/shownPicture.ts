/** The picture on its canvas: the preview, tiles over it where they are needed, and the grid of single pixels. */
import type { Picture } from '../../../core/rules/picture/picture';
import { stretchTable } from '../../../core/rules/picture/stretch';
import type { Transfer } from '../../../core/rules/picture/transfer';
import { canvasFor, paintInto } from './canvas';
import type { Painting, Tables } from './paint';
import { levelFor, TILE, tileKey, tilesInSight } from './tileGrid';
import type { Size, Viewport } from './viewport';

/** Tiles that are kept, the ones shown last; each takes 1.5 MB at the most, and its canvas another. */
const KEPT_TILES = 96;
/** Tiles that are read at the same time: the view may have moved on before others come to their turn. */
const MOST_ASKED = 4;
/** Pixels of the screen for one of the image, from which on pixels are outlined. */
const GRID_FROM = 16;

interface Painted {
  readonly painting: Painting;
  /** Null where it was not drawn yet, or not for long. */
  canvas: HTMLCanvasElement | null;
  /** The stretch that the canvas was painted with. */
  stretch: number;
}

export class ShownPicture {
  readonly size: Size;
  readonly picture: Picture;
  readonly #ask: (key: string) => void;
  readonly #preview: Painted;
  readonly #tiles = new Map<string, Painted | 'asked' | 'none'>();
  #tables: Tables = [];
  #stretch = 0;
  #asked = 0;

  /** `size` is that of the image; `ask` is called once for each tile that is needed. */
  constructor(picture: Picture, size: Size, ask: (key: string) => void) {
    this.picture = picture;
    this.size = size;
    this.#ask = ask;
    const { width, height } = picture;
    const painting = { width, height, channels: picture.channels.map(({ codes }) => codes) };
    this.#preview = { painting, canvas: null, stretch: -1 };
  }

  get isBottomUp(): boolean {
    return this.picture.orientation.firstRow === 'bottom';
  }

  /** Bytes that it takes while it is not drawn. */
  get bytes(): number {
    const tiles = [...this.#tiles.values()].flatMap((tile) => (typeof tile === 'object' ? [tile] : []));
    return [this.#preview, ...tiles].reduce(
      (sum, { painting }) => sum + painting.channels.reduce((all, codes) => all + codes.byteLength, 0),
      0,
    );
  }

  /** It is not drawn for a while. */
  rest(): void {
    for (const painted of [this.#preview, ...this.#tiles.values()]) {
      if (typeof painted === 'object') painted.canvas = null;
    }
  }

  stretch(transfers: readonly Transfer[], isInverted: boolean): void {
    this.#tables = transfers.map((transfer) => {
      const table = stretchTable(transfer, this.picture.levels);
      return isInverted ? table.map((value) => 255 - value) : table;
    });
    this.#stretch++;
  }

  /** A tile has come; null where it cannot be had. */
  receive(key: string, painting: Painting | null): void {
    if (this.#tiles.get(key) === 'asked') this.#asked--;
    this.#tiles.delete(key);
    this.#tiles.set(key, painting === null ? 'none' : { painting, canvas: null, stretch: -1 });
    for (const [oldest] of this.#tiles) {
      if (this.#tiles.size <= KEPT_TILES) break;
      this.#tiles.delete(oldest);
    }
  }

  /** Draws what the view shows. `density` is the number of device pixels for one of the page. */
  draw(
    context: CanvasRenderingContext2D,
    viewport: Viewport,
    view: Size,
    density: number,
    isSmooth: boolean,
  ): void {
    const { scale, left, top } = viewport;
    const { width, height } = this.size;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    context.imageSmoothingEnabled = isSmooth || scale < 1;
    context.imageSmoothingQuality = 'high';
    if (this.isBottomUp) context.transform(1, 0, 0, -1, 0, 2 * top + height * scale);
    context.drawImage(this.#canvas(this.#preview), left, top, width * scale, height * scale);
    const level = levelFor(scale, density, this.picture.width / width);
    if (level !== null) this.#drawTiles(context, viewport, view, level);
    if (scale >= GRID_FROM) this.#drawGrid(context, viewport, view);
  }

  /** Whether every tile that a view would show is there; asks for those that are not. */
  isComplete(viewport: Viewport, view: Size, density: number): boolean {
    const level = levelFor(viewport.scale, density, this.picture.width / this.size.width);
    if (level === null) return true;
    const places = tilesInSight(this.#stored(viewport, view), view, this.size, level).map(tileKey);
    for (const key of places) this.#need(key);
    return places.every((key) => typeof this.#tiles.get(key) === 'object' || this.#tiles.get(key) === 'none');
  }

  /** The tile where it is there; else it is asked for. */
  #need(key: string): Painted | null {
    const tile = this.#tiles.get(key);
    if (typeof tile === 'object') return tile;
    if (tile !== undefined || this.#asked >= MOST_ASKED) return null;
    this.#asked++;
    this.#tiles.set(key, 'asked');
    this.#ask(key);
    return null;
  }

  #drawTiles(context: CanvasRenderingContext2D, viewport: Viewport, view: Size, level: number): void {
    const { scale, left, top } = viewport;
    const { width, height } = this.size;
    const side = TILE * 2 ** level;
    for (const place of tilesInSight(this.#stored(viewport, view), view, this.size, level)) {
      const key = tileKey(place);
      const tile = this.#need(key);
      if (tile !== null) {
        // It was just used: the oldest ones stand first.
        this.#tiles.delete(key);
        this.#tiles.set(key, tile);
        const x = place.column * side;
        const y = place.row * side;
        const [shownWidth, shownHeight] = [Math.min(side, width - x), Math.min(side, height - y)];
        context.drawImage(
          this.#canvas(tile),
          left + x * scale,
          top + y * scale,
          shownWidth * scale,
          shownHeight * scale,
        );
      }
    }
  }

  #drawGrid(context: CanvasRenderingContext2D, viewport: Viewport, view: Size): void {
    const { scale, left, top } = viewport;
    const { width, height } = this.size;
    const stored = this.#stored(viewport, view);
    const columns = within(-left / scale, (view.width - left) / scale, width);
    const rows = within(-stored.top / scale, (view.height - stored.top) / scale, height);
    context.beginPath();
    for (let x = columns[0]; x <= columns[1]; x++) {
      context.moveTo(left + x * scale, top + rows[0] * scale);
      context.lineTo(left + x * scale, top + rows[1] * scale);
    }
    for (let y = rows[0]; y <= rows[1]; y++) {
      context.moveTo(left + columns[0] * scale, top + y * scale);
      context.lineTo(left + columns[1] * scale, top + y * scale);
    }
    context.lineWidth = 1;
    context.strokeStyle = 'rgba(128, 128, 128, 0.35)';
    context.stroke();
  }

  /** The viewport in which the row stored first is on top. */
  #stored(viewport: Viewport, view: Size): Viewport {
    if (!this.isBottomUp) return viewport;
    const { scale, left, top } = viewport;
    return { scale, left, top: view.height - top - this.size.height * scale };
  }

  #canvas(painted: Painted): HTMLCanvasElement {
    const canvas = painted.canvas ?? canvasFor(painted.painting);
    if (painted.canvas === null || painted.stretch !== this.#stretch) {
      paintInto(canvas, painted.painting, this.#tables);
      painted.canvas = canvas;
      painted.stretch = this.#stretch;
    }
    return canvas;
  }
}

function within(from: number, to: number, length: number): [number, number] {
  return [Math.max(Math.floor(from), 0), Math.min(Math.ceil(to), length)];
}
