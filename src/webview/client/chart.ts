/** A figure that redraws its chart when its width changes, and whose values can be taken along. */
import * as l10n from '@vscode/l10n';
import { type CsvTable, csvText } from '../../core/text/csv';
import { button, element, svg } from './dom';
import { addMarks, type Mark, readout } from './marks';
import { pngOf } from './stats/chartPicture';

export interface Drawing {
  readonly height: number;
  /** Axes and texts, behind the marks. */
  readonly ground: readonly SVGElement[];
  readonly marks: readonly Mark[];
  /** What adorns the marks, in front of them. */
  readonly front?: readonly SVGElement[];
}

/** What charts ask of the page. */
export interface ChartHost {
  /** Shows the sessions that a mark stands for; `title` is the text of the mark. */
  open(title: string, sessions: readonly string[]): void;
  /** Saves a file that is called so by default: `hours-per-object.csv`; PNG as base64. */
  save(file: string, content: string): void;
}

export interface ChartParts {
  readonly title: string;
  /** Name of its files, without an ending: `hours-per-object`. */
  readonly name: string;
  /** The drawing for a width in pixels. */
  readonly draw: (width: number) => Drawing;
  /** Its values, a row for each mark. */
  readonly table: () => CsvTable;
  /** Shown below until the user points at a mark. */
  readonly hint?: string;
  /** Between title and chart: a legend, a choice. */
  readonly extras?: readonly HTMLElement[];
}

export interface Chart {
  readonly element: HTMLElement;
  dispose(): void;
}

export function chart(
  { title, name, draw, table, hint = '', extras = [] }: ChartParts,
  host: ChartHost,
): Chart {
  const line = readout(hint);
  const canvas = element('div', { class: 'canvas' });
  let picture: SVGSVGElement | undefined;
  const actions = saveButtons(title, {
    csv: () => host.save(`${name}.csv`, csvText(table())),
    png: async () => {
      if (!picture) return;
      try {
        host.save(`${name}.png`, await pngOf(picture, title));
      } catch (error) {
        line.textContent = l10n.t('The picture could not be made: {0}', String(error));
      }
    },
  });
  const head = element('div', { class: 'head' }, element('h2', {}, title), actions);
  const figure = element('section', { class: 'chart', 'aria-label': title }, head, ...extras, canvas, line);

  let drawn = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.floor(canvas.clientWidth);
    if (width === drawn || width === 0) return;
    drawn = width;
    const focused = (document.activeElement as HTMLElement | SVGElement | null)?.dataset['key'];
    const { height, ground, marks, front = [] } = draw(width);
    picture = svg('svg', {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'group',
      'aria-label': title,
    });
    picture.append(...ground);
    addMarks(picture, marks, line, (mark) => host.open(mark.text, mark.sessions));
    picture.append(...front);
    canvas.replaceChildren(picture);
    if (focused !== undefined) focusMark(canvas, focused);
  });
  observer.observe(canvas);
  return { element: figure, dispose: () => observer.disconnect() };
}

function saveButtons(title: string, save: { csv: () => void; png: () => Promise<void> }): HTMLElement {
  const csv = { class: 'secondary', 'aria-label': l10n.t('Save as CSV: {0}', title) };
  const png = { class: 'secondary', 'aria-label': l10n.t('Save as PNG: {0}', title) };
  return element(
    'span',
    { class: 'actions' },
    button('CSV', save.csv, csv),
    button('PNG', () => void save.png(), png),
  );
}

/** Focuses the mark or control with this key inside `root`, if it still exists. */
export function focusMark(root: Element, key: string): void {
  const found = [...root.querySelectorAll<HTMLElement | SVGElement>('[data-key]')].find(
    (candidate) => candidate.dataset['key'] === key,
  );
  found?.focus({ preventScroll: true });
}
