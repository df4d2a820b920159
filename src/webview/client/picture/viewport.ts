/**
 * Where an image lies in its view: zoom and place, and the ways between pixels of the screen and of the image. Pure.
 * A point of the image counts from its upper left corner as it is shown: the middle of the first pixel is (0.5, 0.5).
 */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Viewport {
  /** Pixels of the screen for one of the image: 1 is actual size, 32 is 3200 %. */
  readonly scale: number;
  /** Where the upper left corner of the image lies, in pixels of the view. */
  readonly left: number;
  readonly top: number;
}

/** 3200 %. */
export const LARGEST_SCALE = 32;
/** The image keeps at least so many pixels of the screen in its longer side. */
const SMALLEST_SIDE = 32;
/** So much of the image, in pixels of the screen, cannot be moved out of sight. */
const ALWAYS_SEEN = 48;

/** The whole image in the middle of the view, never larger than `most`: `fitted({ width: 800, height: 600 }, image)`. */
export function fitted(view: Size, image: Size, most = 1): Viewport {
  const scale = Math.min(view.width / image.width, view.height / image.height, Math.max(most, 0));
  return centred(view, image, clampScale(scale, image));
}

/** The middle of the image in the middle of the view. */
export function centred(view: Size, image: Size, scale: number): Viewport {
  return {
    scale,
    left: (view.width - image.width * scale) / 2,
    top: (view.height - image.height * scale) / 2,
  };
}

/** Another scale, with the point of the image under `at` (of the view) staying there. */
export function zoomed({ scale, left, top }: Viewport, to: number, at: Point, image: Size): Viewport {
  const next = clampScale(to, image);
  const ratio = next / scale;
  return { scale: next, left: at.x - (at.x - left) * ratio, top: at.y - (at.y - top) * ratio };
}

export function moved({ scale, left, top }: Viewport, by: Point): Viewport {
  return { scale, left: left + by.x, top: top + by.y };
}

/** Brings back an image that was moved out of sight. */
export function keptInSight(viewport: Viewport, view: Size, image: Size): Viewport {
  const { scale } = viewport;
  const within = (place: number, length: number, room: number) => {
    const seen = Math.min(ALWAYS_SEEN, length);
    return Math.min(Math.max(place, seen - length), room - seen);
  };
  return {
    scale,
    left: within(viewport.left, image.width * scale, view.width),
    top: within(viewport.top, image.height * scale, view.height),
  };
}

/** The point of the image that a point of the view shows; it may lie outside of it. */
export function imagePoint({ scale, left, top }: Viewport, { x, y }: Point): Point {
  return { x: (x - left) / scale, y: (y - top) / scale };
}

export function viewPoint({ scale, left, top }: Viewport, { x, y }: Point): Point {
  return { x: left + x * scale, y: top + y * scale };
}

function clampScale(scale: number, { width, height }: Size): number {
  const least = Math.min(SMALLEST_SIDE / Math.max(width, height, 1), 1);
  return Math.min(Math.max(scale, least), LARGEST_SCALE);
}

/** The next scale of the keys + and −, in steps that meet 100 %: 0.5, 0.71, 1, 1.41, 2. */
export function stepped(scale: number, steps: number): number {
  const half = Math.round(Math.log2(scale) * 2) / 2;
  return 2 ** (half + steps / 2);
}
