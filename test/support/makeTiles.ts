/**
 * Builds tile-compressed FITS images byte by byte for tests, without code of `src`: tiles by gzip or as they are, in
 * any of the three columns.
 */
import { gzipSync } from 'node:zlib';
import { makeFits, type TestCard } from './makeFits';

type Bitpix = 8 | 16 | 32 | 64 | -32 | -64;

export interface TilesSpec {
  readonly bitpix: Bitpix;
  readonly axes: readonly number[];
  /** Left out: no ZTILEn, so that tiles are rows. */
  readonly tile?: readonly number[];
  /** Stored values in the order of the image. */
  readonly pixels: readonly (number | bigint)[];
  /** GZIP_1 where not given; those that are not gzip need `pack`. */
  readonly method?: 'GZIP_1' | 'GZIP_2' | 'NOCOMPRESS' | 'RICE_1' | 'PLIO_1' | 'HCOMPRESS_1';
  /** Packs the stored values of a tile whose rows have so many pixels. */
  readonly pack?: (values: readonly number[], width: number) => Uint8Array;
  /** Which column has a tile; COMPRESSED_DATA where not given. */
  readonly column?: (tile: number) => 'COMPRESSED_DATA' | 'GZIP_COMPRESSED_DATA' | 'UNCOMPRESSED_DATA';
  readonly pointers?: 'P' | 'Q';
  /** Bytes between the table and its heap. */
  readonly gap?: number;
  /** ZBLANK of each tile, a column of 64-bit numbers. */
  readonly blanks?: readonly bigint[];
  readonly cards?: readonly TestCard[];
}

const COLUMNS = ['COMPRESSED_DATA', 'GZIP_COMPRESSED_DATA', 'UNCOMPRESSED_DATA'] as const;

/** The file: an empty primary unit and the table. */
export function makeTiles(spec: TilesSpec): Buffer {
  const { bitpix, axes, pointers = 'P', gap = 0, method = 'GZIP_1', pack } = spec;
  const tile = axes.map((length, n) => Math.min(length, spec.tile?.[n] ?? (n === 0 ? length : 1)));
  const tiles = tilesOf(axes, tile);
  const pointer = pointers === 'P' ? 8 : 16;
  const width = 3 * pointer + (spec.blanks === undefined ? 0 : 8);
  const rows = Buffer.alloc(width * tiles.length);
  const heap: Buffer[] = [];
  let at = 0;
  tiles.forEach((indices, number) => {
    const column = spec.column?.(number) ?? 'COMPRESSED_DATA';
    const values = indices.map((index) => spec.pixels[index] ?? 0);
    // Of the pixels of a row, those that follow one another are in the tile.
    const left = (indices[0] ?? 0) % (axes[0] ?? 1);
    const columns = Math.min(tile[0] ?? 1, (axes[0] ?? 1) - left);
    const bytes =
      pack !== undefined && column === 'COMPRESSED_DATA'
        ? Buffer.from(pack(values.map(Number), columns))
        : packed(values, bitpix, column, method);
    if (spec.blanks !== undefined)
      rows.writeBigInt64BE(spec.blanks[number] ?? 0n, width * number + 3 * pointer);
    const place = width * number + pointer * COLUMNS.indexOf(column);
    const length = bytes.length / elementOf(column, method).bytes;
    if (pointers === 'P') rows.writeUInt32BE(length, place);
    else rows.writeBigInt64BE(BigInt(length), place);
    if (pointers === 'P') rows.writeUInt32BE(at, place + 4);
    else rows.writeBigInt64BE(BigInt(at), place + 8);
    heap.push(bytes);
    at += bytes.length;
  });
  const cards: TestCard[] = [
    ['ZIMAGE', true],
    ['ZCMPTYPE', method],
    ['ZBITPIX', bitpix],
    ['ZNAXIS', axes.length],
    ...axes.map((length, n): TestCard => [`ZNAXIS${n + 1}`, length]),
    ...(spec.tile === undefined ? [] : tile.map((length, n): TestCard => [`ZTILE${n + 1}`, length])),
    ...(gap === 0 ? [] : ([['THEAP', rows.length + gap]] as TestCard[])),
    ...(spec.cards ?? []),
  ];
  const mandatory: TestCard[] = [
    ['BITPIX', 8],
    ['NAXIS', 2],
    ['NAXIS1', width],
    ['NAXIS2', tiles.length],
    ['PCOUNT', gap + at],
    ['GCOUNT', 1],
    ['TFIELDS', COLUMNS.length + (spec.blanks === undefined ? 0 : 1)],
    ...COLUMNS.flatMap((name, n): TestCard[] => [
      [`TTYPE${n + 1}`, name],
      [`TFORM${n + 1}`, `1${pointers}${elementOf(name, method).code}(${at})`],
    ]),
    ...(spec.blanks === undefined
      ? []
      : ([
          ['TTYPE4', 'ZBLANK'],
          ['TFORM4', '1K'],
        ] as TestCard[])),
  ];
  const data = Buffer.concat([rows, Buffer.alloc(gap, 0xee), ...heap]);
  return makeFits({ extensions: [{ xtension: 'BINTABLE', mandatory, cards, data }] });
}

