/** The page of a header: the most important facts, then all keywords, with a search field. */
import './translation';
import * as l10n from '@vscode/l10n';
import { countText } from '../../core/text/words';
import type { FromHeaderPage, ShownHeader, ToHeaderPage } from '../headerProtocol';
import { CardTable } from './cardTable';
import { button, element } from './dom';
import { ScrolledPage } from './scrolledPage';

/** The state that is kept while the page is hidden. */
interface Chosen {
  readonly search: string;
}

const page = new ScrolledPage<FromHeaderPage, Chosen>({ search: '' });
let table: CardTable | undefined;

const title = element('h1', {}, l10n.t('Header'));
const name = element('p', { class: 'dim name' });
const failure = element('div', { class: 'failure', role: 'alert' });
const summary = element('div');
const search = element('input', {
  type: 'search',
  placeholder: l10n.t('Search keywords, values and comments'),
  'aria-label': l10n.t('Search keywords, values and comments'),
  spellcheck: 'false',
});
const found = element('span', { class: 'dim', role: 'status' });
const bar = element(
  'div',
  { class: 'bar', role: 'search' },
  search,
  found,
  button(l10n.t('Copy header'), () => page.say({ kind: 'copy' }), { class: 'secondary' }),
);
const cards = element('div', { class: 'cards' });
document
  .querySelector('main')
  ?.append(element('header', {}, element('div', {}, title, name)), failure, summary, bar, cards);
bar.hidden = true;
search.value = page.chosen.search;

search.addEventListener('input', () => narrow());
search.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || search.value === '') return;
  search.value = '';
  narrow();
});

window.addEventListener('message', ({ data }: MessageEvent<ToHeaderPage>) => {
  if (data.kind === 'header') show(data.header);
  else fail(data.message);
});

function show(header: ShownHeader): void {
  const scroll = page.place();
  failure.replaceChildren();
  title.textContent = header.title;
  name.textContent = header.name;
  summary.replaceChildren(...facts(header), ...problems(header));
  table = new CardTable(header.units, () => narrow());
  cards.replaceChildren(...table.elements);
  bar.hidden = false;
  narrow();
  window.scrollTo({ top: scroll });
}

/** The file is missing or no longer an image, so its old header is removed. */
function fail(message: string): void {
  table = undefined;
  title.textContent = l10n.t('No header');
  bar.hidden = true;
  summary.replaceChildren();
  cards.replaceChildren();
  failure.replaceChildren(element('p', {}, message));
}

function facts(header: ShownHeader): HTMLElement[] {
  const rows = header.facts.map(({ label, value, source }) =>
    element(
      'div',
      { class: 'fact' },
      element('dt', {}, label),
      element('dd', { title: source === '' ? '' : l10n.t('From {0}', source) }, value),
    ),
  );
  return rows.length === 0 ? [] : [element('dl', { class: 'facts' }, ...rows)];
}

function problems(header: ShownHeader): HTMLElement[] {
  if (header.problems.length === 0) return [];
  const items = header.problems.map((text) => element('li', {}, text));
  return [
    element(
      'section',
      { 'aria-label': l10n.t('Problems'), class: 'problems' },
      element('h2', {}, l10n.t('Problems')),
      element('ul', {}, ...items),
    ),
  ];
}

function narrow(): void {
  if (!table) return;
  const { shown, total } = table.narrow(search.value);
  found.textContent =
    search.value.trim() === ''
      ? countText(total, 'keyword')
      : l10n.t('{0} of {1}', shown, countText(total, 'keyword'));
  page.choose({ search: search.value });
}

page.say({ kind: 'ready' });
