/**
 * Bars and cells that the user can select with pointer and keyboard, and a line that shows the value of the selected
 * one.
 */
import { element, svg } from './dom';

export interface Mark {
  /** Stays the same when the chart is redrawn, so that the bar keeps the focus: `object 3 1`. */
  readonly key: string;
  /** `NGC 7000, Ha: 12.4 h, 149 frames`. */
  readonly text: string;
  readonly shape: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Its class in the style sheet: `colour-red`, `shade-2`. */
  readonly style: string;
  /** Ids of the sessions that it stands for. */
  readonly sessions: readonly string[];
}

/** The line under a chart. */
export function readout(hint: string): HTMLParagraphElement {
  return element('p', { class: 'readout', 'data-hint': hint, 'aria-hidden': 'true' }, hint);
}

/**
 * Adds `marks` to `chart`. The Tab key enters the chart once; arrow keys, Home and End move between the bars.
 * A click, Enter and the space bar open it. The text of a bar is its accessible name, its tooltip and, while it is
 * selected, the text of `line`.
 */
export function addMarks(
  chart: SVGSVGElement,
  marks: readonly Mark[],
  line: HTMLElement,
  open: (mark: Mark) => void,
): void {
  const hint = line.dataset['hint'] ?? '';
  const shapes = marks.map(({ key, text, shape, style, sessions }, i) =>
    svg(
      'rect',
      {
        ...shape,
        class: `mark ${style}`,
        role: sessions.length > 0 ? 'button' : 'img',
        'aria-label': text,
        'data-key': key,
        tabindex: i === 0 ? 0 : -1,
      },
      svg('title', {}, text),
    ),
  );
  shapes.forEach((shape, i) => {
    const say = () => (line.textContent = marks[i]?.text ?? hint);
    const rest = () => (line.textContent = hint);
    shape.addEventListener('pointerenter', say);
    shape.addEventListener('pointerleave', rest);
    shape.addEventListener('blur', rest);
    shape.addEventListener('focus', () => {
      for (const other of shapes) other.setAttribute('tabindex', other === shape ? '0' : '-1');
      say();
    });
    const act = () => {
      const mark = marks[i];
      if (mark && mark.sessions.length > 0) open(mark);
    };
    shape.addEventListener('click', act);
    shape.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        act();
        return;
      }
      const target = shapes[next(event.key, i, shapes.length)];
      if (!target || target === shape) return;
      event.preventDefault();
      target.focus();
    });
  });
  chart.append(...shapes);
}

function next(key: string, index: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return index;
  }
}
