/** The statistics page: asks for figures, shows them, and keeps its place when it is hidden and made anew. */
import type { Stats } from '../../core/api/archive';
import type { FromPage, ToPage } from '../protocol';
import { focusMark } from './chart';
import { content, type Content } from './content';
import { button, element } from './dom';
import { ScrolledPage } from './scrolledPage';
import { timeText } from './time';

/** What outlives the page while it is hidden. Figures do not: the archive has them at hand. */
interface Chosen {
  readonly allObjects: boolean;
}

const page = new ScrolledPage<FromPage, Chosen>({ allObjects: false });
let stats: Stats | undefined;
let shown: Content | undefined;

const status = element('span', { class: 'status', role: 'status' }, 'Counting…');
const refresh = button('Refresh', () => page.say({ kind: 'refresh' }), { class: 'secondary' });
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
  stats = figures;
  status.textContent = countedText(figures);
  const focused = (document.activeElement as HTMLElement | SVGElement | null)?.dataset['key'];
  const scroll = page.place();
  shown?.dispose();
  shown = content(figures, {
    allObjects: page.chosen.allObjects,
    toggleObjects: () => {
      page.choose({ allObjects: !page.chosen.allObjects });
      show(figures);
    },
    register: () => page.say({ kind: 'register' }),
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
    button('Try again', () => page.say({ kind: 'refresh' })),
    button('Show log', () => page.say({ kind: 'log' }), { class: 'secondary' }),
  );
  failure.scrollIntoView({ block: 'nearest' });
}

function countedText({ counted }: Stats): string {
  return `Counted at ${timeText(counted)}`;
}

page.say({ kind: 'ready' });
