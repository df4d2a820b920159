/** How the tiles of an image are compressed, by its header (FITS 4.0 §10.1.2, §10.2, §10.4). Pure. */
import type { DitherMethod } from '../codecs/dither';
import { textValue } from '../fits/columns';
import type { Card } from '../fits/header';
import { findCard } from '../fits/size';

/** `RICE_ONE` is an old name of RICE_1. */
export const SCHEMES = ['RICE_1', 'GZIP_1', 'GZIP_2', 'PLIO_1', 'HCOMPRESS_1', 'NOCOMPRESS'] as const;
export type Scheme = (typeof SCHEMES)[number];

export interface TileScheme {
  /** Null for one that is not read. */
  readonly scheme: Scheme | null;
  /** ZCMPTYPE: `RICE_1`. */
  readonly name: string;
  /** BLOCKSIZE of RICE_1: pixels that share a number of low bits. */
  readonly blockSize: number;
  /** BYTEPIX of RICE_1: bytes of a number before it was compressed. */
  readonly bytePix: number;
  /** SMOOTH of HCOMPRESS_1. */
  readonly smooth: boolean;
  /** ZQUANTIZ as written; empty where it is missing. */
  readonly quantised: string;
  /** ZDITHER0. */
  readonly seed: number;
  /** Keywords that stand for columns of the same name where all tiles have the same number. */
  readonly scale: number | null;
  readonly zero: number | null;
  readonly blank: number | null;
}

export function tileScheme(cards: readonly Card[]): TileScheme {
  const written = textValue(cards, 'ZCMPTYPE').trim().toUpperCase();
  const name = written === 'RICE_ONE' ? 'RICE_1' : written;
  const parameters = namedParameters(cards);
  const number = (keyword: string) => numberOf(findCard(cards, keyword)?.value);
  const smooth = parameters.get('SMOOTH');
  return {
    scheme: SCHEMES.find((scheme) => scheme === name) ?? null,
    name,
    blockSize: numberOf(parameters.get('BLOCKSIZE')) ?? 32,
    bytePix: numberOf(parameters.get('BYTEPIX')) ?? 4,
    smooth: smooth === true || (typeof smooth === 'number' && smooth !== 0),
    quantised: textValue(cards, 'ZQUANTIZ').trim().toUpperCase(),
    seed: number('ZDITHER0') ?? 1,
    scale: number('ZSCALE'),
    zero: number('ZZERO'),
    blank: number('ZBLANK'),
  };
}

/** How whole numbers were made of floats; null for a way that is not known. */
export function ditherMethod({ quantised }: TileScheme): DitherMethod | null {
  if (quantised === '' || quantised === 'NONE' || quantised === 'NO_DITHER') return 'NO_DITHER';
  if (quantised === 'SUBTRACTIVE_DITHER_1' || quantised === 'SUBTRACTIVE_DITHER_2') return quantised;
  return null;
}

/** ZNAMEi and ZVALi. */
function namedParameters(cards: readonly Card[]): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (let n = 1; ; n++) {
    const name = textValue(cards, `ZNAME${n}`).trim().toUpperCase();
    if (name === '') return values;
    values.set(name, findCard(cards, `ZVAL${n}`)?.value);
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
