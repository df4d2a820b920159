/** A figure that redraws its chart when its width changes. */
import { element, svg } from './dom';
import { addMarks, type Mark, readout } from './marks';

export interface Drawing {
  readonly height: number;
  /** Axes and texts, behind the marks. */
  readonly ground: readonly SVGElement[];
  readonly marks: readonly Mark[];
}

/**
 * A titled figure; `draw` returns a drawing for a width. `hint` is shown below it until the user selects a
 * bar, `extras` between title and chart.
 */
export function chart(
  title: string,
  draw: (width: number) => Drawing,
  hint: string,
  ...extras: readonly HTMLElement[]
): { readonly element: HTMLElement; dispose(): void } {
  const line = readout(hint);
  const canvas = element('div', { class: 'canvas' });
  const figure = element('section', { class: 'chart', 'aria-label': title }, element('h2', {}, title));
  figure.append(...extras, canvas, line);

  let drawn = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.floor(canvas.clientWidth);
    if (width === drawn || width === 0) return;
    drawn = width;
    const focused = (document.activeElement as HTMLElement | SVGElement | null)?.dataset['key'];
    const { height, ground, marks } = draw(width);
    const picture = svg('svg', {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'group',
      'aria-label': title,
    });
    picture.append(...ground);
    addMarks(picture, marks, line);
    canvas.replaceChildren(picture);
    if (focused !== undefined) focusMark(canvas, focused);
  });
  observer.observe(canvas);
  return { element: figure, dispose: () => observer.disconnect() };
}

/** Focuses the mark or control with this key inside `root`, if it still exists. */
export function focusMark(root: Element, key: string): void {
  const found = [...root.querySelectorAll<HTMLElement | SVGElement>('[data-key]')].find(
    (candidate) => candidate.dataset['key'] === key,
  );
  found?.focus({ preventScroll: true });
}
