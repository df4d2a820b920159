/** The header of a file beside its picture: what matters first, then all keywords, with a search field. */
import * as l10n from '@vscode/l10n';
import { countText } from '../../core/text/words';
import type { ShownHeader } from '../headerProtocol';
import { CardTable } from './cardTable';
import { button, element } from './dom';

export interface HeaderPanelEvents {
  searched(search: string): void;
  copy(): void;
}

export class HeaderPanel {
  /** Title and name of the file. */
  readonly head: readonly HTMLElement[];
  /** Facts, the search field and the keywords. */
  readonly body: readonly HTMLElement[];
  readonly #title = element('h1', {}, l10n.t('Header'));
  readonly #name = element('p', { class: 'dim name' });
  readonly #summary = element('div');
  readonly #search = element('input', {
    type: 'search',
    placeholder: l10n.t('Search keywords, values and comments'),
    'aria-label': l10n.t('Search keywords, values and comments'),
    spellcheck: 'false',
  });
  readonly #found = element('span', { class: 'dim', role: 'status' });
  readonly #cards = element('div', { class: 'cards' });
  readonly #bar: HTMLElement;
  readonly #events: HeaderPanelEvents;
  #table: CardTable | undefined;

  /** `beside` stands between what matters first and the keywords. */
  constructor(search: string, beside: HTMLElement, events: HeaderPanelEvents) {
    this.#events = events;
    this.#search.value = search;
    this.#search.addEventListener('input', () => this.#narrow());
    this.#search.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#search.value === '') return;
      this.#search.value = '';
      this.#narrow();
    });
    this.#bar = element(
      'div',
      { class: 'bar', role: 'search' },
      this.#search,
      this.#found,
      button(l10n.t('Copy header'), () => events.copy(), { class: 'secondary' }),
    );
    this.#bar.hidden = true;
    this.head = [element('header', {}, element('div', {}, this.#title, this.#name))];
    this.body = [this.#summary, beside, this.#bar, this.#cards];
  }

  show(header: ShownHeader): void {
    this.#title.textContent = header.title;
    this.#name.textContent = header.name;
    this.#summary.replaceChildren(...facts(header), ...problems(header));
    this.#table = new CardTable(header.units, () => this.#narrow());
    this.#cards.replaceChildren(...this.#table.elements);
    this.#bar.hidden = false;
    this.#narrow();
  }

  #narrow(): void {
    if (!this.#table) return;
    const { shown, total } = this.#table.narrow(this.#search.value);
    this.#found.textContent =
      this.#search.value.trim() === ''
        ? countText(total, 'keyword')
        : l10n.t('{0} of {1}', shown, countText(total, 'keyword'));
    this.#events.searched(this.#search.value);
  }
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
