/** Headers and frames for the tests of this folder. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ExplainedFrame, Frame } from '../../../../../src/core/base/frame';
import { parseCards } from '../../../../../src/core/formats/fits/cards';
import type { Card, CardValue, ImageHeader } from '../../../../../src/core/formats/fits/header';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { lightFrame } from '../../../../support/frame';
import { shared } from '../../../../support/shared';

/** The optional corpus of real headers beside the project. */
export const HEADERS = shared('fits', 'headers');

export type Values = Record<string, CardValue | { value: CardValue; comment: string }>;

export function card(keyword: string, value: CardValue, comment = ''): Card {
  if (keyword === 'COMMENT' || keyword === 'HISTORY')
    return { keyword, value, type: 'commentary', comment: '' };
  const types = { string: 'string', number: 'float', bigint: 'integer', boolean: 'logical' } as const;
  const type =
    value === null ? 'undefined' : typeof value === 'object' ? 'complex' : types[typeof value as 'string'];
  return { keyword, value, type, comment };
}

export function header(values: Values, axes: readonly number[] = [6248, 4176], bitpix = 16): ImageHeader {
  const cards = Object.entries(values).map(([keyword, entry]) =>
    entry !== null && typeof entry === 'object' && 'comment' in entry
      ? card(keyword, entry.value, entry.comment)
      : card(keyword, entry),
  );
  return { hdu: 0, cards, axes, bitpix };
}

/** The frame of a header in `/in/x.fits`, with UTC as the zone of the settings. */
export function frame(
  values: Values,
  options: { path?: string; axes?: number[]; bitpix?: number } = {},
): ExplainedFrame {
  return frameOf(header(values, options.axes, options.bitpix), {
    path: options.path ?? '/in/x.fits',
    timeZone: 'UTC',
  });
}

export const codes = (of: Frame): string[] => of.problems.map((problem) => problem.code);

/** A header of the corpus, which has one card a line and `#` before lines about its origin. */
export function corpusHeader(name: string): ImageHeader {
  const lines = fs.readFileSync(path.join(HEADERS, name), 'latin1').split(/\r?\n/);
  const images = lines.filter((line) => !line.startsWith('#')).map((line) => line.slice(0, 80).padEnd(80));
  const { cards } = parseCards(Buffer.from(images.join(''), 'latin1'));
  const numberOf = (keyword: string) => Number(cards.find((found) => found.keyword === keyword)?.value);
  const axes = Array.from({ length: numberOf('NAXIS') }, (_, n) => numberOf(`NAXIS${n + 1}`));
  return { hdu: 0, cards, axes, bitpix: numberOf('BITPIX') };
}

/** A frame with everything in it, for names; `changes` on top. */
export function sampleFrame(changes: Partial<Frame> = {}): Frame {
  return lightFrame({ ccdTemp: -10, ra: null, dec: null, program: null, ...changes });
}
