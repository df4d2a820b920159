/** An encoder for HCOMPRESS_1, as plain as can be: forward transform, bit planes, signs. */
import { BitWriter } from './bits';

export interface HcompressSpec {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: ArrayLike<number>;
  /** 1 loses nothing. */
  readonly scale: number;
  /** How bit planes are written. */
  readonly asTree: boolean;
}

/** For 0 to 15 the code of a group of bits, and how many bits that has (R. L. White's hcompress). */
const CODES = ['111110', '000', '001', '1000', '010', '1001', '11010', '11011'].concat([
  '011',
  '11100',
  '1010',
  '11101',
  '1011',
  '11110',
  '111111',
  '1100',
]);

export function packHcompress({ rows, columns, pixels, scale, asTree }: HcompressSpec): Uint8Array {
  const numbers = Float64Array.from(pixels);
  forward(numbers, rows, columns);
  if (scale > 1) {
    numbers.forEach((number, i) => {
      numbers[i] = Math.sign(number) * Math.floor((Math.abs(number) + Math.floor((scale - 1) / 2)) / scale);
    });
  }
  const sum = numbers[0] ?? 0;
  numbers[0] = 0;
  const top = Math.ceil(rows / 2);
  const left = Math.ceil(columns / 2);
  const quadrants = [
    [0, 0, top, left],
    [0, left, top, columns - left],
    [top, 0, rows - top, left],
    [top, left, rows - top, columns - left],
  ].map(([y0 = 0, x0 = 0, high = 0, wide = 0]) => {
    return grid(high, wide, (y, x) => Math.abs(numbers[(y0 + y) * columns + x0 + x] ?? 0));
  });
  const sizes = quadrants.map((quadrant) =>
    Math.max(0, ...quadrant.flat().map((n) => n.toString(2).length * Number(n > 0))),
  );
  const planes = [sizes[0] ?? 0, Math.max(sizes[1] ?? 0, sizes[2] ?? 0), sizes[3] ?? 0];

  const header = Buffer.alloc(25);
  header.writeUInt16BE(0xdd99, 0);
  [rows, columns, scale].forEach((value, i) => header.writeInt32BE(value, 2 + 4 * i));
  header.writeBigInt64BE(BigInt(sum), 14);
  header.set(planes, 22);
  const bits = new BitWriter();
  quadrants.forEach((quadrant, i) => {
    for (let plane = (planes[i === 0 ? 0 : i === 3 ? 2 : 1] ?? 0) - 1; plane >= 0; plane--) {
      writePlane(
        bits,
        quadrant.map((row) => row.map((n) => Math.floor(n / 2 ** plane) % 2)),
        asTree,
      );
    }
  });
  bits.write(0, 4);
  bits.align();
  for (const number of numbers) if (number !== 0) bits.write(Number(number < 0), 1);
  return Uint8Array.from([...header, ...bits.bytes()]);
}

function writePlane(bits: BitWriter, plane: number[][], asTree: boolean): void {
  const groups = grouped(plane);
  bits.write(asTree ? 15 : 0, 4);
  if (!asTree) {
    for (const group of groups.flat()) bits.write(group, 4);
    return;
  }
  const levels = [groups];
  while (levels[0] !== undefined && (levels[0].length > 1 || (levels[0][0]?.length ?? 0) > 1)) {
    levels.unshift(grouped(levels[0].map((row) => row.map((group) => Number(group > 0)))));
  }
  levels.forEach((level, depth) => {
    for (const group of level.flat().reverse()) if (group > 0) code(bits, group);
    if (depth === 0 && (level[0]?.[0] ?? 0) === 0) code(bits, 0);
  });
}

function code(bits: BitWriter, group: number): void {
  const text = CODES[group] ?? '';
  bits.write(parseInt(text, 2), text.length);
}

/** 2 × 2 bits each: upper left, upper right, lower left, lower right. */
function grouped(plane: number[][]): number[][] {
  const at = (y: number, x: number) => plane[y]?.[x] ?? 0;
  return grid(Math.ceil(plane.length / 2), Math.ceil((plane[0]?.length ?? 0) / 2), (y, x) => {
    return (
      8 * at(2 * y, 2 * x) + 4 * at(2 * y, 2 * x + 1) + 2 * at(2 * y + 1, 2 * x) + at(2 * y + 1, 2 * x + 1)
    );
  });
}

function grid(rows: number, columns: number, value: (y: number, x: number) => number): number[][] {
  return Array.from({ length: rows }, (_, y) => Array.from({ length: columns }, (_, x) => value(y, x)));
}

/** Sums and differences of 2 × 2 numbers, rounded so that the bits lost are those that the others imply. */
function forward(a: Float64Array, rows: number, columns: number): void {
  let unit = 2;
  for (let high = rows, wide = columns, first = true; high > 1 || wide > 1; first = false, unit *= 2) {
    const part = (value: number) => Math.floor((value + (value >= 0 ? unit / 2 : 0)) / unit) * unit;
    const whole = (value: number) =>
      Math.floor((value + unit - (value >= 0 ? 0 : 1)) / (2 * unit)) * 2 * unit;
    const from = grid(high, wide, (y, x) => a[y * columns + x] ?? 0);
    const [up, across] = [Math.ceil(high / 2), Math.ceil(wide / 2)];
    for (let y = 0; y < high; y += 2) {
      for (let x = 0; x < wide; x += 2) {
        const p00 = from[y]?.[x] ?? 0;
        const p01 = from[y]?.[x + 1] ?? p00;
        const p10 = from[y + 1]?.[x] ?? p00;
        const p11 = from[y + 1]?.[x + 1] ?? (y + 1 < high ? p10 : p01);
        // What is beyond an edge counts as the pixel at the edge.
        const scaled = (value: number) => (first ? value : Math.floor(value / 2));
        const put = (dy: number, dx: number, value: number) => {
          if (y + dy < high && x + dx < wide) a[(y / 2 + dy * up) * columns + x / 2 + dx * across] = value;
        };
        put(0, 0, whole(scaled(p11 + p10 + p01 + p00)));
        put(1, 0, part(scaled(p11 + p10 - p01 - p00)));
        put(0, 1, part(scaled(p11 - p10 + p01 - p00)));
        put(1, 1, scaled(p11 - p10 - p01 + p00));
      }
    }
    high = up;
    wide = across;
  }
}
