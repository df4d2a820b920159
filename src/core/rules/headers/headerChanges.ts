/**
 * Changes of cards as a person writes them, made safe: keyword and value rules of FITS 4.0, and what the
 * archive reads.
 */
import type { CardChange } from '../../api/fileEdits';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { refuseStructure } from '../../formats/fits/editCards';
import { checkText, isCommentaryKeyword } from '../../formats/fits/formatCard';
import type { CardValue } from '../../formats/fits/header';
import { dateTimeOf } from '../cards/dates';
import { anglePartsOf, numberOf } from '../cards/numbers';
import { typeOfText } from '../frame/frameType';
import { knownKeyword, type KnownKeyword, readBefore } from './headerKeywords';

/** FITS 4.0 §4.1.2.1. */
const KEYWORD = /^[A-Z0-9_-]{1,8}$/;
/** Names of HIERARCH cards, which are only taken out. */
const LONG_KEYWORD = /^[A-Z0-9_-]+(?: [A-Z0-9_-]+)*$/;
/** FITS 4.0 §9.1.1. */
const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d{1,3})?$/;
const INTEGER = /^[+-]?\d{1,30}$/;
/**
 * Characters of a text in one card, quotes inside counted twice (§4.2.1.1). Names are shorter, and not every
 * program reads what goes on over CONTINUE cards.
 */
const LONGEST = 68;
/** Characters of a line of COMMENT or HISTORY, which goes on over several cards. */
const LONGEST_LINE = 1000;

/** `FILTER=Ha` as keyword and text; undefined where it is no assignment. The keyword comes in capitals. */
export function assignmentOf(text: string): { readonly keyword: string; readonly value: string } | undefined {
  const match = /^([A-Za-z0-9_-]{1,8})=(.*)$/s.exec(text);
  return match?.[1] === undefined ? undefined : { keyword: match[1].toUpperCase(), value: match[2] ?? '' };
}

/**
 * A change from what was typed: `changeOf('set', 'EXPTIME', '300')` sets the number 300. Values of keywords
 * that the archive does not know are numbers and logicals (`T`, `F`) where they look like it, and text in
 * quotes or otherwise.
 * @throws ArchiveError `request` for what a header must not or cannot hold.
 */
export function changeOf(action: 'set' | 'add', keyword: string, text: string): CardChange {
  refuseKeyword(keyword);
  // Several lines of COMMENT and HISTORY stand side by side; none takes the place of another.
  if (isCommentaryKeyword(keyword)) return checked({ do: 'add', keyword, value: text });
  const known = knownKeyword(keyword);
  return checked({ do: action, keyword, value: known ? knownValue(known, text) : freeValue(text) });
}

export function removalOf(keyword: string): CardChange {
  return checked({ do: 'remove', keyword: keyword.trim().toUpperCase() });
}

/** All of them, where each is right by itself and none speaks of a keyword that another one does. */
export function checkedChanges(changes: readonly CardChange[]): readonly CardChange[] {
  if (changes.length === 0) throw new ArchiveError('request', english('No keyword is chosen to be changed'));
  const seen = new Set<string>();
  for (const change of changes) {
    checked(change);
    const { keyword } = change;
    if (seen.has(keyword) && !isCommentaryKeyword(keyword)) {
      throw new ArchiveError('request', english('{0} is named twice', keyword), {
        advice: english('A header has one value for each keyword.'),
      });
    }
    seen.add(keyword);
  }
  return changes;
}

/** What is allowed, and yet may not be what was meant. */
export function warningsOf(changes: readonly CardChange[]): string[] {
  return changes.flatMap((change) => {
    if (change.do === 'remove') return [];
    const { keyword, value } = change;
    const known = knownKeyword(keyword);
    const warnings: string[] = [];
    if (known?.kind === 'type' && typeof value === 'string' && typeOfText(value) === null) {
      warnings.push(
        english("{0}: no frame type is called '{1}'; what the frame is for stays unknown", keyword, value),
      );
    }
    if (known?.keyword === 'BAYERPAT' && !/^[RGB]{4}$/.test(String(value))) {
      warnings.push(english("{0}: '{1}' is no pattern of four colours such as RGGB", keyword, String(value)));
    }
    const before = readBefore(keyword).filter((better) => !changes.some((other) => other.keyword === better));
    if (before.length > 0)
      warnings.push(english('{0} counts only where the header has no {1}', keyword, before.join(', ')));
    return warnings;
  });
}

