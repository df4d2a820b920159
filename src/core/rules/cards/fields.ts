/** Reads values from a header by their aliases and keeps account of where each came from. */
import { english } from '../../base/english';
import type { ExplainedField, Problem } from '../../base/frame';
import type { Card, ImageHeader } from '../../formats/fits/header';
import { numberOf } from './numbers';

/** Turns a card into a value; null where the card does not say, undefined where it cannot be read. */
export type CardReader<T> = (card: Card) => T | null | undefined;

export class HeaderFields {
  readonly sources: Partial<Record<ExplainedField, string>> = {};
  readonly problems: Problem[] = [];
  /**
   * The first card of each keyword; the standard leaves open which of several counts, readers take the first.
   */
  readonly #byKeyword = new Map<string, Card>();

  constructor(readonly header: ImageHeader) {
    for (const card of header.cards) {
      if (card.type === 'commentary' || this.#byKeyword.has(card.keyword)) continue;
      this.#byKeyword.set(card.keyword, card);
    }
  }

  card(keyword: string): Card | undefined {
    return this.#byKeyword.get(keyword);
  }

  /** The text of a keyword without the blanks around it; null where there is none. A number is text, too. */
  textOf(keyword: string): string | null {
    const card = this.#byKeyword.get(keyword);
    return card === undefined ? null : cardText(card);
  }

  /** The first of the keywords that has a value, for the given field. */
  read<T>(field: ExplainedField, keywords: readonly string[], reader: CardReader<T>): T | null {
    for (const keyword of keywords) {
      const card = this.#byKeyword.get(keyword);
      if (card === undefined) continue;
      const value = reader(card);
      if (value === undefined) this.#unreadable(card);
      else if (value !== null) {
        this.sources[field] = keyword;
        return value;
      }
    }
    return null;
  }

  text(field: ExplainedField, keywords: readonly string[]): string | null {
    return this.read(field, keywords, cardText);
  }

  /**
   * A number within bounds; a card that has none, or one outside, is a problem and the next alias is tried.
   */
  number(
    field: ExplainedField,
    keywords: readonly string[],
    least = -Infinity,
    most = Infinity,
  ): number | null {
    return this.read(field, keywords, (card) => boundedNumber(card, least, most));
  }

  problem(code: string, message: string, keyword?: string): void {
    this.problems.push(keyword === undefined ? { code, message } : { code, message, keyword });
  }

  #unreadable(card: Card): void {
    const shown = shorten(String(card.value));
    this.problem(
      'unreadable-value',
      english('{0} has no usable value: {1}', card.keyword, shown),
      card.keyword,
    );
  }
}

/**
 * The text of a card, trimmed; null for an undefined or blank value. Numbers become text: TELESCOP 130 is
 * `130`.
 */
export function cardText(card: Card): string | null {
  const { value } = card;
  if (typeof value === 'string') {
    const text = value.trim();
    return text === '' ? null : text;
  }
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  return null;
}

/** The number of a card, null where the card is blank, undefined where it is no number within the bounds. */
export function boundedNumber(card: Card, least: number, most: number): number | null | undefined {
  const value = numberOf(card.value);
  if (value === null) return cardText(card) === null && card.value === null ? null : blankOrUnreadable(card);
  return value >= least && value <= most ? value : undefined;
}

function blankOrUnreadable(card: Card): null | undefined {
  return typeof card.value === 'string' && card.value.trim() === '' ? null : undefined;
}

/** For messages: at most 40 characters of a value. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** The text of a COMMENT or HISTORY card, wherever the reader of cards keeps it. */
export function commentaryOf(card: Card): string {
  return typeof card.value === 'string' ? card.value : card.comment;
}
