/** The columns of a binary table, by its header (FITS 4.0 §7.3). */
import type { Card } from './header';
import { findCard, integerValue } from './size';

/** A column of a binary table. */
export interface Column {
  /** Bytes from the beginning of a row: 8. */
  readonly offset: number;
  /** The letter of TFORMn: `D`; `P` and `Q` point into the heap. */
  readonly type: string;
  /** What a pointer points to: `B` of `1PB(2048)`. Empty for other columns. */
  readonly element: string;
}

/** FITS 4.0 §7.3.1. */
const MOST_FIELDS = 999;
const FORM = /^\s*(\d{0,9})([LXBIJKAEDCMPQ])([LXBIJKAEDCM]?)/;

/** Bytes of one element (FITS 4.0 table 18). */
export const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  L: 1,
  B: 1,
  A: 1,
  I: 2,
  J: 4,
  E: 4,
  K: 8,
  D: 8,
  C: 8,
  P: 8,
  M: 16,
  Q: 16,
};

/** Columns by their names in capitals: `ZSCALE`. Those behind a TFORMn that no rule can read are left out. */
export function columnsOf(cards: readonly Card[]): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  const fields = Math.min(integerValue(cards, 'TFIELDS') ?? 0, MOST_FIELDS);
  let offset = 0;
  for (let field = 1; field <= fields; field++) {
    const form = FORM.exec(textValue(cards, `TFORM${field}`));
    if (form === null) break;
    const [, repeat = '', type = '', letter = ''] = form;
    const count = repeat === '' ? 1 : Number(repeat);
    const element = type === 'P' || type === 'Q' ? letter : '';
    columns.set(textValue(cards, `TTYPE${field}`).trim().toUpperCase(), { offset, type, element });
    offset += type === 'X' ? Math.ceil(count / 8) : count * (ELEMENT_BYTES[type] ?? 0);
  }
  return columns;
}

/** The value of a card where it is text, else empty. */
export function textValue(cards: readonly Card[], keyword: string): string {
  const value = findCard(cards, keyword)?.value;
  return typeof value === 'string' ? value : '';
}
