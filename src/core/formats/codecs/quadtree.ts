/**
 * Bit planes of HCOMPRESS_1 (FITS 4.0 §10.4.4; R. L. White, the format of hcompress): each plane of a quadrant
 * is stored in groups of 2 × 2 bits, plainly or as a quadtree whose nodes have fixed Huffman codes.
 */
import { english } from '../../base/english';
import { CodecError } from './codecError';

/** Bits from the highest to the lowest. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #word = 0;
  #have = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Bytes that were begun. */
  get offset(): number {
    return this.#at;
  }

  /** The next `count` bits, 1 to 8. */
  read(count: number): number {
    this.#fill(count);
    this.#have -= count;
    return (this.#word >>> this.#have) & ((1 << count) - 1);
  }

  /** Goes on at the next whole byte. */
  align(): void {
    this.#have = 0;
  }

  /** A group of 2 × 2 bits by its code of 3 to 6 bits. */
  code(): number {
    if (this.#have < 6 && this.#at < this.#bytes.length) this.#fill(6);
    // Behind the end there are zeros, which are only seen where a code is cut off.
    const next = (this.#have >= 6 ? this.#word >>> (this.#have - 6) : this.#word << (6 - this.#have)) & 63;
    const found = CODES[next] ?? 0;
    this.#have -= found >>> 4;
    if (this.#have < 0) throw endsEarly(this.#at);
    return found & 15;
  }

  #fill(count: number): void {
    if (this.#have >= count) return;
    if (this.#at >= this.#bytes.length) throw endsEarly(this.#at);
    this.#word = (this.#word << 8) | (this.#bytes[this.#at++] ?? 0);
    this.#have += 8;
  }
}

function endsEarly(offset: number): CodecError {
  return new CodecError(
    'truncated',
    'HCOMPRESS_1',
    english('it ends in the middle of the coefficients'),
    offset,
  );
}

/** For 0 to 15: the code, and its bits. */
const HUFFMAN: readonly (readonly [code: number, bits: number])[] = [
  ...([
    [0x3e, 6],
    [0x00, 3],
    [0x01, 3],
    [0x08, 4],
    [0x02, 3],
    [0x09, 4],
    [0x1a, 5],
    [0x1b, 5],
  ] as const),
  ...([
    [0x03, 3],
    [0x1c, 5],
    [0x0a, 4],
    [0x1d, 5],
    [0x0b, 4],
    [0x1e, 5],
    [0x3f, 6],
    [0x0c, 4],
  ] as const),
];

/** For the next six bits: how many the code takes, times 16, and what it means. */
const CODES: Uint8Array = (() => {
  const table = new Uint8Array(64);
  HUFFMAN.forEach(([code, bits], meaning) => {
    const first = code << (6 - bits);
    table.fill((bits << 4) | meaning, first, first + (1 << (6 - bits)));
  });
  return table;
})();

/** A rectangle within rows of an image. */
export interface Quadrant {
  readonly start: number;
  /** Numbers in a full row of the image. */
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Adds `planes` bit planes, the highest first, to numbers that are zeros before.
 * @throws CodecError where the bits end too early or hold what no encoder writes.
 */
export function addBitPlanes(
  bits: BitReader,
  numbers: Int32Array | Float64Array,
  quadrant: Quadrant,
  planes: number,
): void {
  const { rows, columns } = quadrant;
  const groups = new Uint8Array(half(rows) * half(columns));
  const spare = new Uint8Array(groups.length);
  for (let plane = planes - 1; plane >= 0; plane--) {
    const format = bits.read(4);
    if (format === 0) {
      for (let i = 0; i < groups.length; i++) groups[i] = bits.read(4);
    } else if (format === 15) {
      if (!readTree(bits, groups, spare, rows, columns)) continue;
    } else {
      throw new CodecError(
        'damaged',
        'HCOMPRESS_1',
        english('a bit plane has the format {0}', format),
        bits.offset,
      );
    }
    addPlane(groups, numbers, quadrant, 2 ** plane);
  }
}

/**
 * Reads a tree from its root to its leaves: every bit of a group that is set has a group below it. False for a
 * tree that is a root without bits: nothing is in this plane.
 */
function readTree(
  bits: BitReader,
  groups: Uint8Array,
  spare: Uint8Array,
  rows: number,
  columns: number,
): boolean {
  const root = bits.code();
  // A quadrant without pixels still has a root.
  if (root === 0 || groups.length === 0) return false;
  groups[0] = root;
  const levels: (readonly [rows: number, columns: number])[] = [];
  for (
    let high = half(rows), wide = half(columns);
    high > 1 || wide > 1;
    high = half(high), wide = half(wide)
  ) {
    levels.unshift([high, wide]);
  }
  for (const [high, wide] of levels) {
    spare.set(groups.subarray(0, half(high) * half(wide)));
    // From the last group to the first.
    for (let y = high - 1; y >= 0; y--) {
      const above = (y >> 1) * half(wide);
      const down = (y & 1) << 1;
      for (let x = wide - 1; x >= 0; x--) {
        const isSet = ((spare[above + (x >> 1)] ?? 0) >> (3 - down - (x & 1))) & 1;
        groups[y * wide + x] = isSet === 0 ? 0 : bits.code();
      }
    }
  }
  return true;
}

/** Adds `weight` to the numbers whose bit is set. */
function addPlane(
  groups: Uint8Array,
  numbers: Int32Array | Float64Array,
  { start, stride, rows, columns }: Quadrant,
  weight: number,
): void {
  let k = 0;
  for (let y = 0; y < rows; y += 2) {
    const top = start + y * stride;
    const isLow = y + 1 < rows;
    for (let x = 0; x < columns; x += 2) {
      const group = groups[k++] ?? 0;
      if (group === 0) continue;
      const at = top + x;
      const isRight = x + 1 < columns;
      if ((group & 8) !== 0) numbers[at] = (numbers[at] ?? 0) + weight;
      if ((group & 4) !== 0 && isRight) numbers[at + 1] = (numbers[at + 1] ?? 0) + weight;
      if (!isLow) continue;
      if ((group & 2) !== 0) numbers[at + stride] = (numbers[at + stride] ?? 0) + weight;
      if ((group & 1) !== 0 && isRight) numbers[at + stride + 1] = (numbers[at + stride + 1] ?? 0) + weight;
    }
  }
}

function half(length: number): number {
  return (length + 1) >> 1;
}
