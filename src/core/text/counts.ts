/**
 * Numbers of things in words. Each thing has two whole texts, so that a translation does not have to build
 * plurals: one for 1, one for every other number.
 */
import * as l10n from '@vscode/l10n';

const COUNTS = {
  'bias frame': (n: number) => (n === 1 ? l10n.t('{0} bias frame', n) : l10n.t('{0} bias frames', n)),
  'calibration session': (n: number) =>
    n === 1 ? l10n.t('{0} calibration session', n) : l10n.t('{0} calibration sessions', n),
  candidate: (n: number) => (n === 1 ? l10n.t('{0} candidate', n) : l10n.t('{0} candidates', n)),
  copy: (n: number) => (n === 1 ? l10n.t('{0} copy', n) : l10n.t('{0} copies', n)),
  dark: (n: number) => (n === 1 ? l10n.t('{0} dark', n) : l10n.t('{0} darks', n)),
  day: (n: number) => (n === 1 ? l10n.t('{0} day', n) : l10n.t('{0} days', n)),
  duplicate: (n: number) => (n === 1 ? l10n.t('{0} duplicate', n) : l10n.t('{0} duplicates', n)),
  entry: (n: number) => (n === 1 ? l10n.t('{0} entry', n) : l10n.t('{0} entries', n)),
  file: (n: number) => (n === 1 ? l10n.t('{0} file', n) : l10n.t('{0} files', n)),
  flat: (n: number) => (n === 1 ? l10n.t('{0} flat', n) : l10n.t('{0} flats', n)),
  'flat-dark': (n: number) => (n === 1 ? l10n.t('{0} flat-dark', n) : l10n.t('{0} flat-darks', n)),
  'filter number': (n: number) =>
    n === 1 ? l10n.t('{0} filter number', n) : l10n.t('{0} filter numbers', n),
  folder: (n: number) => (n === 1 ? l10n.t('{0} folder', n) : l10n.t('{0} folders', n)),
  frame: (n: number) => (n === 1 ? l10n.t('{0} frame', n) : l10n.t('{0} frames', n)),
  goal: (n: number) => (n === 1 ? l10n.t('{0} goal', n) : l10n.t('{0} goals', n)),
  group: (n: number) => (n === 1 ? l10n.t('{0} group', n) : l10n.t('{0} groups', n)),
  'group of duplicates': (n: number) =>
    n === 1 ? l10n.t('{0} group of duplicates', n) : l10n.t('{0} groups of duplicates', n),
  header: (n: number) => (n === 1 ? l10n.t('{0} header', n) : l10n.t('{0} headers', n)),
  'header-data unit': (n: number) =>
    n === 1 ? l10n.t('{0} header-data unit', n) : l10n.t('{0} header-data units', n),
  image: (n: number) => (n === 1 ? l10n.t('{0} image', n) : l10n.t('{0} images', n)),
  keyword: (n: number) => (n === 1 ? l10n.t('{0} keyword', n) : l10n.t('{0} keywords', n)),
  light: (n: number) => (n === 1 ? l10n.t('{0} light', n) : l10n.t('{0} lights', n)),
  'light session': (n: number) =>
    n === 1 ? l10n.t('{0} light session', n) : l10n.t('{0} light sessions', n),
  link: (n: number) => (n === 1 ? l10n.t('{0} link', n) : l10n.t('{0} links', n)),
  master: (n: number) => (n === 1 ? l10n.t('{0} master', n) : l10n.t('{0} masters', n)),
  'missing file': (n: number) => (n === 1 ? l10n.t('{0} missing file', n) : l10n.t('{0} missing files', n)),
  'missing set': (n: number) => (n === 1 ? l10n.t('{0} missing set', n) : l10n.t('{0} missing sets', n)),
  month: (n: number) => (n === 1 ? l10n.t('{0} month', n) : l10n.t('{0} months', n)),
  'more file': (n: number) => (n === 1 ? l10n.t('{0} more file', n) : l10n.t('{0} more files', n)),
  'more keyword': (n: number) => (n === 1 ? l10n.t('{0} more keyword', n) : l10n.t('{0} more keywords', n)),
  'more name': (n: number) => (n === 1 ? l10n.t('{0} more name', n) : l10n.t('{0} more names', n)),
  'more object': (n: number) => (n === 1 ? l10n.t('{0} more object', n) : l10n.t('{0} more objects', n)),
  'more problem': (n: number) => (n === 1 ? l10n.t('{0} more problem', n) : l10n.t('{0} more problems', n)),
  'more session': (n: number) => (n === 1 ? l10n.t('{0} more session', n) : l10n.t('{0} more sessions', n)),
  'more set': (n: number) => (n === 1 ? l10n.t('{0} more set', n) : l10n.t('{0} more sets', n)),
  'more value': (n: number) => (n === 1 ? l10n.t('{0} more value', n) : l10n.t('{0} more values', n)),
  'more warning': (n: number) => (n === 1 ? l10n.t('{0} more warning', n) : l10n.t('{0} more warnings', n)),
  name: (n: number) => (n === 1 ? l10n.t('{0} name', n) : l10n.t('{0} names', n)),
  'name rule': (n: number) => (n === 1 ? l10n.t('{0} name rule', n) : l10n.t('{0} name rules', n)),
  'new file': (n: number) => (n === 1 ? l10n.t('{0} new file', n) : l10n.t('{0} new files', n)),
  night: (n: number) => (n === 1 ? l10n.t('{0} night', n) : l10n.t('{0} nights', n)),
  note: (n: number) => (n === 1 ? l10n.t('{0} note', n) : l10n.t('{0} notes', n)),
  object: (n: number) => (n === 1 ? l10n.t('{0} object', n) : l10n.t('{0} objects', n)),
  other: (n: number) => (n === 1 ? l10n.t('{0} other', n) : l10n.t('{0} others', n)),
  'other file': (n: number) => (n === 1 ? l10n.t('{0} other file', n) : l10n.t('{0} other files', n)),
  'place of origin': (n: number) =>
    n === 1 ? l10n.t('{0} place of origin', n) : l10n.t('{0} places of origin', n),
  problem: (n: number) => (n === 1 ? l10n.t('{0} problem', n) : l10n.t('{0} problems', n)),
  'processed frame': (n: number) =>
    n === 1 ? l10n.t('{0} processed frame', n) : l10n.t('{0} processed frames', n),
  'rejected file': (n: number) =>
    n === 1 ? l10n.t('{0} rejected file', n) : l10n.t('{0} rejected files', n),
  'rejected frame': (n: number) =>
    n === 1 ? l10n.t('{0} rejected frame', n) : l10n.t('{0} rejected frames', n),
  result: (n: number) => (n === 1 ? l10n.t('{0} result', n) : l10n.t('{0} results', n)),
  rule: (n: number) => (n === 1 ? l10n.t('{0} rule', n) : l10n.t('{0} rules', n)),
  session: (n: number) => (n === 1 ? l10n.t('{0} session', n) : l10n.t('{0} sessions', n)),
  set: (n: number) => (n === 1 ? l10n.t('{0} set', n) : l10n.t('{0} sets', n)),
  stack: (n: number) => (n === 1 ? l10n.t('{0} stack', n) : l10n.t('{0} stacks', n)),
  suggestion: (n: number) => (n === 1 ? l10n.t('{0} suggestion', n) : l10n.t('{0} suggestions', n)),
  time: (n: number) => (n === 1 ? l10n.t('{0} time', n) : l10n.t('{0} times', n)),
  'unfinished save': (n: number) =>
    n === 1 ? l10n.t('{0} unfinished save', n) : l10n.t('{0} unfinished saves', n),
  'unknown file': (n: number) => (n === 1 ? l10n.t('{0} unknown file', n) : l10n.t('{0} unknown files', n)),
  'unknown frame': (n: number) =>
    n === 1 ? l10n.t('{0} unknown frame', n) : l10n.t('{0} unknown frames', n),
  year: (n: number) => (n === 1 ? l10n.t('{0} year', n) : l10n.t('{0} years', n)),
} as const;

/** Things that are counted: `frame`, `light session`. */
export type Counted = keyof typeof COUNTS;

/** `1 frame`, `12 frames`. */
export function countText(count: number, thing: Counted): string {
  return COUNTS[thing](count);
}

/** `a`, `a and b`, `a, b and c`; empty for none. */
export function listText(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : l10n.t('{0} and {1}', parts.slice(0, -1).join(', '), last);
}

/** At most `most` parts, and how many are left out: `a, b, c and 2 more`. */
export function shortListText(parts: readonly string[], most: number): string {
  const shown = parts.slice(0, most).join(', ');
  const rest = parts.length - most;
  return rest > 0 ? l10n.t('{0} and {1} more', shown, rest) : shown;
}
