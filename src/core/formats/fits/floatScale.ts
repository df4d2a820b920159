/** Whether floating-point pixels run from 0 to 1 or count in ADU, which no header says. */
import { gunzipSync } from 'node:zlib';
import { type Column, columnsOf, ELEMENT_BYTES, textValue } from './columns';
import type { Hdu } from './header';
import { isTileCompressed } from './read';
import { findCard, imageShape, integerValue } from './size';
import type { ByteSource } from './source';

/** `unit`: from 0 to 1, as Siril and PixInsight write them. `adu`: what a camera counts, up to 65535. */
export type FloatScale = 'unit' | 'adu';

/** Values that are looked at, from a few places of the image. */
const PLACES = 8;
const VALUES_AT_A_PLACE = 2048;
/** Rows of a compressed image that are looked at. */
const TILES = 16;
/** Bytes of one compressed tile that are unpacked. */
const MOST_TILE_BYTES = 4 * 1024 * 1024;
/**
 * Stars that are overexposed in a calibrated image reach a little beyond 1; a background of ADU is hundreds.
 */
const BEYOND = 2;
/** The share of values beyond which it takes: a few hot pixels say nothing of the others. */
const SHARE = 0.01;
/**
 * A step between two values of a compressed image: a quarter of its noise, which is ADU in one and
 * thousandths in the other.
 */
const COARSE_STEP = 0.05;

/**
 * The scale of an image of 32-bit or 64-bit floating-point pixels, by a sample of at most 16,384 of them.
 * Null for other images, and where the pixels cannot be read: `floatScale(plainSource(source),
 * imageUnit(file))`. Offsets count in `source`. Only the first `reach` pixels are looked at, for a source in
 * which it is far to the last one.
 */
export function floatScale(source: ByteSource, unit: Hdu, reach = Infinity): FloatScale | null {
  const packed = isTileCompressed(unit);
  const { bitpix, axes } = imageShape(unit.cards, packed ? 'Z' : '');
  if (bitpix > 0 || axes.length === 0) return null;
  if (packed) return packedScale(source, unit, bitpix);
  const pixels = axes.reduce((product, length) => product * length, 1);
  return scaleOf(
    sample(source, unit.dataOffset, Math.min(pixels, reach), bitpix),
    scaling(unit, 'BSCALE', 'BZERO'),
  );
}

/** Values from places spread over the image, as they are stored. */
function sample(source: ByteSource, offset: number, pixels: number, bitpix: number): number[] {
  const size = -bitpix / 8;
  const length = Math.min(VALUES_AT_A_PLACE, pixels);
  const places = pixels <= PLACES * VALUES_AT_A_PLACE ? Math.ceil(pixels / length) : PLACES;
  const values: number[] = [];
  for (let place = 0; place < places; place++) {
    const from = places === 1 ? 0 : Math.floor(((pixels - length) * place) / (places - 1));
    values.push(...floats(source.read(offset + from * size, length * size), bitpix));
  }
  return values;
}

/** Big-endian, as FITS stores them (FITS 4.0 §5.3). What is cut off at the end does not count. */
function floats(bytes: Uint8Array, bitpix: number): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = -bitpix / 8;
  return Array.from({ length: Math.floor(bytes.byteLength / size) }, (_, index) =>
    bitpix === -32 ? view.getFloat32(index * size) : view.getFloat64(index * size),
  );
}

function scaleOf(values: readonly number[], { scale, zero }: Scaling): FloatScale | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const beyond = finite.filter((value) => Math.abs(zero + scale * value) > BEYOND).length;
  return beyond > finite.length * SHARE ? 'adu' : 'unit';
}

interface Scaling {
  readonly scale: number;
  readonly zero: number;
}

function scaling(unit: Hdu, scale: string, zero: string): Scaling {
  const number = (keyword: string, otherwise: number) => {
    const value = findCard(unit.cards, keyword)?.value;
    return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
  };
  return { scale: number(scale, 1), zero: number(zero, 0) };
}

/**
 * Floating-point images are compressed as whole numbers with a step and a zero for each tile (ZSCALE, ZZERO;
 * FITS 4.0 §10.2), or as they are with gzip where they could not be rounded. Both tell the scale without the
 * pixels being unpacked as a whole.
 */
