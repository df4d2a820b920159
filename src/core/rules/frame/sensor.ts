/** Values of the sensor and the exposure: seconds, binning, temperatures, gain, colour filters. */
import { decimalText } from '../../base/decimals';
import { english } from '../../base/english';
import { type Frame, ROW_ORDERS, type RowOrder } from '../../base/frame';
import type { Card } from '../../formats/fits/header';
import { FIELD_KEYWORDS } from '../cards/fieldKeywords';
import { boundedNumber, cardText, type HeaderFields } from '../cards/fields';
import { numberOf, withoutNoise } from '../cards/numbers';
import type { Program } from '../cards/program';

/** Nothing is exposed for longer than twelve days. */
const LONGEST_EXPOSURE = 1_000_000;

/** Seconds up to which a 0 is a rounded exposure, and no contradiction. */
const ROUNDED_AWAY = 0.5;

/**
 * Seconds of one exposure. SharpCap writes the total of a live stack in EXPTIME and one exposure in SUBEXP. A
 * 0 beside another keyword's 300 is a value that was never filled in, and told.
 */
export function exposureOf(fields: HeaderFields, program: Program): number | null {
  const keywords =
    program.family === 'sharpcap' ? ['SUBEXP', ...FIELD_KEYWORDS.exposure] : FIELD_KEYWORDS.exposure;
  const exposure = fields.read('exposure', keywords, (card) => exposureIn(card, fields));
  return exposure === 0 ? beside(fields, keywords) : exposure;
}

function exposureIn(card: Card, fields: HeaderFields): number | null | undefined {
  const value = boundedNumber(card, 0, LONGEST_EXPOSURE * 1000);
  if (value === null || value === undefined) return value;
  const milli = /^\s*\[ms\]|millisec/i.test(card.comment);
  const seconds = value * (milli ? 0.001 : unitOf(card, fields));
  return seconds <= LONGEST_EXPOSURE ? withoutNoise(seconds) : undefined;
}

/**
 * Seconds of the unit of the standard's own keywords, which is TIMEUNIT's (FITS 4.0 §9.3), mostly none and so
 * seconds.
 */
function unitOf({ keyword }: Card, fields: HeaderFields): number {
  if (keyword !== 'XPOSURE' && keyword !== 'TELAPSE') return 1;
  const unit = fields.textOf('TIMEUNIT') ?? 's';
  return unit === 'd' ? 86_400 : unit === 'h' ? 3600 : unit === 'min' ? 60 : 1;
}

/**
 * What another keyword says where the first one says 0. The time that has elapsed is no exposure of a bias.
 */
function beside(fields: HeaderFields, keywords: readonly string[]): number {
  const first = fields.sources.exposure ?? 'EXPTIME';
  for (const keyword of keywords) {
    const card = keyword === 'TELAPSE' ? undefined : fields.card(keyword);
    const other = card === undefined ? null : (exposureIn(card, fields) ?? null);
    if (other === null || other === 0) continue;
    fields.sources.exposure = keyword;
    if (other >= ROUNDED_AWAY) {
      const message = english(
        '{0} 0 s and {1} {2} s differ; {3} was taken',
        first,
        keyword,
        decimalText(other, 3),
        keyword,
      );
      fields.problem('exposure-differs', message, first);
    }
    return other;
  }
  return 0;
}

/** Binning in x and y; `2*2` and `2x2` carry both. Where only x is written, y is the same. */
export function binningOf(fields: HeaderFields): { x: number | null; y: number | null } {
  const x = fields.read('binningX', FIELD_KEYWORDS.binningX, (card) => binningIn(card, 0));
  const y = fields.read('binningY', FIELD_KEYWORDS.binningY, (card) => binningIn(card, 1));
  if (y !== null || x === null) return { x, y };
  if (fields.sources.binningX !== undefined) fields.sources.binningY = fields.sources.binningX;
  return { x, y: x };
}

function binningIn(card: Card, axis: 0 | 1): number | null | undefined {
  const plain = numberOf(card.value);
  const text = cardText(card);
  if (text === null) return null;
  const pair = plain === null && text.length < 20 ? /^(\d{1,2})\s*[*x×,: ]\s*(\d{1,2})$/i.exec(text) : null;
  const value = plain ?? (pair === null ? null : Number(pair[1 + axis]));
  return value !== null && Number.isInteger(value) && value >= 1 && value <= 64 ? value : undefined;
}

/** A temperature in °C; values that no sensor can have (kelvin, -999 for unknown) are a problem. */
function temperatureOf(
  fields: HeaderFields,
  field: 'ccdTemp' | 'setTemp',
  keywords: readonly string[],
): number | null {
  const value = fields.number(field, keywords, -150, 100);
  return value === null ? null : withoutNoise(value);
}

/**
 * The temperature as measured, or as asked for where it was not measured, and the latter on its own. A
 * difference of more than 2 °C is a problem: the sensor was not yet cold.
 */
