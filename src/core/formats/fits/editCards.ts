/** Edits a header unit in memory: which cards change, and where new ones go. Touches no file. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { CARD, wholeBlocks } from './block';
import { parseCard } from './cards';
import { keepSum, sum32 } from './checksum';
import { checkText, formatCard, isCommentaryKeyword } from './formatCard';
import type { Card, CardEdit } from './header';
import { latin1 } from './text';

const BLANK = ' '.repeat(CARD);
/**
 * Keywords that say how the data are to be read. Editing one would change the pixels without touching them,
 * or make the file unreadable; CHECKSUM and DATASUM follow from the rest.
 */
const STRUCTURE =
  /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|GROUPS|PCOUNT|GCOUNT|TFIELDS|(TFORM|TBCOL|TTYPE|TSCAL|TZERO|TDIM|TNULL)\d+|THEAP|BSCALE|BZERO|BLANK|END|CONTINUE|CHECKSUM|DATASUM|Z(IMAGE|BITPIX|NAXIS\d*|CMPTYPE|TILE\d+|NAME\d+|VAL\d+|SIMPLE|TENSION|EXTEND|PCOUNT|GCOUNT|SCALE|ZERO|BLANK|QUANTIZ|DITHER0|HECKSUM|DATASUM|MASKCMP))$/;

/**
 * The header unit with the edits made: whole blocks, at least as many as before. Cards that are not edited
 * keep their bytes. A new value takes the place of the first card of its keyword; a new card goes behind the
 * last one, into cards kept blank for it where there are any.
 * @param unit The header unit as it is in the file, END and padding included.
 * @param end Byte offset of the END card in it.
 * @throws ArchiveError `request` for an edit that a header cannot hold or must not have.
 */
export function editUnit(unit: Uint8Array, end: number, edits: readonly CardEdit[]): Uint8Array {
  const before: string[] = [];
  for (let at = 0; at < end; at += CARD) before.push(latin1(unit.subarray(at, at + CARD)));
  const images = edits.reduce(editOne, before);
  if (images === before) return unit;
  // The data begin behind the block of END, so END must not move to an earlier one.
  while (wholeBlocks((images.length + 1) * CARD) < unit.length) images.push(BLANK);

  const newEnd = images.length * CARD;
  const edited = new Uint8Array(Math.max(unit.length, wholeBlocks(newEnd + CARD))).fill(32);
  // Whatever stands behind END stays, as far as the new cards leave it room.
  edited.set(unit.subarray(end + CARD), end + CARD);
  edited.fill(32, newEnd, Math.max(newEnd, end) + CARD);
  edited.set(Buffer.from(images.join('') + 'END'.padEnd(CARD), 'latin1'));
  const checksum = images.findIndex((image) => /^CHECKSUM= '[0-9A-Za-z]{16}'/.test(image));
  if (checksum >= 0) keepSum(edited, checksum * CARD, sum32(unit));
  return edited;
}

/**
 * Refuses keywords that say how the data are to be read: `BITPIX`, `NAXIS1`, `BZERO`.
 * @throws ArchiveError `request`
 */
export function refuseStructure(keyword: string): void {
  if (!STRUCTURE.test(keyword)) return;
  throw new ArchiveError('request', english('{0} describes the data and is not edited', keyword), {
    reason: 'describes-data',
    got: keyword,
  });
}

/** Makes one edit; the same list where it changes nothing. */
function editOne(images: string[], edit: CardEdit): string[] {
  refuseStructure(edit.keyword);
  if (edit.comment !== undefined) checkText(edit.keyword, edit.comment);
  if (isCommentaryKeyword(edit.keyword)) return editCommentary(images, edit);
  const found = find(images, edit.keyword);
  if (edit.remove === true) return found === null ? images : removed(images, found.index, found.cards);
  if (found === null) {
    return appended(images, formatCard(edit.keyword, edit.value, edit.comment ?? '', edit.float));
  }
  const { index, cards, card } = found;
  const float = edit.float === true || (card.type === 'float' && typeof edit.value === 'number');
  const fresh = formatCard(edit.keyword, edit.value, edit.comment ?? card.comment, float);
  if (cards === 1 && sameMeaning(card, parseCard(fresh[0] ?? ''))) return images;
  const after = [...images.slice(0, index), ...fresh, ...images.slice(index + cards)];
  for (let more = fresh.length - cards; more > 0 && after.at(-1) === BLANK; more--) after.pop();
  return after;
}

/** Adds lines of HISTORY or COMMENT, unless its last lines say the same already, or takes such lines out. */
function editCommentary(images: string[], edit: CardEdit): string[] {
  const lines = formatCard(edit.keyword, edit.value, '');
  const first = images.findLastIndex((_, at) => lines.every((line, n) => images[at + n] === line));
  if (edit.remove === true) return first < 0 ? images : removed(images, first, lines.length);
  const last = images.findLastIndex((image) => image.startsWith(edit.keyword.padEnd(8)));
  return first >= 0 && first + lines.length - 1 === last ? images : appended(images, lines);
}

/** Whether a card says already what the edit would write, differently laid out perhaps. */
function sameMeaning(old: Card, fresh: Card): boolean {
  const equal = Array.isArray(old.value)
    ? String(old.value) === String(fresh.value)
    : Object.is(old.value, fresh.value);
  return equal && old.type === fresh.type && old.comment === fresh.comment;
}

/** The first card of a keyword, its value as latin-1, and how many cards it takes with its CONTINUE cards. */
function find(
  images: readonly string[],
  keyword: string,
): { index: number; cards: number; card: Card } | null {
  for (const [index, image] of images.entries()) {
    const card = parseCard(image);
    if (card.keyword !== keyword || card.type === 'commentary') continue;
    let cards = 1;
    let open = endsOpen(card);
    while (open && images[index + cards]?.startsWith('CONTINUE') === true) {
      const piece = parseCard(`LAST    = ${images[index + cards]?.slice(10) ?? ''}`);
      open = endsOpen(piece);
      cards++;
    }
    // A comment of a long string stands behind its last piece.
    const last = cards === 1 ? card : parseCard(`LAST    = ${images[index + cards - 1]?.slice(10) ?? ''}`);
    return { index, cards, card: { ...card, comment: last.comment } };
  }
  return null;
}

function endsOpen(card: Card): boolean {
  return card.type === 'string' && typeof card.value === 'string' && card.value.endsWith('&');
}

/** Puts cards behind the last one that is not blank, in the place of blank ones as far as there are any. */
function appended(images: readonly string[], fresh: readonly string[]): string[] {
  let last = images.length;
  while (last > 0 && images[last - 1] === BLANK) last--;
  return [...images.slice(0, last), ...fresh, ...images.slice(last + fresh.length)];
}

/** Takes cards out; where blank cards are kept in front of END, as many more of them are kept afterwards. */
function removed(images: readonly string[], index: number, cards: number): string[] {
  const blanks = images.at(-1) === BLANK ? new Array<string>(cards).fill(BLANK) : [];
  return [...images.slice(0, index), ...images.slice(index + cards), ...blanks];
}
