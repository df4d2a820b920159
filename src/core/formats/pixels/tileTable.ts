/** The table of a tile-compressed image: where the bytes of its tiles are, and numbers that go with them. */
import { english } from '../../base/english';
import { type Column, columnsOf, ELEMENT_BYTES } from '../fits/columns';
import type { Hdu } from '../fits/header';
import { integerValue } from '../fits/size';
import type { PixelSource } from './pixelSource';

/** Rows of the table that are read in one go. */
const WINDOW = 64 * 1024;
/** Three pointers and three numbers take 72; a row wider than this is no tile's. */
const WIDEST_ROW = 64 * 1024;

/** Bytes of a tile: where they begin in the file and how many they are. */
export interface TileBytes {
  readonly offset: number;
  readonly length: number;
}

/** Null where the header describes no table that could hold tiles. */
export function tileTable(source: PixelSource, hdu: Hdu): TileTable | null {
  const width = integerValue(hdu.cards, 'NAXIS1') ?? 0;
  const rows = integerValue(hdu.cards, 'NAXIS2') ?? 0;
  const columns = columnsOf(hdu.cards);
  const gap = integerValue(hdu.cards, 'THEAP');
  const heap = hdu.dataOffset + (gap !== null && gap > 0 ? gap : width * rows);
  if (width < 1 || width > WIDEST_ROW || rows < 0 || !Number.isSafeInteger(heap)) return null;
  const fits = [...columns.values()].every(
    ({ offset, type }) => offset + (ELEMENT_BYTES[type] ?? 1) <= width,
  );
  return fits ? new TileTable(source, { width, rows, columns, heap, start: hdu.dataOffset }) : null;
}

interface TableLayout {
  readonly width: number;
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** The first byte of what pointers point to. */
  readonly heap: number;
  readonly start: number;
}

export class TileTable {
  readonly #source: PixelSource;
  readonly #layout: TableLayout;
  /** Rows that were read last, and the first of them. */
  #window = new DataView(new ArrayBuffer(0));
  #first = 0;

  constructor(source: PixelSource, layout: TableLayout) {
    this.#source = source;
    this.#layout = layout;
  }

  get rows(): number {
    return this.#layout.rows;
  }

  has(column: string): boolean {
    return this.#layout.columns.has(column);
  }

  /** Where the bytes are that a row points to; null without the column, and where it points to nothing. */
  bytes(row: number, name: string): TileBytes | null {
    const column = this.#layout.columns.get(name);
    if (column === undefined) return null;
    const at = this.#place(row, column);
    const view = this.#window;
    if (column.type !== 'P' && column.type !== 'Q') return null;
    const isLong = column.type === 'Q';
    const count = isLong ? Number(view.getBigInt64(at)) : view.getInt32(at);
    const offset = isLong ? Number(view.getBigInt64(at + 8)) : view.getUint32(at + 4);
    if (count === 0) return null;
    return { offset: this.#layout.heap + offset, length: count * (ELEMENT_BYTES[column.element] ?? 1) };
  }

  /** The number in a column of a row; null without the column. */
  number(row: number, name: string): number | null {
    const column = this.#layout.columns.get(name);
    if (column === undefined) return null;
    const at = this.#place(row, column);
    const view = this.#window;
    switch (column.type) {
      case 'B':
        return view.getUint8(at);
      case 'I':
        return view.getInt16(at);
      case 'J':
        return view.getInt32(at);
      case 'K':
        return Number(view.getBigInt64(at));
      case 'E':
        return view.getFloat32(at);
      case 'D':
        return view.getFloat64(at);
      default:
        return null;
    }
  }

  /** The whole number in a column of a row, exactly; null without the column, and for others. */
  whole(row: number, name: string): bigint | null {
    const column = this.#layout.columns.get(name);
    if (column?.type === 'K') {
      const at = this.#place(row, column);
      return this.#window.getBigInt64(at);
    }
    const value = this.number(row, name);
    return Number.isInteger(value) ? BigInt(value ?? 0) : null;
  }

  /** Whether the file is long enough for a row. */
  isThere(row: number): boolean {
    const { width, rows, start } = this.#layout;
    return row < rows && start + (row + 1) * width <= this.#source.size;
  }

  /** Where a column of a row is in the window, which is moved there. */
  #place(row: number, column: Column): number {
    const { width, rows, start } = this.#layout;
    const held = this.#window.byteLength / width;
    if (row < this.#first || row >= this.#first + held) {
      const count = Math.min(rows - row, Math.max(1, Math.floor(WINDOW / width)));
      const bytes = new Uint8Array(Math.max(1, count) * width);
      const there = Math.floor((this.#source.size - start) / width) - row;
      // Rows behind the end of a file that is cut off are no matter unless they are asked for.
      const part = bytes.subarray(0, Math.max(1, Math.min(count, there)) * width);
      this.#window = new DataView(new ArrayBuffer(0));
      this.#source.fill(part, start + row * width, () => english('row {0} of its table of tiles', row));
      this.#window = new DataView(part.buffer, 0, part.length);
      this.#first = row;
    }
    return (row - this.#first) * width + column.offset;
  }
}
