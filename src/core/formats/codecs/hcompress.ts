/**
 * HCOMPRESS_1 (FITS 4.0 §10.4.4): the coefficients of an H-transform, divided by a scale, as bit planes of four
 * quadrants, then their signs.
 */
import { english } from '../../base/english';
import { CodecError } from './codecError';
import { invertHTransform } from './hTransform';
import { addBitPlanes, BitReader } from './quadtree';

/** What every stream begins with. */
const MAGIC = 0xdd99;
/** Magic, rows, columns, scale, sum of all pixels, bit planes of the quadrants. */
const HEADER_BYTES = 25;
/** Sums of four numbers of so many bits still fit into 32. */
const MOST_BITS_NARROW = 29;
/** Sums of four numbers of so many bits are exact in doubles. */
const MOST_BITS = 50;

/**
 * Unpacks a tile of `rows` × `columns` whole numbers: `unpackHcompress(tile, 16, 1920, false)`.
 * @param smooth SMOOTH, only for what was packed with losses.
 * @throws CodecError where it is damaged, cut off, or of another size.
 */
export function unpackHcompress(
  packed: Uint8Array,
  rows: number,
  columns: number,
  smooth: boolean,
): Int32Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < HEADER_BYTES) throw fail('truncated', english('it ends in its header'), packed.length);
  if (view.getUint16(0) !== MAGIC) throw fail('damaged', english('it does not begin like HCOMPRESS'), 0);
  const [height, width, scale] = [view.getInt32(2), view.getInt32(6), view.getInt32(10)];
  if (height !== rows || width !== columns) {
    throw fail(
      'size',
      english('it has {0} × {1} pixels instead of {2} × {3}', width, height, columns, rows),
      2,
    );
  }
  const sum = Number(view.getBigInt64(14));
  const planes = [view.getUint8(22), view.getUint8(23), view.getUint8(24)] as const;
  const bits = Math.max(...planes, bitsOf(sum)) + bitsOf(Math.max(1, scale));
  if (bits > MOST_BITS) throw fail('damaged', english('its numbers have {0} bits', bits), 14);
  if (rows * columns === 0) return new Int32Array(0);

  const numbers = bits > MOST_BITS_NARROW ? new Float64Array(rows * columns) : new Int32Array(rows * columns);
  readCoefficients(packed, numbers, rows, columns, planes);
  numbers[0] = sum;
  if (scale > 1) for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] ?? 0) * scale;
  invertHTransform(numbers, { rows, columns }, smooth, scale);
  return numbers instanceof Int32Array ? numbers : Int32Array.from(numbers);
}

function readCoefficients(
  packed: Uint8Array,
  numbers: Int32Array | Float64Array,
  rows: number,
  columns: number,
  [sums, slopes, across]: readonly [number, number, number],
): void {
  const reader = new BitReader(packed, HEADER_BYTES);
  const top = (rows + 1) >> 1;
  const left = (columns + 1) >> 1;
  const stride = columns;
  const low = top * stride;
  addBitPlanes(reader, numbers, { start: 0, stride, rows: top, columns: left }, sums);
  addBitPlanes(reader, numbers, { start: left, stride, rows: top, columns: columns - left }, slopes);
  addBitPlanes(reader, numbers, { start: low, stride, rows: rows - top, columns: left }, slopes);
  addBitPlanes(
    reader,
    numbers,
    { start: low + left, stride, rows: rows - top, columns: columns - left },
    across,
  );
  if (reader.read(4) !== 0) throw fail('damaged', english('the bit planes have no end'), reader.offset);
  reader.align();
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0;
    if (number !== 0 && reader.read(1) === 1) numbers[i] = -number;
  }
}

/** Bits of a whole number without its sign. */
function bitsOf(number: number): number {
  return number === 0 ? 0 : Math.floor(Math.log2(Math.abs(number))) + 1;
}

function fail(code: CodecError['code'], message: string, offset: number): CodecError {
  return new CodecError(code, 'HCOMPRESS_1', message, offset);
}
