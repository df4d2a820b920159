/** The view of a picture: a canvas that can be moved and zoomed, by pointer and keys. */
import * as l10n from '@vscode/l10n';
import { element } from '../dom';
import { canvasFor } from './canvas';
import { listenToPointer } from './pointer';
import type { ShownPicture } from './shownPicture';
import {
  fitted,
  imagePoint,
  keptInSight,
  moved,
  type Point,
  type Size,
  stepped,
  type Viewport,
  zoomed,
} from './viewport';

/** Pixels of the view that an arrow key moves the picture by; eight times as far with Shift. */
const ARROW = 40;

/** What is kept while the page is hidden: null follows the size of the view. */
export interface Place {
  readonly scale: number;
  /** The point of the image in the middle of the view. */
  readonly middle: Point;
}

export interface ViewEvents {
  /** The pointer is over this pixel as stored, from 0; null where there is none. */
  hover(pixel: Point | null): void;
  placed(place: Place | null, scale: number): void;
}

export class PictureView {
  readonly element = element('div', {
    class: 'view',
    tabindex: 0,
    role: 'img',
    'aria-label': l10n.t('Picture'),
  });
  readonly #canvas = element('canvas', {});
  readonly #events: ViewEvents;
  #shown: ShownPicture | null = null;
  #viewport: Viewport = { scale: 1, left: 0, top: 0 };
  #isFitted = true;
  #isSmooth: boolean;
  #waiting = false;
  #at: Point | null = null;

  constructor(events: ViewEvents, isSmooth: boolean) {
    this.#events = events;
    this.#isSmooth = isSmooth;
    this.element.append(this.#canvas);
    new ResizeObserver(() => this.#resized()).observe(this.element);
    listenToPointer(this.element, {
      moveBy: (by) => this.#place(moved(this.#viewport, by)),
      zoomBy: (factor, at) => this.#zoomTo(this.#viewport.scale * factor, at),
      hover: (at) => this.#hover(at),
      toggleZoom: (at) => (this.#viewport.scale < 1 ? this.#zoomTo(1, at) : this.fit()),
    });
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  get size(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** Shows another picture, at its old place where there is one. */
  show(shown: ShownPicture | null, place: Place | null): void {
    this.#shown = shown;
    this.#isFitted = place === null;
    if (shown && place) this.#viewport = this.#centredOn(place);
    this.#resized();
  }

  get place(): Place | null {
    const { scale } = this.#viewport;
    return this.#isFitted ? null : { scale, middle: imagePoint(this.#viewport, this.#middle) };
  }

  /** Moves the picture where another one is. */
  moveTo(place: Place | null): void {
    this.show(this.#shown, place);
  }

  /** Whether all is there that would be seen of a picture in place of this one. */
  isComplete(shown: ShownPicture): boolean {
    return shown.isComplete(this.#viewport, this.size, window.devicePixelRatio);
  }

  fit(): void {
    this.#isFitted = true;
    this.#resized();
  }

  /** To a scale, with the middle of the view staying where it is: 1 is actual size. */
  zoomTo(scale: number): void {
    this.#zoomTo(scale, this.#middle);
  }

  zoomBy(steps: number): void {
    this.#zoomTo(stepped(this.#viewport.scale, steps), this.#middle);
  }

  smooth(isSmooth: boolean): void {
    this.#isSmooth = isSmooth;
    this.redraw();
  }

  /** Draws once before the next frame of the screen, however often it was asked for. */
  redraw(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  /** The part of the picture that is seen, as PNG; null where nothing is shown. */
  async seen(): Promise<Blob | null> {
    if (!this.#shown) return null;
    this.#draw();
    const { scale, left, top } = this.#viewport;
    const density = window.devicePixelRatio;
    const { width, height } = this.#shown.size;
    const part = (from: number, length: number, room: number) => {
      const first = Math.max(0, Math.floor(from * density));
      return [first, Math.max(1, Math.min(room, Math.ceil((from + length) * density)) - first)] as const;
    };
    const [x, wide] = part(left, width * scale, this.#canvas.width);
    const [y, high] = part(top, height * scale, this.#canvas.height);
    const copy = canvasFor({ width: wide, height: high });
    copy.getContext('2d')?.drawImage(this.#canvas, -x, -y);
    return new Promise((resolve) => copy.toBlob(resolve, 'image/png'));
  }

  get #middle(): Point {
    return { x: this.size.width / 2, y: this.size.height / 2 };
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A fitted picture has nothing beside it: the keys lead to the files beside it.
    if (this.#isFitted && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) return;
    const far = event.shiftKey ? 8 * ARROW : ARROW;
    const actions: Record<string, () => void> = {
      '+': () => this.zoomBy(1),
      '=': () => this.zoomBy(1),
      '-': () => this.zoomBy(-1),
      '0': () => this.fit(),
      '1': () => this.zoomTo(1),
      ArrowLeft: () => this.#place(moved(this.#viewport, { x: far, y: 0 })),
      ArrowRight: () => this.#place(moved(this.#viewport, { x: -far, y: 0 })),
      ArrowUp: () => this.#place(moved(this.#viewport, { x: 0, y: far })),
      ArrowDown: () => this.#place(moved(this.#viewport, { x: 0, y: -far })),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  #zoomTo(scale: number, at: Point): void {
    if (this.#shown) this.#place(zoomed(this.#viewport, scale, at, this.#shown.size));
  }

  #place(viewport: Viewport): void {
    if (!this.#shown) return;
    this.#isFitted = false;
    this.#viewport = keptInSight(viewport, this.size, this.#shown.size);
    this.#tell();
    this.redraw();
  }

  #resized(): void {
    const density = window.devicePixelRatio;
    const { width, height } = this.size;
    this.#canvas.width = Math.max(1, Math.round(width * density));
    this.#canvas.height = Math.max(1, Math.round(height * density));
    if (this.#shown) {
      // A small image fills the view, too: its pixels are what there is to see.
      if (this.#isFitted) this.#viewport = fitted(this.size, this.#shown.size, 8);
      else this.#viewport = keptInSight(this.#viewport, this.size, this.#shown.size);
      this.#tell();
    }
    this.#draw();
  }

  #tell(): void {
    this.#events.placed(this.place, this.#viewport.scale);
    this.#hover(this.#at);
  }

  #centredOn({ scale, middle }: Place): Viewport {
    return { scale, left: this.#middle.x - middle.x * scale, top: this.#middle.y - middle.y * scale };
  }

  #hover(at: Point | null): void {
    this.#at = at;
    if (at === null || !this.#shown) return this.#events.hover(null);
    const { width, height } = this.#shown.size;
    const point = imagePoint(this.#viewport, at);
    const [x, y] = [Math.floor(point.x), Math.floor(point.y)];
    if (x < 0 || y < 0 || x >= width || y >= height) return this.#events.hover(null);
    this.#events.hover({ x, y: this.#shown.isBottomUp ? height - 1 - y : y });
  }

  #draw(): void {
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    if (this.#shown)
      this.#shown.draw(context, this.#viewport, this.size, window.devicePixelRatio, this.#isSmooth);
    else context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }
}
