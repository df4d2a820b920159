/** The pixel under the pointer, in words. */
import type { ShownPixel } from '../../imageProtocol';
import { element } from '../dom';
import type { Point } from './viewport';

export class PixelReading {
  readonly element = element('div', { class: 'reading', role: 'status' });
  readonly #ask: (pixel: Point) => boolean;
  #pointed: Point | null = null;
  #asked: Point | null = null;
  #isAsking = false;

  /** `ask` returns false where there is nothing to ask about. */
  constructor(ask: (pixel: Point) => boolean) {
    this.#ask = ask;
  }

  /** The pixel under the pointer as stored, from 0; null where there is none. */
  get pixel(): Point | null {
    return this.#pointed;
  }

  /** One question at a time: the pointer moves faster than answers come. */
  point(pixel: Point | null): void {
    const isSame = this.#pointed?.x === pixel?.x && this.#pointed?.y === pixel?.y;
    this.#pointed = pixel;
    if (pixel === null) this.element.replaceChildren();
    else if (!isSame) this.#askNow();
  }

  show(pixel: ShownPixel | null): void {
    this.#isAsking = false;
    const isNewer = this.#asked?.x !== this.#pointed?.x || this.#asked?.y !== this.#pointed?.y;
    if (this.#pointed === null || pixel === null) this.element.replaceChildren();
    else {
      const parts = [pixel.place, pixel.value, pixel.electrons, pixel.sky].filter((part) => part !== null);
      this.element.replaceChildren(...parts.map((part) => element('span', {}, part)));
    }
    if (isNewer) this.#askNow();
  }

  #askNow(): void {
    if (this.#isAsking || this.#pointed === null || !this.#ask(this.#pointed)) return;
    this.#isAsking = true;
    this.#asked = this.#pointed;
  }
}
