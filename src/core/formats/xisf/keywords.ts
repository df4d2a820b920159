/** FITSKeyword elements: the cards of a FITS header in the attributes `name`, `value` and `comment`. */
import type { Problem } from '../../base/frame';
import { parseCard } from '../fits/cards';
import type { Card } from '../fits/header';
import { withoutBlanks, withoutEnd } from '../fits/text';
import type { XmlElement } from './xml';

const COMMENTARY = new Set(['COMMENT', 'HISTORY', '']);
const SHORT = /^[A-Z0-9_-]{1,8}$/;
const HIERARCH = /^HIERARCH +/;

/** The keyword of an element in capitals, without HIERARCH: `EXPTIME`, `ESO DET CHIP`. */
export function keywordOf(element: XmlElement): string {
  const name = withoutBlanks(element.attributes.get('name') ?? '').toUpperCase();
  return name.replace(HIERARCH, '');
}

/**
 * The card of a FITSKeyword element. Values follow the rules of FITS: strings stand in their own quotes,
 * numbers and T and F bare. Text without quotes, which INDI writes, is a string all the same. Commentary
 * stands in the value or, as PixInsight writes it, in the comment. Never throws.
 * @param problems Where departures from the rules are noted.
 */
export function keywordCard(element: XmlElement, problems: Problem[]): Card {
  const keyword = keywordOf(element);
  const text = element.attributes.get('value') ?? '';
  const comment = withoutBlanks(element.attributes.get('comment') ?? '');
  if (COMMENTARY.has(keyword)) return commentary(keyword, text, comment);
  const { value, type, comment: behind } = readValue(text, keyword, problems);
  return { keyword, value, type, comment: comment === '' ? behind : comment };
}

function readValue(text: string, keyword: string, problems: Problem[]): Card {
  // The rules are those of a card, so one is made of it.
  const name = SHORT.test(keyword) && keyword !== 'CONTINUE' ? keyword.padEnd(8) : 'VALUE   ';
  if (text.trimStart().startsWith("'")) return parseCard(`${name}= ${text.trim()}`, problems);
  const own: Problem[] = [];
  // A slash would begin the comment of a card; here the comment has its own attribute.
  const parsed = text.includes('/') ? null : parseCard(`${name}= ${text.trim()}`, own);
  if (parsed === null || parsed.type === 'invalid') {
    return { keyword, value: withoutEnd(text), type: 'string', comment: '' };
  }
  problems.push(...own);
  return parsed;
}

function commentary(keyword: string, text: string, comment: string): Card {
  const plain = text.trim();
  const quoted = plain.length > 1 && plain.startsWith("'") && plain.endsWith("'");
  const value = quoted ? plain.slice(1, -1).replaceAll("''", "'") : withoutEnd(text);
  const both = [withoutEnd(value), comment].filter((part) => part !== '').join(' ');
  return { keyword, value: both, type: 'commentary', comment: '' };
}
