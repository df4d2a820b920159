/**
 * The keywords of a header as a table. Ten thousand rows stay fast: the browser lays out blocks of rows only
 * when they are visible (`content-visibility` in header.css), and rows are created in portions.
 */
import * as l10n from '@vscode/l10n';
import { keywordMeaning } from '../../core/text/keywordMeanings';
import { countText } from '../../core/text/words';
import type { ShownCard, ShownUnit } from '../headerProtocol';
import { button, element } from './dom';

/** Rows per block. */
const BLOCK = 100;
/** Rows that are created at first, and each time the user asks for more. */
const PORTION = 20_000;

interface DrawnUnit {
  readonly unit: ShownUnit;
  readonly section: HTMLElement;
  readonly body: HTMLElement;
}

export class CardTable {
  readonly elements: readonly HTMLElement[];
  readonly #units: readonly DrawnUnit[];
  readonly #rows: { readonly text: string; readonly row: HTMLElement }[] = [];
  readonly #blocks: HTMLElement[] = [];
  readonly #total: number;
  readonly #more: HTMLElement;
  #limit = PORTION;

  /** `grown` is called after the user has asked for more rows. */
  constructor(units: readonly ShownUnit[], grown: () => void) {
    this.#total = units.reduce((sum, { cards }) => sum + cards.length, 0);
    this.#units = units.map(drawUnit);
    this.#more = element('p', { class: 'more' });
    this.elements = [...this.#units.map(({ section }) => section), this.#more];
    this.#grow();
    this.#more.append(
      button(
        l10n.t('Show more of {0}', countText(this.#total, 'keyword')),
        () => {
          this.#limit += PORTION;
          this.#grow();
          grown();
        },
        { class: 'secondary' },
      ),
    );
  }

  /** Shows only rows that contain every word of `search`, ignoring case. */
  narrow(search: string): { readonly shown: number; readonly total: number } {
    const words = search
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    let shown = 0;
    for (const { text, row } of this.#rows) {
      const fits = words.every((word) => text.includes(word));
      if (fits) shown++;
      if (row.hidden === fits) row.hidden = !fits;
    }
    for (const block of this.#blocks) block.hidden = !hasShown(block);
    for (const { section, body } of this.#units) section.hidden = words.length > 0 && !hasShown(body);
    return { shown, total: this.#total };
  }

  #grow(): void {
    let skipped = 0;
    for (const { unit, body } of this.#units) {
      const from = Math.max(0, this.#rows.length - skipped);
      const to = Math.min(unit.cards.length, this.#limit - skipped);
      skipped += unit.cards.length;
      for (let begin = from; begin < to; begin += BLOCK) {
        const cards = unit.cards.slice(begin, Math.min(begin + BLOCK, to));
        const rows = cards.map((card) => ({ text: searched(card), row: drawCard(card) }));
        const block = element('div', { class: 'block', role: 'rowgroup' }, ...rows.map(({ row }) => row));
        this.#rows.push(...rows);
        this.#blocks.push(block);
        body.append(block);
      }
    }
    this.#more.hidden = this.#rows.length >= this.#total;
  }
}

function drawUnit(unit: ShownUnit): DrawnUnit {
  const body = element('div', {
    role: 'table',
    'aria-label': unit.title,
    'aria-rowcount': unit.cards.length,
  });
  const heading = element('h2', {}, unit.title, ' ', element('span', { class: 'dim' }, unit.data));
  return { unit, body, section: element('section', { 'aria-label': unit.title }, heading, body) };
}

function drawCard({ keyword, value, comment }: ShownCard): HTMLElement {
  const meaning = keywordMeaning(keyword);
  const explained = meaning === null ? {} : { title: meaning };
  return element(
    'div',
    { class: 'card', role: 'row' },
    element('span', { class: 'keyword', role: 'rowheader', ...explained }, keyword),
    element('span', { class: 'value', role: 'cell' }, value),
    element('span', { class: 'comment', role: 'cell' }, comment),
  );
}

function searched({ keyword, value, comment }: ShownCard): string {
  return `${keyword} ${value} ${comment} ${keywordMeaning(keyword) ?? ''}`.toLowerCase();
}

function hasShown(parent: HTMLElement): boolean {
  return [...parent.children].some((child) => child instanceof HTMLElement && !child.hidden);
}