export function temperaturesOf(fields: HeaderFields): { ccdTemp: number | null; setTemp: number | null } {
  const measured = temperatureOf(fields, 'ccdTemp', FIELD_KEYWORDS.ccdTemp);
  const setTemp = temperatureOf(fields, 'setTemp', FIELD_KEYWORDS.setTemp);
  if (measured === null && setTemp !== null) fields.sources.ccdTemp = 'SET-TEMP';
  if (measured !== null && setTemp !== null && Math.abs(measured - setTemp) > 2) {
    const keyword = fields.sources.ccdTemp ?? 'CCD-TEMP';
    fields.problem(
      'temperature-differs',
      english('{0} {1} °C and SET-TEMP {2} °C differ by more than 2 °C', keyword, measured, setTemp),
      keyword,
    );
  }
  return { ccdTemp: measured ?? setTemp, setTemp };
}

/** Gain or offset. -1 is what drivers report for a value they do not have. */
export function settingOf(fields: HeaderFields, field: 'gain' | 'offset'): number | null {
  return fields.read(field, FIELD_KEYWORDS[field], (card) => {
    const value = boundedNumber(card, -1e9, 1e9);
    if (value === null || value === undefined) return value;
    return value === -1 ? null : withoutNoise(value);
  });
}

/** Electrons for one step of the pixel values; 0 is what programs write that do not know it. */
export function electronsPerAduOf(fields: HeaderFields): number | null {
  return fields.read('electronsPerAdu', FIELD_KEYWORDS.electronsPerAdu, (card) => {
    const value = boundedNumber(card, 0, 1e6);
    return value === 0 ? null : value;
  });
}

/**
 * The colour filter array as `RGGB`; null for mono, for `INVALID` and `NONE`, and for an image of three
 * planes.
 */
export function bayerPatternOf(fields: HeaderFields, channels: number | null): string | null {
  if (channels !== null && channels >= 3) return null;
  return fields.read('bayerPattern', FIELD_KEYWORDS.bayerPattern, (card) => {
    const text = cardText(card)?.toUpperCase() ?? '';
    return /^(?:[RGB]{4}|[RGB]{36})$/.test(text) ? text : null;
  });
}

/** Which row is stored first: ROWORDER is `TOP-DOWN` or `BOTTOM-UP` in any case, with or without the dash. */
export function rowOrderOf(fields: HeaderFields): RowOrder | null {
  return fields.read('rowOrder', ['ROWORDER'], (card) => {
    const letters = cardText(card)
      ?.toUpperCase()
      .replace(/[^A-Z]/g, '');
    return ROW_ORDERS.find((order) => order.replace('-', '') === letters) ?? null;
  });
}

type Origins = Pick<Frame, 'bayerOffsetX' | 'bayerOffsetY' | 'subframeX' | 'subframeY'>;
/** No sensor has more columns or rows. */
const LARGEST_ORIGIN = 1_000_000;

/** Where the image begins on the sensor and, behind a colour filter array, in its pattern of two by two. */
export function originsOf(fields: HeaderFields, mosaic: boolean): Origins {
  const whole = (field: keyof Origins, keywords: readonly string[]) =>
    fields.read(field, keywords, (card) => {
      const value = boundedNumber(card, 0, LARGEST_ORIGIN);
      return value === null || value === undefined ? value : Math.round(value);
    });
  const parity = (value: number | null) => (value === null ? null : value % 2);
  return {
    bayerOffsetX: mosaic ? parity(whole('bayerOffsetX', FIELD_KEYWORDS.bayerOffsetX)) : null,
    bayerOffsetY: mosaic ? parity(whole('bayerOffsetY', FIELD_KEYWORDS.bayerOffsetY)) : null,
    subframeX: whole('subframeX', FIELD_KEYWORDS.subframeX),
    subframeY: whole('subframeY', FIELD_KEYWORDS.subframeY),
  };
}

/** How many frames were combined, at least 1. */
export function stackCountOf(fields: HeaderFields): number | null {
  return fields.read('stackCount', FIELD_KEYWORDS.stackCount, (card) => {
    const value = numberOf(card.value);
    return value !== null && Number.isInteger(value) && value >= 1 && value <= 1e7 ? value : null;
  });
}

/**
 * What stands for no filter, its letters and digits alone, in lower case. An `Open` or `Clear` place of a
 * wheel is one.
 */
const NO_FILTER = new Set([
  '',
  'none',
  'no',
  'nofilter',
  'nofilters',
  'withoutfilter',
  'unfiltered',
  'nofilterwheel',
  'nofilterselected',
  'unknown',
  'unknownfilter',
  'filterunknown',
  'na',
  'nan',
  'null',
  'nil',
  'undefined',
  'unspecified',
  'notset',
  'unset',
  'notavailable',
  'notapplicable',
  'empty',
  'emptyslot',
  'nothing',
]);

/** Whether the text of FILTER names none: `None`, `[Unknown]`, `Unknown Filter`, `n/a`, `<empty>`, `--`. */
export function isNoFilter(text: string): boolean {
  return text.length <= 40 && NO_FILTER.has(text.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, ''));
}

/** The filter as written; null for `None` and the like. */
export function filterOf(fields: HeaderFields): string | null {
  return fields.read('filter', FIELD_KEYWORDS.filter, (card) => {
    const text = cardText(card);
    return text === null || isNoFilter(text) ? null : text;
  });
}
