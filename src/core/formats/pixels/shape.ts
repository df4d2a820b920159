/** What the header of a FITS image says of its pixels (FITS 4.0 §4.4.2, §5.2, §5.3). Pure. */
import type { Card } from '../fits/header';
import { findCard } from '../fits/size';
import { blankAs } from './blanks';
import type { PixelImage, SampleType } from './pixelImage';

/** What an image is, without a way to read it. */
export type PixelShape = Omit<PixelImage, 'read' | 'rowsPerRead'>;

/** What `pixelShape` goes by. */
export interface ShapeHeader {
  readonly hdu: number;
  readonly name: string;
  readonly bitpix: number;
  /** All of them at least 1. */
  readonly axes: readonly number[];
  readonly cards: readonly Card[];
  readonly compression: string | null;
}

const STORED: Readonly<Record<number, SampleType>> = {
  8: 'u8',
  16: 'i16',
  32: 'i32',
  64: 'i64',
  [-32]: 'f32',
  [-64]: 'f64',
};
/** Whole numbers without sign, which FITS has by their offset alone (§5.2.5). */
const UNSIGNED: Readonly<Record<number, readonly [type: SampleType, offset: number]>> = {
  16: ['u16', 2 ** 15],
  32: ['u32', 2 ** 31],
};

/** The shape of an image, null where it has more pixels than can be counted. */
export function pixelShape(header: ShapeHeader): PixelShape | null {
  const { hdu, name, bitpix, axes, cards, compression } = header;
  const [width = 1, height = 1, ...others] = axes;
  const planes = others.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(planes) || !Number.isSafeInteger(width * height * planes * 8)) return null;
  const keyword = firstValues(cards);
  const stored = { scale: numberOf(cards, 'BSCALE', 1) || 1, zero: numberOf(cards, 'BZERO', 0) };
  const [unsigned, offset] = UNSIGNED[bitpix] ?? [];
  const isUnsigned = stored.scale === 1 && stored.zero === offset;
  const sample = (isUnsigned ? unsigned : STORED[bitpix]) ?? 'u8';
  const physical = isUnsigned ? { scale: 1, zero: 0 } : stored;
  const blank = bitpix > 0 ? blankOf(cards, sample) : null;
  const bayer = planes === 1 ? bayerOf(cards) : null;
  return { hdu, name, width, height, planes, sample, compression, bayer, ...physical, blank, keyword };
}

/** The value of a card as a finite number. */
function numberOf(cards: readonly Card[], keyword: string, otherwise: number): number {
  const value = findCard(cards, keyword)?.value;
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

/** BLANK, else ZBLANK, as `read` returns it; null where no pixel can have it. */
function blankOf(cards: readonly Card[], sample: SampleType): number | bigint | null {
  const value = (findCard(cards, 'BLANK') ?? findCard(cards, 'ZBLANK'))?.value;
  if (typeof value !== 'bigint' && !Number.isInteger(value)) return null;
  return blankAs(sample, BigInt(value as number | bigint));
}

/** The colours in front of the pixels as BAYERPAT or COLORTYP has them: `RGGB`. */
export function bayerOf(cards: readonly Card[]): string | null {
  for (const keyword of ['BAYERPAT', 'COLORTYP']) {
    const value = findCard(cards, keyword)?.value;
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return null;
}

/** Looks up the first value of a keyword; a complex number has none that is one number. */
export function firstValues(cards: readonly Card[]): PixelShape['keyword'] {
  return (name) => {
    const value = findCard(cards, name)?.value ?? null;
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'object' ? null : value;
  };
}
