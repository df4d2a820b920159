/** Cards: 80 columns of header as keyword, value and comment (FITS 4.0 §4.1). */
import { english } from '../../base/english';
import type { Problem } from '../../base/frame';
import { CARD } from './block';
import type { Card } from './header';
import { decodeText, hasNonAscii, withoutEnd } from './text';
import { parseValue } from './value';

export interface ParsedCards {
  readonly cards: Card[];
  readonly problems: Problem[];
}

/** A header of nothing but illegal cards must not grow a list as long as itself. */
const MOST_PROBLEMS = 50;
const PLAIN = /^[ -~]*$/;
const CONTROL = /[\u0000-\u001f\u007f]/;
const EVERY_CONTROL = /[\u0000-\u001f\u007f]/g;
const LEGAL_KEYWORD = /^[A-Z0-9_-]*$/;
const EARLY_EQUALS = /^(?=.{0,7}=)([A-Za-z0-9_-]{1,7}) {0,6}=/;
const EQUALS = 61;
const C = 67;
const E = 69;

/**
 * Reads the cards of a header unit up to END or the end of the bytes, which hold whole cards. Long strings
 * (CONTINUE, §4.2.1.2) come back as one card. Never throws: illegal writing is read as well as can be and
 * listed in `problems`.
 */
export function parseCards(bytes: Uint8Array): ParsedCards {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('latin1');
  const problems: Problem[] = [];
  const cards: Card[] = [];
  let plain = true;
  let long: LongString | null = null;
  for (let start = 0; start + CARD <= text.length; start += CARD) {
    const last = lastCards.get(text.slice(start, start + 8));
    if (last !== undefined && last.image === text.slice(start, start + CARD)) {
      if (long !== null) cards[long.index] = joined(long);
      long = null;
      cards.push(last.card);
      continue;
    }
    // Its own copy: a part of `text` would keep all of it in memory as long as any value of it is kept.
    const image = buffer.toString('latin1', start, start + CARD);
    const legal = PLAIN.test(image);
    const clean = !legal && CONTROL.test(image) ? cleaned(image, problems) : image;
    plain &&= legal;
    const first = clean.charCodeAt(0);
    if (first === E && clean.startsWith('END     ')) break;
    if (first === C && clean.startsWith('CONTINUE')) {
      long ??= longString(cards);
      if (long !== null && lengthen(long, clean, problems)) continue;
    }
    if (long !== null) cards[long.index] = joined(long);
    long = null;
    const before = problems.length;
    const card = parseCard(clean, problems);
    if (card.keyword === 'CONTINUE') {
      problems.push({
        code: 'continue',
        message: english('A CONTINUE card continues nothing'),
        keyword: 'CONTINUE',
      });
    } else if (legal && problems.length === before && card.type !== 'commentary') remember(image, card, last);
    cards.push(card);
  }
  if (long !== null) cards[long.index] = joined(long);
  if (problems.length > MOST_PROBLEMS) {
    const more = problems.length - MOST_PROBLEMS;
    problems.length = MOST_PROBLEMS;
    problems.push({ code: 'more-problems', message: english('{0} more problems in this header', more) });
  }
  return { cards: plain ? cards : cards.map((card) => decoded(card, problems)), problems };
}

/** A card and the 80 columns it was read from. */
interface LastCard {
  image: string;
  card: Card;
}

/**
 * The last card of each keyword (columns 1 to 8). Most cards of a frame are those of the frame before it, and
 * comparing one takes an eighth of the time of reading it. Only cards of the standard without problems are
 * kept.
 */
const lastCards = new Map<string, LastCard>();
const MOST_KEYWORDS = 2000;

function remember(image: string, card: Card, last: LastCard | undefined): void {
  if (last !== undefined) {
    last.image = image;
    last.card = card;
  } else if (lastCards.size < MOST_KEYWORDS) lastCards.set(image.slice(0, 8), { image, card });
}

/**
 * Reads one card of 80 columns: `EXPTIME =                300.0 / [s] Exposure duration`.
 * @param problems Where departures from the standard are noted.
 */
