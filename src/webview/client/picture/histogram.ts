/** The histogram of a picture, with a handle for black, one for the midtones and one for white. */
import * as l10n from '@vscode/l10n';
import { histogramOf } from '../../../core/rules/picture/histogram';
import { CODES } from '../../../core/rules/picture/levels';
import type { Picture } from '../../../core/rules/picture/picture';
import { element, svg } from '../dom';

/** Units of the drawing. */
const WIDTH = 256;
const HEIGHT = 64;

/** Three places of the picture's range of codes, 0 to 1. */
export interface Points {
  readonly black: number;
  readonly middle: number;
  readonly white: number;
}

type Handle = keyof Points;

const NAMES: Readonly<Record<Handle, () => string>> = {
  black: () => l10n.t('Black point'),
  middle: () => l10n.t('Midtones'),
  white: () => l10n.t('White point'),
};
const CLASSES = ['red', 'green', 'blue'];
/** A step of the arrow keys; ten times as much with Page up and Page down. */
const STEP = 1 / 512;

export class Histogram {
  readonly element: HTMLElement;
  readonly #drawing: SVGSVGElement;
  readonly #curves = svg('g');
  readonly #handles = new Map<Handle, HTMLElement>();
  readonly #moved: (points: Points) => void;
  #points: Points = { black: 0, middle: 0.5, white: 1 };

  /** `moved` is called while the user moves a handle; `text` says what a place is in the picture's own values. */
  constructor(moved: (points: Points) => void, text: (place: number) => string) {
    this.#moved = moved;
    this.#drawing = svg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      this.#curves,
    );
    const handles = (['black', 'middle', 'white'] as const).map((handle) => this.#makeHandle(handle, text));
    this.element = element(
      'div',
      { class: 'histogram', role: 'group', 'aria-label': l10n.t('Histogram') },
      this.#drawing,
      ...handles,
    );
  }

  /** Draws the counts of the picture, higher ones by their square root so that few bright stars can be seen. */
  draw({ channels }: Picture): void {
    const counts = channels.map(({ codes }) => histogramOf(codes, WIDTH));
    // The ends hold what is clipped, which would press everything else flat.
    const highest = Math.max(1, ...counts.map((each) => Math.max(...each.subarray(1, WIDTH - 1))));
    this.#curves.replaceChildren(
      ...counts.map((each, channel) => {
        const heights = [...each].map((count) => HEIGHT * (1 - Math.min(1, Math.sqrt(count / highest))));
        const d = `M0 ${HEIGHT}${heights.map((y, x) => `L${x} ${y.toFixed(1)}L${x + 1} ${y.toFixed(1)}`).join('')}L${WIDTH} ${HEIGHT}Z`;
        return svg('path', { d, class: channels.length === 1 ? 'grey' : (CLASSES[channel] ?? 'grey') });
      }),
    );
  }

  show(points: Points): void {
    this.#points = points;
    for (const [handle, mark] of this.#handles) {
      mark.style.left = `${100 * points[handle]}%`;
      mark.setAttribute('aria-valuenow', String(Math.round(points[handle] * (CODES - 1))));
    }
  }

  #makeHandle(handle: Handle, text: (place: number) => string): HTMLElement {
    const mark = element('div', {
      class: `handle ${handle}`,
      role: 'slider',
      tabindex: 0,
      'aria-label': NAMES[handle](),
      'aria-valuemin': 0,
      'aria-valuemax': CODES - 1,
      'aria-valuenow': 0,
      title: NAMES[handle](),
    });
    const move = (to: number) => {
      const points = moveHandle(this.#points, handle, to);
      this.show(points);
      mark.setAttribute('aria-valuetext', text(points[handle]));
      this.#moved(points);
    };
    mark.addEventListener('pointerdown', (event) => {
      mark.setPointerCapture(event.pointerId);
      mark.focus();
      event.preventDefault();
    });
    mark.addEventListener('pointermove', (event) => {
      if (!mark.hasPointerCapture(event.pointerId)) return;
      const { left, width } = this.#drawing.getBoundingClientRect();
      if (width > 0) move((event.clientX - left) / width);
    });
    mark.addEventListener('keydown', (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[
        event.key
      ];
      if (steps === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      move(this.#points[handle] + steps * STEP);
    });
    this.#handles.set(handle, mark);
    return mark;
  }
}

/** The points after one was moved: black and white keep apart, and the midtones move with them. */
export function moveHandle(points: Points, handle: Handle, to: number): Points {
  const { black, middle, white } = points;
  const share = white > black ? (middle - black) / (white - black) : 0.5;
  if (handle === 'middle') return { ...points, middle: Math.min(Math.max(to, black), white) };
  const next =
    handle === 'black'
      ? { black: Math.min(Math.max(to, 0), white - STEP), white }
      : { black, white: Math.max(Math.min(to, 1), black + STEP) };
  return { ...next, middle: next.black + share * (next.white - next.black) };
}
