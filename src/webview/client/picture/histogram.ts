/** The histogram of a picture, with a handle for black, one for the midtones and one for white. */
import * as l10n from '@vscode/l10n';
import { CODES, type Levels } from '../../../core/rules/picture/levels';
import type { Picture } from '../../../core/rules/picture/picture';
import { element, svg } from '../dom';
import { apart, type Axis, axisOf, columnsOf, countCodes, placeAt, shareOf, WHOLE } from './axis';
import { type Handle, HANDLES, moveHandle, type Points, valueAt } from './points';

/** Units of the drawing. */
const WIDTH = 256;
const HEIGHT = 64;
/** Pixels between the middles of two handles, at least. */
const GAP = 13;
/** A step of the arrow keys in parts of the axis; ten times as much with Page up and Page down. */
const STEP = 1 / 200;
const STEPS: Readonly<Partial<Record<string, number>>> = {
  ...{ ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 },
  ...{ PageDown: -10, PageUp: 10 },
};

const NAMES: Readonly<Record<Handle, () => string>> = {
  black: () => l10n.t('Black point'),
  middle: () => l10n.t('Midtones'),
  white: () => l10n.t('White point'),
};
const CLASSES = ['red', 'green', 'blue'];

export class Histogram {
  readonly element: HTMLElement;
  readonly #plot = element('div', { class: 'plot' });
  readonly #curves = svg('g');
  readonly #marks = svg('g', { class: 'marks' });
  readonly #values = element('p', { class: 'values dim' });
  readonly #handles = new Map<Handle, HTMLElement>();
  readonly #moved: (points: Points) => void;
  #counts: readonly Uint32Array[] = [];
  #levels: Levels = { low: 0, high: CODES - 1, closest: null };
  #axis: Axis = WHOLE;
  #points: Points = { black: 0, middle: 0.5, white: 1 };

  /** `moved` is called while the user moves a handle. */
  constructor(moved: (points: Points) => void) {
    this.#moved = moved;
    this.#plot.append(
      svg(
        'svg',
        { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        this.#curves,
        this.#marks,
      ),
      ...HANDLES.map((handle) => this.#makeHandle(handle)),
    );
    this.element = element(
      'div',
      { class: 'histogram', role: 'group', 'aria-label': l10n.t('Histogram') },
      this.#plot,
      this.#values,
    );
    new ResizeObserver(() => this.#placeHandles()).observe(this.#plot);
  }

  /** Counts the pixels of another picture; `show` draws them. */
  count({ channels, levels }: Picture): void {
    this.#levels = levels;
    this.#counts = channels.map(({ codes }) => countCodes(codes));
  }

  /** Draws the part of the axis where the pixels and these points are. */
  show(points: Points): void {
    this.#points = points;
    this.#axis = axisOf(this.#counts, points);
    this.#draw();
    this.#showPoints();
  }

  /** Higher counts by their square root, so that few bright stars can be seen. */
  #draw(): void {
    const columns = this.#counts.map((counts) => columnsOf(counts, this.#axis));
    const highest = Math.max(1, ...columns.map((each) => Math.max(...each.counts)));
    this.#curves.replaceChildren(
      ...columns.map(({ counts, width }, channel) => {
        const wide = WIDTH * width;
        const steps = counts.map((count, x) => {
          const y = (HEIGHT * (1 - Math.sqrt(count / highest))).toFixed(1);
          return `L${(x * wide).toFixed(2)} ${y}L${Math.min((x + 1) * wide, WIDTH).toFixed(2)} ${y}`;
        });
        const d = `M0 ${HEIGHT}${steps.join('')}L${WIDTH} ${HEIGHT}Z`;
        return svg('path', { d, class: columns.length === 1 ? 'grey' : (CLASSES[channel] ?? 'grey') });
      }),
    );
  }

  #showPoints(): void {
    const points = this.#points;
    this.#placeHandles();
    this.#marks.replaceChildren(
      ...HANDLES.map((handle) => {
        const x = WIDTH * shareOf(points[handle], this.#axis);
        return svg('line', { x1: x, x2: x, y1: 0, y2: HEIGHT, 'vector-effect': 'non-scaling-stroke' });
      }),
    );
    const texts = HANDLES.map((handle) => {
      const text = valueText(valueAt(points[handle], this.#levels));
      const mark = this.#handles.get(handle);
      mark?.setAttribute('aria-valuenow', String(Math.round(points[handle] * (CODES - 1))));
      mark?.setAttribute('aria-valuetext', text);
      mark?.setAttribute('title', `${NAMES[handle]()}: ${text}`);
      return text;
    });
    this.#values.textContent = l10n.t('Black {0} · midtones {1} · white {2}', ...texts);
  }

  #placeHandles(): void {
    const width = this.#plot.clientWidth;
    const wanted = HANDLES.map((handle) => width * shareOf(this.#points[handle], this.#axis));
    apart(wanted, width, GAP).forEach((left, i) => {
      const mark = this.#handles.get(HANDLES[i] ?? 'black');
      if (!mark) return;
      mark.style.left = `${left}px`;
      const place = this.#points[HANDLES[i] ?? 'black'];
      mark.classList.toggle('beyond', place > this.#axis.to || place < this.#axis.from);
    });
  }

  #makeHandle(handle: Handle): HTMLElement {
    const mark = element('div', {
      class: `handle ${handle}`,
      role: 'slider',
      tabindex: 0,
      'aria-label': NAMES[handle](),
      'aria-valuemin': 0,
      'aria-valuemax': CODES - 1,
      'aria-valuenow': 0,
    });
    const move = (to: number) => {
      this.#points = moveHandle(this.#points, handle, to);
      this.#showPoints();
      this.#moved(this.#points);
    };
    // A handle that had to make way for another is held where it is, not where it belongs.
    let held = 0;
    mark.addEventListener('pointerdown', (event) => {
      mark.setPointerCapture(event.pointerId);
      mark.focus();
      const { left, width } = this.#plot.getBoundingClientRect();
      held = event.clientX - left - width * shareOf(this.#points[handle], this.#axis);
      event.preventDefault();
    });
    mark.addEventListener('pointermove', (event) => {
      if (!mark.hasPointerCapture(event.pointerId)) return;
      const { left, width } = this.#plot.getBoundingClientRect();
      if (width > 0) move(placeAt((event.clientX - left - held) / width, this.#axis));
    });
    // The axis follows only then: under the pointer nothing may slip away.
    mark.addEventListener('lostpointercapture', () => this.show(this.#points));
    mark.addEventListener('keydown', (event) => {
      const to = this.#keyed(handle, event.key);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      move(to);
      this.show(this.#points);
    });
    this.#handles.set(handle, mark);
    return mark;
  }

  #keyed(handle: Handle, key: string): number | null {
    if (key === 'Home') return 0;
    if (key === 'End') return 1;
    const steps = STEPS[key];
    if (steps === undefined) return null;
    const { from, to } = this.#axis;
    // From far off, the first step back leads to the edge of what is shown.
    const now = this.#points[handle];
    const start = steps < 0 && now > to ? to : now;
    return start + steps * Math.max(STEP * (to - from), 1 / (CODES - 1));
  }
}

/** `1,136`, `0.01733`. */
function valueText(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(4)));
}