function packedScale(source: ByteSource, unit: Hdu, bitpix: number): FloatScale | null {
  const width = integerValue(unit.cards, 'NAXIS1') ?? 0;
  const rows = integerValue(unit.cards, 'NAXIS2') ?? 0;
  if (width < 1 || rows < 1 || width > MOST_TILE_BYTES) return null;
  const columns = columnsOf(unit.cards);
  const step = columns.get('ZSCALE');
  const zero = columns.get('ZZERO');
  const looked = Math.min(TILES, rows);
  const found = Array.from({ length: looked }, (_, index): FloatScale | null => {
    const at = unit.dataOffset + width * Math.floor((rows * (index + 0.5)) / looked);
    const row = source.read(at, width);
    const [scale, offset] = [doubleAt(row, step), doubleAt(row, zero)];
    // A tile that could not be rounded has a step of 0.
    if (scale !== null && offset !== null && scale !== 0) {
      return Math.abs(scale) > COARSE_STEP || Math.abs(lowest(scale, offset)) > BEYOND ? 'adu' : 'unit';
    }
    return scaleOf(unpackedTile(source, unit, row, columns, bitpix), { scale: 1, zero: 0 });
  }).filter((each) => each !== null);
  if (found.length === 0) return null;
  return found.filter((each) => each === 'adu').length > found.length / 2 ? 'adu' : 'unit';
}

/**
 * The lowest value of a tile, near enough. Writers make it the zero; where some whole numbers are reserved,
 * for nulls and by SUBTRACTIVE_DITHER_2, cfitsio begins to count just above the lowest 32-bit number instead
 * (`fits_quantize_float`).
 */
function lowest(step: number, zero: number): number {
  return Math.abs(zero / step) > 2 ** 30 ? zero - step * (2 ** 31 - 11) : zero;
}

function doubleAt(row: Uint8Array, column: Column | undefined): number | null {
  if (column?.type !== 'D' || row.length < column.offset + 8) return null;
  const value = new DataView(row.buffer, row.byteOffset, row.byteLength).getFloat64(column.offset);
  return Number.isFinite(value) ? value : null;
}

/** The values of one tile that is kept by gzip; none where it is kept otherwise. */
function unpackedTile(
  source: ByteSource,
  unit: Hdu,
  row: Uint8Array,
  columns: ReadonlyMap<string, Column>,
  bitpix: number,
): number[] {
  const method = textValue(unit.cards, 'ZCMPTYPE').trim();
  const own = columns.get('GZIP_COMPRESSED_DATA');
  const isGzip = method === 'GZIP_1' || method === 'GZIP_2';
  const column = own ?? (isGzip ? columns.get('COMPRESSED_DATA') : undefined);
  if (column === undefined || !['P', 'Q'].includes(column.type)) return [];
  if (row.length < column.offset + (ELEMENT_BYTES[column.type] ?? 0)) return [];
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  const isLong = column.type === 'Q';
  const at = (place: number) =>
    isLong ? Number(view.getBigUint64(column.offset + 8 * place)) : view.getUint32(column.offset + 4 * place);
  const [length, from] = [at(0), at(1)];
  if (length < 1 || length > MOST_TILE_BYTES || !Number.isSafeInteger(from)) return [];
  const heap = integerValue(unit.cards, 'THEAP') ?? heapOf(unit);
  try {
    const packed = source.read(unit.dataOffset + heap + from, length);
    const bytes = gunzipSync(packed, { maxOutputLength: MOST_TILE_BYTES });
    // GZIP_2 puts the first bytes of all values before the second ones (FITS 4.0 §10.4.2).
    const shuffled = method === 'GZIP_2' && own === undefined;
    return floats(shuffled ? unshuffled(bytes, -bitpix / 8) : bytes, bitpix);
  } catch {
    // A damaged tile says nothing.
    return [];
  }
}

function heapOf(unit: Hdu): number {
  return (integerValue(unit.cards, 'NAXIS1') ?? 0) * (integerValue(unit.cards, 'NAXIS2') ?? 0);
}

function unshuffled(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / size);
  const values = new Uint8Array(count * size);
  for (let index = 0; index < count; index++) {
    for (let byte = 0; byte < size; byte++) values[index * size + byte] = bytes[byte * count + index] ?? 0;
  }
  return values;
}
