/** The value field of a card: from its text to a typed value (FITS 4.0 §4.2). */
import { english } from '../../base/english';
import type { Problem } from '../../base/frame';
import type { Card } from './header';
import { withoutBlanks, withoutEnd } from './text';

const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[EDed] *[+-]?\d+)?$/;
/** Small letters and blanks in the exponent occur in practice. */
const NON_STANDARD_FLOAT = /[ed ]/;
const COMPLEX = /^\( *([^ ,()]+) *, *([^ ,()]+) *\)$/;
const QUOTE = 39;
const BLANK = 32;

/**
 * Reads the value field of a card: everything behind the value indicator, from column `from` (counted from 0)
 * of `image` on. Accepts free format everywhere, as §4.2 allows for all but the mandatory keywords, whose
 * fixed format is a special case of it. Never throws; what no rule can read comes back as `invalid` with its
 * text. Departures from the standard are added to `problems`.
 */
export function parseValue(image: string, from: number, keyword: string, problems: Problem[]): Card {
  let start = from;
  while (image.charCodeAt(start) === BLANK) start++;
  if (image.charCodeAt(start) === QUOTE) return parseString(image, start, keyword, problems);

  const slash = image.indexOf('/', start);
  const text = withoutEnd(image, start, slash < 0 ? image.length : slash);
  const comment = slash < 0 ? '' : withoutBlanks(image, slash + 1);
  if (text === '') return { keyword, value: null, type: 'undefined', comment };
  if (text === 'T') return { keyword, value: true, type: 'logical', comment };
  if (text === 'F') return { keyword, value: false, type: 'logical', comment };
  if (INTEGER.test(text)) return { keyword, value: integer(text), type: 'integer', comment };
  const float = floatValue(text);
  if (float !== null) {
    if (NON_STANDARD_FLOAT.test(text)) {
      problems.push({
        code: 'exponent',
        message: english('{0}: {1} is not written to the standard', keyword, text),
        keyword,
      });
    }
    return { keyword, value: float, type: 'float', comment };
  }
  const pair = parseComplex(text);
  if (pair !== null) return { keyword, value: pair, type: 'complex', comment };
  problems.push({
    code: 'invalid-value',
    message: english('{0}: {1} is no valid value', keyword, text),
    keyword,
  });
  return { keyword, value: text, type: 'invalid', comment };
}

/** An integer, exact: a bigint beyond 2^53. */
function integer(text: string): number | bigint {
  const number = Number(text);
  // Adding 0 makes 0 of -0.
  return Number.isSafeInteger(number) ? number + 0 : BigInt(text.replace('+', ''));
}

/** A float with E or D as its exponent; null for other text and for what overflows a double. */
function floatValue(text: string): number | null {
  if (!FLOAT.test(text)) return null;
  const plain = Number(text);
  const number = Number.isNaN(plain) ? Number(text.replace(/[Dd]/, 'E').replaceAll(' ', '')) : plain;
  return Number.isFinite(number) ? number : null;
}

/** Real and imaginary part of `(1.0, 2.0)` (§4.2.5, §4.2.6). */
function parseComplex(text: string): readonly [number, number] | null {
  const match = COMPLEX.exec(text);
  if (!match) return null;
  const real = floatValue(match[1] ?? '');
  const imaginary = floatValue(match[2] ?? '');
  return real === null || imaginary === null ? null : [real, imaginary];
}

/** A string in quotes; two quotes in it stand for one, blanks at its end do not count (§4.2.1). */
function parseString(image: string, start: number, keyword: string, problems: Problem[]): Card {
  let end = image.indexOf("'", start + 1);
  let doubled = false;
  while (end >= 0 && image.charCodeAt(end + 1) === QUOTE) {
    doubled = true;
    end = image.indexOf("'", end + 2);
  }
  if (end < 0) {
    problems.push({
      code: 'unclosed-string',
      message: english('{0}: the closing quote is missing', keyword),
      keyword,
    });
    end = image.length;
  }
  const inner = withoutEnd(image, start + 1, end);
  const slash = image.indexOf('/', end);
  const between = withoutBlanks(image, end + 1, slash < 0 ? image.length : slash);
  if (between !== '') {
    problems.push({
      code: 'text-after-string',
      message: english('{0}: text between the string and the comment was ignored', keyword),
      keyword,
    });
  }
  return {
    keyword,
    value: doubled ? inner.replaceAll("''", "'") : inner,
    type: 'string',
    comment: slash < 0 ? '' : withoutBlanks(image, slash + 1),
  };
}