/** @throws ArchiveError `request` */
function checked(change: CardChange): CardChange {
  const { keyword } = change;
  if (change.do === 'remove') {
    if (isCommentaryKeyword(keyword)) {
      throw new ArchiveError('request', english('Lines of {0} are not removed', keyword), {
        advice: english('They tell what was done to the file.'),
      });
    }
    if (!LONG_KEYWORD.test(keyword) || keyword.length > 60) throw noKeyword(keyword);
    refuseStructure(keyword);
    return change;
  }
  refuseKeyword(keyword);
  const { value, comment = '' } = change;
  checkText(keyword, comment);
  if (typeof value === 'string') refuseText(keyword, value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw wrong(keyword, String(value), 'a number');
  const known = knownKeyword(keyword);
  if (known) refuseUnfit({ ...known, keyword }, value);
  return change;
}

/**
 * @throws ArchiveError `request` for what is no keyword, and for those that say how the data are to be read.
 */
export function refuseKeyword(keyword: string): void {
  if (!KEYWORD.test(keyword)) throw noKeyword(keyword);
  if (keyword === 'HIERARCH') throw noKeyword(keyword);
  refuseStructure(keyword);
}

function noKeyword(keyword: string): ArchiveError {
  return new ArchiveError('request', english('{0} is not a keyword', JSON.stringify(keyword.slice(0, 80))), {
    expected: english('1 to 8 capitals, digits, hyphens and underscores'),
  });
}

function refuseText(keyword: string, text: string): void {
  checkText(keyword, text);
  const line = isCommentaryKeyword(keyword);
  const length = line ? text.length : text.replaceAll("'", "''").length;
  const most = line ? LONGEST_LINE : LONGEST;
  if (length > most)
    throw wrong(keyword, english('{0} characters', length), english('at most {0} characters', most));
}

/** A value of a keyword that the archive reads must be one that it can read. */
function refuseUnfit(known: KnownKeyword, value: CardValue): void {
  if (isCommentaryKeyword(known.keyword) || value === null) return;
  const text = typeof value === 'string' ? value : String(value);
  knownValue(known, text);
}

/** The typed value of a known keyword. @throws ArchiveError `request` where the text is none. */
function knownValue(known: KnownKeyword, text: string): CardValue {
  const { keyword, kind, unit, least = -Infinity, most = Infinity } = known;
  const trimmed = unquoted(text.trim());
  if (kind === 'text' || kind === 'type') {
    if (trimmed === '') {
      throw wrong(
        keyword,
        english('no text'),
        english('a text'),
        english('Remove the card where the frame has none.'),
      );
    }
    return trimmed;
  }
  if (kind === 'date') {
    if (ISO.test(trimmed) && dateTimeOf(trimmed, null) !== null) return trimmed;
    throw wrong(keyword, `'${trimmed}'`, english('a date in UTC such as 2024-09-13T20:30:00'));
  }
  const number = numberOf(trimmed);
  if (kind === 'angle') {
    if (number !== null) return number;
    if (anglePartsOf(trimmed) !== null) return trimmed;
    throw wrong(keyword, `'${trimmed}'`, english('degrees, as a number or as d m s'));
  }
  const whole = kind === 'number' || Number.isInteger(number);
  if (number !== null && whole && number >= least && number <= most) return number;
  const wanted = kind === 'integer' ? wholeText(least, most) : numberText(least, most);
  throw wrong(keyword, `'${trimmed}'`, unit === '' ? wanted : `${wanted} ${unit}`);
}

function wholeText(least: number, most: number): string {
  return least === -Infinity
    ? english('a whole number')
    : english('a whole number from {0} to {1}', least, most);
}

function numberText(least: number, most: number): string {
  return least === -Infinity ? english('a number') : english('a number from {0} to {1}', least, most);
}

function freeValue(text: string): CardValue {
  const trimmed = text.trim();
  if (/^'.*'$/s.test(trimmed) && trimmed.length >= 2) return unquoted(trimmed);
  if (trimmed === 'T' || trimmed === 'F') return trimmed === 'T';
  if (INTEGER.test(trimmed)) {
    const exact = BigInt(trimmed.replace(/^\+/, ''));
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
  }
  return NUMBER.test(trimmed) ? (numberOf(trimmed) ?? trimmed) : trimmed;
}

/** Quotes as a header writes them, doubled inside. */
function unquoted(text: string): string {
  const inside = /^'(.*)'$/s.exec(text)?.[1];
  return inside === undefined ? text : inside.replaceAll("''", "'").trimEnd();
}

function wrong(keyword: string, got: string, expected: string, advice?: string): ArchiveError {
  const detail = { expected, got, ...(advice === undefined ? {} : { advice }) };
  return new ArchiveError('request', english('{0} cannot hold that', keyword), detail);
}
