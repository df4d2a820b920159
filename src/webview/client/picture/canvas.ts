/** Canvases that hold a part of a picture. */
import { paint, type Painting, type Tables } from './paint';
import type { Size } from './viewport';

/** A canvas for a painting, drawn again by `paintInto` after the stretch has changed. */
export function canvasFor({ width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

export function paintInto(canvas: HTMLCanvasElement, painting: Painting, tables: Tables): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const pixels = context.createImageData(painting.width, painting.height);
  // Every browser that VS Code runs in is little-endian.
  paint(painting, tables, new Uint32Array(pixels.data.buffer));
  context.putImageData(pixels, 0, 0);
}