/** Instructions of PLIO_1 are numbers of 16 bits. */
function elementOf(column: (typeof COLUMNS)[number], method: TilesSpec['method']) {
  return column === 'COMPRESSED_DATA' && method === 'PLIO_1'
    ? ({ code: 'I', bytes: 2 } as const)
    : ({ code: 'B', bytes: 1 } as const);
}

/** The pixels of each tile, by their places in the image. */
function tilesOf(axes: readonly number[], tile: readonly number[]): number[][] {
  const counts = axes.map((length, n) => Math.ceil(length / (tile[n] ?? 1)));
  const tiles = Array.from({ length: counts.reduce((a, b) => a * b, 1) }, (): number[] => []);
  const pixels = axes.reduce((a, b) => a * b, 1);
  for (let index = 0; index < pixels; index++) {
    let [rest, number, step] = [index, 0, 1];
    axes.forEach((length, n) => {
      number += Math.floor((rest % length) / (tile[n] ?? 1)) * step;
      rest = Math.floor(rest / length);
      step *= counts[n] ?? 1;
    });
    tiles[number]?.push(index);
  }
  return tiles;
}

function packed(
  values: readonly (number | bigint)[],
  bitpix: Bitpix,
  column: (typeof COLUMNS)[number],
  method: NonNullable<TilesSpec['method']>,
): Buffer {
  const bytes = bigEndian(values, bitpix);
  if (column === 'UNCOMPRESSED_DATA') return bytes;
  if (column === 'GZIP_COMPRESSED_DATA') return gzipSync(bytes);
  if (method === 'NOCOMPRESS') return bytes;
  return gzipSync(method === 'GZIP_2' ? shuffled(bytes, Math.abs(bitpix) / 8) : bytes);
}

/** Numbers as FITS stores them. */
export function bigEndian(values: readonly (number | bigint)[], bitpix: Bitpix): Buffer {
  const size = Math.abs(bitpix) / 8;
  const bytes = Buffer.alloc(values.length * size);
  values.forEach((value, i) => {
    if (bitpix === 64) bytes.writeBigInt64BE(BigInt(value), i * size);
    else if (bitpix === 8) bytes.writeUInt8(Number(value), i);
    else if (bitpix === 16) bytes.writeInt16BE(Number(value), i * size);
    else if (bitpix === 32) bytes.writeInt32BE(Number(value), i * size);
    else if (bitpix === -32) bytes.writeFloatBE(Number(value), i * size);
    else bytes.writeDoubleBE(Number(value), i * size);
  });
  return bytes;
}

function shuffled(bytes: Buffer, size: number): Buffer {
  const count = bytes.length / size;
  return Buffer.from(bytes.map((_, at) => bytes[(at % count) * size + Math.floor(at / count)] ?? 0));
}
