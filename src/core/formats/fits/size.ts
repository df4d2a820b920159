/** How large a data unit is, by its header (FITS 4.0 §4.4.1, §6.1, §7). */
import { english } from '../../base/english';
import type { Problem } from '../../base/frame';
import type { Card, HduType } from './header';

/** FITS 4.0 §4.4.1.1. */
const MOST_AXES = 999;
const BITPIX = new Set([8, 16, 32, 64, -32, -64]);

export interface DataSize {
  /** Bytes without padding: 120000. */
  readonly bytes: number;
  readonly axes: readonly number[];
  readonly bitpix: number;
  readonly problems: readonly Problem[];
}

/** The first card with a keyword, as every reader of FITS takes it. */
export function findCard(cards: readonly Card[], keyword: string): Card | undefined {
  for (const card of cards) if (card.keyword === keyword && card.type !== 'commentary') return card;
  return undefined;
}

/** The value of a card where it is a whole number that a double holds exactly, else null. */
export function integerValue(cards: readonly Card[], keyword: string): number | null {
  const value = findCard(cards, keyword)?.value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** BITPIX and the NAXISn, or ZBITPIX and the ZNAXISn with `prefix` Z. */
export function imageShape(
  cards: readonly Card[],
  prefix: '' | 'Z' = '',
): { bitpix: number; axes: number[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const wrong = (keyword: string, message: string) =>
    problems.push({ code: 'structure', message: `${keyword}: ${message}`, keyword });

  const bitpix = integerValue(cards, `${prefix}BITPIX`);
  if (bitpix === null || !BITPIX.has(bitpix))
    wrong(`${prefix}BITPIX`, english('not one of 8, 16, 32, 64, -32, -64'));
  const count = integerValue(cards, `${prefix}NAXIS`);
  if (count === null || count < 0 || count > MOST_AXES) {
    wrong(`${prefix}NAXIS`, english('not a number from 0 to {0}', MOST_AXES));
    return { bitpix: bitpix ?? 8, axes: [], problems };
  }
  const axes: number[] = [];
  for (let n = 1; n <= count; n++) {
    const keyword = `${prefix}NAXIS${n}`;
    const value = findCard(cards, keyword)?.value;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) axes.push(value);
    else {
      wrong(keyword, english('not a number from 0 up'));
      axes.push(0);
    }
    // A hostile header may announce 999 axes and have none.
    if (problems.length > 10) break;
  }
  return { bitpix: bitpix ?? 8, axes, problems };
}

/**
 * The size of a data unit. A size that no file can have (beyond 2^53 bytes) counts as 0 with a problem, so
 * that nobody reserves memory for it.
 */
export function dataSize(cards: readonly Card[], type: HduType): DataSize {
  const { bitpix, axes, problems } = imageShape(cards);
  if (axes.length === 0) return { bytes: 0, axes, bitpix, problems };
  const groups = type === 'groups';
  const extension = type !== 'primary' && !groups;
  // Random groups write NAXIS1 = 0 and count the other axes (§6.1.1).
  const elements = axes.slice(groups ? 1 : 0).reduce((product, length) => product * BigInt(length), 1n);
  const parameters = groups || extension ? count(cards, 'PCOUNT', 0) : 0n;
  const repeats = groups || extension ? count(cards, 'GCOUNT', 1) : 1n;
  const bytes = (BigInt(Math.abs(bitpix)) / 8n) * repeats * (parameters + elements);
  if (bytes <= BigInt(Number.MAX_SAFE_INTEGER) - 2880n)
    return { bytes: Number(bytes), axes, bitpix, problems };
  problems.push({
    code: 'impossible-size',
    message: english('The header announces {0} bytes of data', bytes),
  });
  return { bytes: 0, axes, bitpix, problems };
}

function count(cards: readonly Card[], keyword: string, otherwise: number): bigint {
  const value = integerValue(cards, keyword) ?? otherwise;
  return BigInt(Math.max(value, 0));
}
