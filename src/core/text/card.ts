/** Cards as text, much as they stand in the file. */
import type { Card, CardValue } from '../formats/fits/header';

/** `EXPTIME =                300.0 / [s] Exposure duration`; a card of any length on one line. */
export function cardText(card: Card): string {
  if (card.type === 'commentary') {
    const text = typeof card.value === 'string' && card.value !== '' ? card.value : card.comment;
    return `${card.keyword.padEnd(8)} ${text}`.trimEnd();
  }
  const value = valueText(card.value);
  // Fixed format: numbers end in column 30, strings start in column 11 (FITS 4.0 §4.2).
  const placed = card.type === 'string' ? value.padEnd(20) : value.padStart(20);
  return `${card.keyword.padEnd(8)}= ${placed}${card.comment === '' ? '' : ` / ${card.comment}`}`.trimEnd();
}

/** `'NGC 7000'`, `300`, `T`, `(1, 2)`; nothing for an undefined value. */
export function valueText(value: CardValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'object') return `(${value[0]}, ${value[1]})`;
  return String(value);
}