export function parseCard(image: string, problems: Problem[] = []): Card {
  if (image.charCodeAt(8) === EQUALS && image.charCodeAt(9) === 32) {
    const written = image.slice(0, 8).trimEnd();
    if (!isCommentary(written)) return parseValue(image, 10, standardKeyword(written, problems), problems);
  }
  if (image.startsWith('HIERARCH ')) {
    // The ESO convention: the name may have blanks and any length, the first equals sign ends it.
    const equals = image.indexOf('=', 9);
    if (equals > 9) return parseValue(image, equals + 1, image.slice(9, equals).trim(), problems);
  }
  const columns = image.slice(0, 8);
  if (!isCommentary(columns.trimEnd())) {
    const early = EARLY_EQUALS.exec(image);
    const equals = early ? early[0].length - 1 : image.charCodeAt(8) === EQUALS ? 8 : -1;
    if (equals >= 0) {
      const name = standardKeyword(image.slice(0, equals), problems);
      problems.push({
        code: 'value-indicator',
        message: english('{0}: the equals sign and blank are not in columns 9 and 10', name),
        keyword: name,
      });
      if (isCommentary(name)) return commentary(name, image);
      return parseValue(image, equals + 1, name, problems);
    }
  }
  return commentary(standardKeyword(columns, problems), image);
}

function commentary(keyword: string, image: string): Card {
  return { keyword, value: withoutEnd(image, 8), type: 'commentary', comment: '' };
}

function isCommentary(keyword: string): boolean {
  return keyword === 'COMMENT' || keyword === 'HISTORY' || keyword === '' || keyword === 'CONTINUE';
}

/** Keywords compare in capitals; programs that write small letters mean the same keyword. */
function standardKeyword(columns: string, problems: Problem[]): string {
  const written = columns.trimEnd();
  if (LEGAL_KEYWORD.test(written)) return written;
  const keyword = written.toUpperCase();
  problems.push({ code: 'keyword', message: english('{0} is no keyword of the standard', written), keyword });
  return keyword;
}

/**
 * A string that goes on over CONTINUE cards (§4.2.1.2). Pieces, since joining at every card would be
 * quadratic.
 */
interface LongString {
  readonly index: number;
  readonly first: Card;
  readonly pieces: string[];
  readonly comments: string[];
}

function longString(cards: readonly Card[]): LongString | null {
  const first = cards.at(-1);
  if (first?.type !== 'string' || typeof first.value !== 'string') return null;
  return { index: cards.length - 1, first, pieces: [first.value], comments: [first.comment] };
}

/**
 * Adds the piece of a CONTINUE card; false where the piece before does not end with `&`, the sign to go on.
 */
function lengthen(long: LongString, image: string, problems: Problem[]): boolean {
  const last = long.pieces.at(-1) ?? '';
  const field = image.slice(8).trimStart();
  if (!last.endsWith('&') || !field.startsWith("'")) return false;
  const piece = parseValue(field, 0, long.first.keyword, problems);
  long.pieces[long.pieces.length - 1] = last.slice(0, -1);
  long.pieces.push(String(piece.value));
  long.comments.push(piece.comment);
  return true;
}

function joined(long: LongString): Card {
  const comment = long.comments.filter((part) => part !== '').join(' ');
  return { ...long.first, value: long.pieces.join(''), comment };
}

/** Tabs, line ends and NULs, which the standard forbids, as blanks. */
function cleaned(image: string, problems: Problem[]): string {
  const clean = image.replace(EVERY_CONTROL, ' ');
  const keyword = clean.slice(0, 8).trimEnd();
  problems.push({
    code: 'control-character',
    message: english('{0}: control characters read as blanks', keyword),
    keyword,
  });
  return clean;
}

function decoded(card: Card, problems: Problem[]): Card {
  const value = typeof card.value === 'string' ? decodeText(card.value) : card.value;
  const keyword = decodeText(card.keyword);
  const before = `${card.keyword}${typeof card.value === 'string' ? card.value : ''}${card.comment}`;
  if (!hasNonAscii(before)) return card;
  if (problems.length < MOST_PROBLEMS) {
    problems.push({ code: 'non-ascii', message: english('{0}: letters outside ASCII', keyword), keyword });
  }
  return { keyword, value, type: card.type, comment: decodeText(card.comment) };
}
