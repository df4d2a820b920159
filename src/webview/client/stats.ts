/** The statistics page: asks for figures, shows them, and keeps its place when it is hidden and made anew. */
import type { Stats } from '../../core/archive';
import type { FromPage, ToPage } from '../protocol';
import { focusMark } from './chart';
import { content, type Content } from './content';
import { button, element } from './dom';
import { timeText } from './time';

/** What outlives the page while it is hidden. Figures do not: the archive has them at hand. */
interface State {
  readonly allObjects: boolean;
  readonly scroll: number;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): State | undefined;
  setState(state: State): void;
};

const vscode = acquireVsCodeApi();
let state: State = { allObjects: false, scroll: 0, ...vscode.getState() };
let stats: Stats | undefined;
let shown: Content | undefined;

const status = element('span', { class: 'status', role: 'status' }, 'Counting…');
const refresh = button('Refresh', () => vscode.postMessage({ kind: 'refresh' }), { class: 'secondary' });
const failure = element('div', { class: 'failure', role: 'alert' });
const body = element('div', { class: 'content' });
const head = element('header', {}, element('h1', {}, 'Archive statistics'), status, refresh);
document.querySelector('main')?.append(head, failure, body);

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'counting':
      status.textContent = 'Counting…';
      break;
    case 'stats':
      failure.replaceChildren();
      show(data.stats);
      break;
    case 'failed':
      status.textContent = stats ? countedText(stats) : '';
      fail(data.message);
      break;
  }
});

function show(figures: Stats): void {
  const first = stats === undefined;
  stats = figures;
  status.textContent = countedText(figures);
  const focused = (document.activeElement as HTMLElement | SVGElement | null)?.dataset['key'];
  const scroll = first ? state.scroll : window.scrollY;
  shown?.dispose();
  shown = content(figures, {
    allObjects: state.allObjects,
    toggleObjects: () => {
      save({ allObjects: !state.allObjects });
      show(figures);
    },
    register: () => vscode.postMessage({ kind: 'register' }),
  });
  body.replaceChildren(...shown.elements);
  // Charts draw themselves once their width is known, in the frame that comes.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      window.scrollTo({ top: scroll });
      if (focused !== undefined) focusMark(body, focused);
    }),
  );
}

function fail(message: string): void {
  failure.replaceChildren(
    element('p', {}, 'The archive could not be counted.'),
    element('p', {}, message),
    button('Try again', () => vscode.postMessage({ kind: 'refresh' })),
    button('Show log', () => vscode.postMessage({ kind: 'log' }), { class: 'secondary' }),
  );
  failure.scrollIntoView({ block: 'nearest' });
}

function countedText({ counted }: Stats): string {
  return `Counted at ${timeText(counted)}`;
}

function save(change: Partial<State>): void {
  state = { ...state, ...change };
  vscode.setState(state);
}

let settling: number | undefined;
window.addEventListener('scroll', () => {
  window.clearTimeout(settling);
  settling = window.setTimeout(() => save({ scroll: window.scrollY }), 150);
});

vscode.postMessage({ kind: 'ready' });
