/** Writes cards: keyword, value and comment as 80 columns of ASCII (FITS 4.0 §4.1, §4.2). */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { CARD } from './block';
import type { CardValue } from './header';

const STANDARD_KEYWORD = /^[A-Z0-9_-]{1,8}$/;
const LONG_KEYWORD = /^[!-<>-~]+( [!-<>-~]+)*$/;
const PRINTABLE = /^[ -~]*$/;
/** Columns that `CONTINUE  '…&'` leaves for text. */
const CONTINUE_ROOM = CARD - 13;

export function isCommentaryKeyword(keyword: string): boolean {
  return keyword === 'COMMENT' || keyword === 'HISTORY';
}

/**
 * A card as one image of 80 columns, or as several for a long string (CONTINUE, §4.2.1.2) or long commentary:
 * `formatCard('EXPTIME', 300, '[s]', true)` is `EXPTIME =                300.0 / [s]` and blanks. Numbers and
 * logicals stand in fixed format. A comment that does not fit is cut.
 * @param comment May hold latin-1 bytes of the card as it was; new text is to be checked with `checkText`.
 * @throws ArchiveError `request` for what a FITS header cannot hold.
 */
export function formatCard(keyword: string, value: CardValue, comment: string, float = false): string[] {
  if (isCommentaryKeyword(keyword)) return commentaryCards(keyword, value);
  const start = keywordColumns(keyword);
  const tail = comment === '' ? '' : ` / ${comment}`;
  if (typeof value !== 'string') return [wholeCard(keyword, start + valueText(keyword, value, float), tail)];
  checkText(keyword, value);
  const quoted = value.replaceAll("'", "''");
  const text = `${start}'${quoted.padEnd(8)}'`;
  if (text.length <= CARD) return [wholeCard(keyword, text.padEnd(30), tail)];
  return longString(start, quoted, tail);
}

/**
 * Refuses text that a header must not hold (§4.1.2).
 * @throws ArchiveError `request`
 */
export function checkText(keyword: string, text: string): void {
  if (PRINTABLE.test(text)) return;
  throw new ArchiveError('request', english('{0} cannot be set to {1}', keyword, JSON.stringify(text)), {
    expected: english('ASCII letters, digits and signs, the only ones a FITS header may hold'),
    advice: english('Write it without accents or special letters.'),
  });
}

function keywordColumns(keyword: string): string {
  if (STANDARD_KEYWORD.test(keyword)) return `${keyword.padEnd(8)}= `;
  if (LONG_KEYWORD.test(keyword) && keyword.length <= 60) return `HIERARCH ${keyword} = `;
  throw new ArchiveError('request', english('{0} is not a keyword', JSON.stringify(keyword)), {
    expected: english('up to 8 capitals, digits, hyphens and underscores, or a HIERARCH name'),
  });
}

function wholeCard(keyword: string, text: string, tail: string): string {
  const used = text.trimEnd().length;
  if (used > CARD)
    throw new ArchiveError('request', english('the value of {0} does not fit into a card', keyword));
  return (text + tail).slice(0, CARD).padEnd(CARD);
}

function valueText(keyword: string, value: Exclude<CardValue, string>, float: boolean): string {
  if (value === null) return ''.padEnd(20);
  if (typeof value === 'boolean') return (value ? 'T' : 'F').padStart(20);
  if (typeof value === 'bigint') return String(value).padStart(20);
  if (typeof value === 'number') return numberText(keyword, value, float).padStart(20);
  const [real, imaginary] = value;
  return `(${numberText(keyword, real, true)}, ${numberText(keyword, imaginary, true)})`.padStart(20);
}

/** The shortest text that reads back as the same double, `1.5E-7`; a float always shows that it is one. */
function numberText(keyword: string, value: number, float: boolean): string {
  if (!Number.isFinite(value)) {
    throw new ArchiveError('request', english('{0} cannot be {1}', keyword, value), {
      expected: english('a finite number'),
    });
  }
  if (!float && Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  const text = Object.is(value, -0) ? '-0' : String(value).toUpperCase().replace('E+', 'E');
  if (text.includes('.')) return text;
  return text.includes('E') ? text.replace('E', '.0E') : `${text}.0`;
}

/** Pieces that end with `&`, the last without; a doubled quote is never torn apart. */
function longString(start: string, quoted: string, tail: string): string[] {
  const cards: string[] = [];
  let rest = quoted;
  let prefix = start;
  for (;;) {
    const room = cards.length === 0 ? CARD - start.length - 3 : CONTINUE_ROOM;
    if (rest.length <= room) break;
    let cut = room;
    const quotes = /'*$/.exec(rest.slice(0, cut))?.[0].length ?? 0;
    if (quotes % 2 === 1) cut--;
    cards.push(`${prefix}'${rest.slice(0, cut)}&'`.padEnd(CARD));
    rest = rest.slice(cut);
    prefix = 'CONTINUE  ';
  }
  cards.push(`${prefix}'${rest}'${tail}`.slice(0, CARD).padEnd(CARD));
  return cards;
}

function commentaryCards(keyword: string, value: CardValue): string[] {
  const text = value === null ? '' : String(value);
  checkText(keyword, text);
  const lines = text.match(/.{1,72}/g) ?? [''];
  return lines.map((line) => (keyword.padEnd(8) + line).padEnd(CARD));
}
