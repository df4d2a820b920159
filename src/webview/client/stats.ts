/** The statistics page: requests figures, shows them, and keeps its position while it is hidden. */
import './translation';
import * as l10n from '@vscode/l10n';
import type { YearSky } from '../../core/api/archive';
import type { Figures, FromPage, ToPage } from '../protocol';
import { focusMark } from './chart';
import { content, type Content } from './content';
import { button, element } from './dom';
import { ScrolledPage } from './scrolledPage';
import { type Chosen, USUAL } from './stats/chosen';
import { timeText } from './time';

const page = new ScrolledPage<FromPage, Chosen>(USUAL);
let figures: Figures | undefined;
let shown: Content | undefined;
/** By year, as far as it was asked for; undefined until it comes. */
const skies = new Map<string, YearSky | undefined>();

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
      // Frames that have come since may tell of another place.
      skies.clear();
      show(data.figures);
      break;
    case 'sky':
      skies.set(data.year, data.sky);
      if (figures) show(figures);
      break;
    case 'failed':
      status.textContent = figures ? countedText(figures) : '';
      fail(data.message);
      break;
  }
});

function show(now: Figures): void {
  figures = now;
  status.textContent = countedText(now);
  const focused = (document.activeElement as HTMLElement | SVGElement | null)?.dataset['key'];
  const scroll = page.place();
  shown?.dispose();
  shown = content(now.stats, now.rows, {
    chosen: page.chosen,
    choose: (change) => {
      page.choose(change);
      show(now);
    },
    skyOf: (year) => {
      if (!skies.has(year)) {
        skies.set(year, undefined);
        page.say({ kind: 'sky', year });
      }
      return skies.get(year);
    },
    register: () => page.say({ kind: 'register' }),
    open: (title, sessions) => page.say({ kind: 'open', title, sessions: [...sessions] }),
    save: (file, text) => page.say({ kind: 'save', file, content: text }),
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

function countedText({ stats }: Figures): string {
  return l10n.t('As of {0}', timeText(stats.counted));
}

page.say({ kind: 'ready' });
