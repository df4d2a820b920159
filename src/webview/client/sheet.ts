/** The contact sheet of a session: the pictures of all of its frames, moved through by keys. */
import './translation';
import * as l10n from '@vscode/l10n';
import type { FromSheet, ToSheet } from '../sheetProtocol';
import { button, element } from './dom';
import { SheetGrid } from './sheet/grid';

declare function acquireVsCodeApi(): {
  postMessage(message: FromSheet): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** What is kept while the page is hidden. */
interface Kept {
  readonly session: string;
  /** Id of the frame that the keys have led to. */
  readonly current?: number | undefined;
  readonly top: number;
}

const vscode = acquireVsCodeApi();
let kept: Kept = { session: '', top: 0, ...(vscode.getState() as Partial<Kept> | undefined) };
/** Whether the place of before the page was hidden is still to be gone back to. */
let isReturning = kept.session !== '';

const keep = (change: Partial<Kept>) => {
  kept = { ...kept, ...change };
  vscode.setState(kept);
};

const title = element('h1', {}, l10n.t('Contact sheet'));
const detail = element('p', { class: 'dim' });
const keys = element(
  'p',
  { class: 'dim keys', id: 'keys' },
  l10n.t('Arrows move, Enter opens, X rejects, U restores.'),
);
const failure = element('div', { class: 'failure', role: 'alert' });
const said = element('p', { class: 'said', role: 'status' });
const grid = new SheetGrid({
  look: (ids, seen) => vscode.postMessage({ kind: 'look', ids: [...ids], seen: [...seen] }),
  open: ({ id }) => vscode.postMessage({ kind: 'open', id }),
  reject: ({ id }, rejected) => vscode.postMessage({ kind: 'reject', id, rejected }),
  moved: ({ id }) => keep({ current: id }),
});
grid.element.setAttribute('aria-describedby', 'keys');
grid.element.addEventListener('scroll', () => {
  if (!isReturning) keep({ top: grid.element.scrollTop });
});
document.body.classList.add('sheet');
document
  .querySelector('main')
  ?.append(element('header', {}, title, detail, keys), failure, grid.element, said);

window.addEventListener('message', ({ data }: MessageEvent<ToSheet>) => {
  switch (data.kind) {
    case 'session': {
      const isSame = kept.session === data.id;
      if (!isSame) {
        keep({ session: data.id, current: undefined, top: 0 });
        grid.put(0, [], undefined);
        grid.scrollTo(0);
        isReturning = false;
      }
      title.textContent = data.title;
      detail.textContent = data.detail;
      failure.replaceChildren();
      break;
    }
    case 'frames':
      grid.put(data.from, data.frames, kept.current);
      goBack();
      break;
    case 'thumbnail':
      grid.show(data.id, data.address);
      break;
    case 'changed':
      grid.outdate(data.ids);
      break;
    case 'rejected': {
      grid.setRejected(data.id, data.rejected);
      const name = grid.frames.find(({ id }) => id === data.id)?.name ?? '';
      said.textContent = data.rejected ? l10n.t('{0} rejected', name) : l10n.t('{0} restored', name);
      break;
    }
    case 'failed':
      failure.replaceChildren(
        element('p', {}, data.message),
        button(l10n.t('Show log'), () => vscode.postMessage({ kind: 'log' }), { class: 'secondary' }),
      );
      break;
  }
});

/** Frames come page by page: the place is reached when there are enough of them. */
function goBack(): void {
  if (!isReturning) return;
  grid.scrollTo(kept.top);
  isReturning = grid.element.scrollTop < kept.top;
}

grid.element.focus();
vscode.postMessage({ kind: 'ready' });
