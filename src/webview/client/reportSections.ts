/** The sections of a report as elements. */
import * as l10n from '@vscode/l10n';
import { isPath, type ReportTable, spansOf } from '../../core/text/report';
import { restOfList } from '../../core/text/reportMarkdown';
import type { ShownSection } from '../reportProtocol';
import { button, element } from './dom';

export interface ReportPage {
  readonly element: HTMLElement;
  /** Adds lines to the end of the list. */
  add(lines: readonly string[]): void;
}

/** A text of a report: paths are buttons that call `open`, other text from files stands out. */
export function textNodes(text: string, open: (path: string) => void): readonly (Node | string)[] {
  return spansOf(text).map((span) => {
    if (!span.fromFile) return span.text;
    return isPath(span)
      ? button(span.text, () => open(span.text), { class: 'path' })
      : element('span', { class: 'from-file' }, span.text);
  });
}

/** `more` is called with the number of lines that are there, when the user wants the next ones. */
export function sectionElement(
  section: ShownSection,
  open: (path: string) => void,
  more: (from: number) => void,
): ReportPage {
  const { title, count, note, table, total } = section;
  const list = element('ul', {});
  const end = element('p', { class: 'dim' });
  let listed = 0;
  const add = (lines: readonly string[]) => {
    list.append(...lines.map((line) => element('li', {}, ...textNodes(line, open))));
    listed += lines.length;
    const left = total - listed;
    const text = left > 0 ? '' : restOfList(section);
    const next = button(l10n.t('Show more ({0} left)', left), () => more(listed), { class: 'secondary' });
    end.replaceChildren(...(left > 0 ? [next] : text === '' ? [] : [text]));
  };
  add(section.lines);
  const made = element(
    'section',
    {},
    ...(title === '' ? [] : [element('h2', {}, count === null ? title : `${title} (${count})`)]),
    ...(note === '' ? [] : [element('p', {}, ...textNodes(note, open))]),
    ...(table === undefined ? [] : [element('div', { class: 'scroll' }, tableElement(title, table))]),
    ...(total === 0 ? [] : [list]),
    end,
  );
  return { element: made, add };
}

function tableElement(title: string, { columns, rows }: ReportTable): HTMLElement {
  const numeric = (index: number) => (columns[index]?.numeric === true ? { class: 'number' } : {});
  return element(
    'table',
    { 'aria-label': title },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...columns.map((column, i) => element('th', { scope: 'col', ...numeric(i) }, column.title)),
      ),
    ),
    element(
      'tbody',
      {},
      ...rows.map((row) => element('tr', {}, ...row.map((cell, i) => element('td', numeric(i), cell)))),
    ),
  );
}
