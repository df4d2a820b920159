/** The statistics page: requests figures, shows them, and keeps its position while it is hidden. */
import './translation';
import * as l10n from '@vscode/l10n';
import type { Stats } from '../../core/api/archive';
import type { FromPage, ToPage } from '../protocol';
import { focusMark } from './chart';
import { content, type Content } from './content';
import { button, element } from './dom';
import { ScrolledPage } from './scrolledPage';
import { timeText } from './time';

/** The state that is kept while the page is hidden. Figures are not kept; the archive has them at hand. */
interface Chosen {
  readonly allObjects: boolean;
}

const page = new ScrolledPage<FromPage, Chosen>({ allObjects: false });
let stats: Stats | undefined;
let shown: Content | undefined;

const status = element('span', { class: 'status', role: 'status' }, l10n.t('Counting…'));
const refresh = button(l10n.t('Refresh'), () => page.say({ kind: 'refresh' }), { class: 'secondary' });
const failure = element('div', { class: 'failure', role: 'alert' });
const body = element('div', { class: 'content' });
const head = element('header', {}, element('h1', {}, l10n.t('Archive statistics')), status, refresh);
document.querySelector('main')?.append(head, failure, body);

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'counting':
      status.textContent = l10n.t('Counting…');
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
  // Charts draw in the next frame, when their width is known.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      window.scrollTo({ top: scroll });
      if (focused !== undefined) focusMark(body, focused);
    }),
  );
}

function fail(message: string): void {
  failure.replaceChildren(
    element('p', {}, l10n.t('The statistics could not be loaded.')),
    element('p', {}, message),
    button(l10n.t('Try again'), () => page.say({ kind: 'refresh' })),
    button(l10n.t('Show log'), () => page.say({ kind: 'log' }), { class: 'secondary' }),
  );
  failure.scrollIntoView({ block: 'nearest' });
}

function countedText({ counted }: Stats): string {
  return l10n.t('As of {0}', timeText(counted));
}

page.say({ kind: 'ready' });
