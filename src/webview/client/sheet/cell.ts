/** A frame on the sheet: its picture, name, time, and what is to be said of it. */
import * as l10n from '@vscode/l10n';
import type { SheetFrame } from '../../sheetProtocol';
import { element } from '../dom';

export interface Cell {
  readonly element: HTMLElement;
  show(frame: SheetFrame, address: string | null | undefined): void;
}

/** The id of the element of a frame, for `aria-activedescendant`. */
export const cellId = (frame: SheetFrame): string => `frame-${frame.id}`;

/** `index` from 0, of `count`. */
export function makeCell(frame: SheetFrame, index: number, count: number): Cell {
  const picture = element('img', { alt: '', draggable: 'false' });
  const none = element('span', { class: 'none' });
  const mark = element('span', { class: 'mark' });
  const name = element('span', { class: 'name' });
  const time = element('span', { class: 'dim' });
  const made = element(
    'div',
    {
      ...{ class: 'cell', role: 'option', id: cellId(frame), 'data-index': index },
      ...{ 'aria-posinset': index + 1, 'aria-setsize': count },
    },
    element('div', { class: 'picture' }, picture, none, mark),
    name,
    time,
  );
  return {
    element: made,
    show(shown, address) {
      const state = stateOf(shown);
      name.textContent = shown.name;
      name.title = shown.name;
      time.textContent = shown.time;
      mark.textContent = state;
      mark.hidden = state === '';
      made.classList.toggle('rejected', shown.rejected);
      made.setAttribute(
        'aria-label',
        [shown.name, shown.time, state].filter((part) => part !== '').join(', '),
      );
      picture.hidden = typeof address !== 'string';
      if (typeof address === 'string' && picture.src !== address) picture.src = address;
      none.textContent = address === null ? l10n.t('No picture') : '';
    },
  };
}

function stateOf({ problem, rejected }: SheetFrame): string {
  return rejected ? l10n.t('Rejected') : problem;
}
