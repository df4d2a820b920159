/**
 * Builds FITS files byte by byte for tests. It shares no code with `src/core/fits`, so that a mistake there
 * cannot hide behind the same mistake here.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const BLOCK = 2880;

export type TestValue = string | number | bigint | boolean | null;
/** A whole card as text (padded to 80 columns, not checked), or keyword, value and comment. */
export type TestCard = string | readonly [keyword: string, value: TestValue, comment?: string];

export interface HduSpec {
  /** Cards after the mandatory ones, as a list or as an object: `{ EXPTIME: 300, FILTER: 'Ha' }`. */
  readonly cards?: readonly TestCard[] | Readonly<Record<string, TestValue>>;
  /** NAXIS1; without width and height there is no data (NAXIS = 0). */
  readonly width?: number;
  readonly height?: number;
  /** NAXIS3, left out for a two-dimensional image. */
  readonly channels?: number;
  /** 16 where not given. */
  readonly bitpix?: 8 | 16 | 32 | 64 | -32 | -64;
  /** Stored values row by row, or a function of x, y, plane; 0 where not given. */
  readonly pixels?: readonly number[] | ((x: number, y: number, plane: number) => number);
  /** Blank cards reserved before END. */
  readonly reserve?: number;
}

export interface ExtensionSpec extends HduSpec {
  /** `IMAGE` where not given. */
  readonly xtension?: string;
  /** The data unit as bytes with all mandatory cards in `mandatory`, for tables. */
  readonly data?: Buffer;
  /** Mandatory cards instead of those of an image. */
  readonly mandatory?: readonly TestCard[];
}

export interface FitsSpec extends HduSpec {
  readonly extensions?: readonly ExtensionSpec[];
  /** Bytes after the last unit. */
  readonly trailing?: Buffer;
}

/** One card of 80 columns in fixed format: `card('EXPTIME', 300, '[s]')`. */
export function card(keyword: string, value: TestValue, comment?: string): string {
  const tail = comment === undefined ? '' : ` / ${comment}`;
  return `${keyword.padEnd(8)}= ${valueText(value)}${tail}`.padEnd(80);
}

function valueText(value: TestValue): string {
  if (value === null) return ''.padStart(20);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''").padEnd(8)}'`.padEnd(20);
  if (typeof value === 'boolean') return (value ? 'T' : 'F').padStart(20);
  if (typeof value === 'bigint' || Number.isInteger(value)) return String(value).padStart(20);
  return String(value).toUpperCase().padStart(20);
}

function cardTexts(cards: HduSpec['cards']): string[] {
  const list = Array.isArray(cards) ? (cards as readonly TestCard[]) : Object.entries(cards ?? {});
  return list.map((item) =>
    typeof item === 'string' ? item.padEnd(80) : card(item[0], item[1] as TestValue, item[2]),
  );
}

/** A header unit: the cards (80 columns each, latin-1) with END, padded with blanks to whole blocks. */
export function headerUnit(cards: readonly string[]): Buffer {
  const text = [...cards, 'END'].map((line) => line.padEnd(80)).join('');
  return Buffer.from(text.padEnd(Math.ceil(text.length / BLOCK) * BLOCK), 'latin1');
}

/** A data unit padded with zeros to whole blocks. */
export function dataUnit(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)]);
}

/** Axis lengths of an image as they stand in NAXISn: `[8, 6]`. */
function axesOf(spec: HduSpec): number[] {
  if (spec.width === undefined || spec.height === undefined) return [];
  return [spec.width, spec.height, ...(spec.channels === undefined ? [] : [spec.channels])];
}

function pixelBytes(spec: HduSpec): Buffer {
  const bitpix = spec.bitpix ?? 16;
  const [width = 0, height = 0, planes = 1] = axesOf(spec);
  const size = Math.abs(bitpix) / 8;
  const bytes = Buffer.alloc(width * height * planes * size);
  const { pixels } = spec;
  if (pixels === undefined) return bytes;
  for (let i = 0; i < width * height * planes; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const value =
      typeof pixels === 'function' ? pixels(x, y, Math.floor(i / (width * height))) : (pixels[i] ?? 0);
    if (bitpix === 8) bytes.writeUInt8(value, i);
    else if (bitpix === 16) bytes.writeInt16BE(value, i * 2);
    else if (bitpix === 32) bytes.writeInt32BE(value, i * 4);
    else if (bitpix === 64) bytes.writeBigInt64BE(BigInt(value), i * 8);
    else if (bitpix === -32) bytes.writeFloatBE(value, i * 4);
    else bytes.writeDoubleBE(value, i * 8);
  }
  return bytes;
}

function hduBytes(spec: ExtensionSpec, first: TestCard): Buffer {
  const axes = axesOf(spec);
  const mandatory = spec.mandatory ?? [
    ['BITPIX', spec.bitpix ?? 16],
    ['NAXIS', axes.length],
    ...axes.map((length, i): TestCard => [`NAXIS${i + 1}`, length]),
    ...(spec.xtension === undefined
      ? []
      : ([
          ['PCOUNT', 0],
          ['GCOUNT', 1],
        ] as TestCard[])),
  ];
  const blanks = new Array<string>(spec.reserve ?? 0).fill('');
  const header = headerUnit([...cardTexts([first, ...mandatory]), ...cardTexts(spec.cards), ...blanks]);
  return Buffer.concat([header, dataUnit(spec.data ?? pixelBytes(spec))]);
}

/**
 * A whole FITS file: `makeFits({ cards: { IMAGETYP: 'LIGHT', EXPTIME: 300 }, width: 8, height: 6 })`.
 * Without width and height the primary unit has no data.
 */
export function makeFits(spec: FitsSpec = {}): Buffer {
  return Buffer.concat([
    hduBytes(spec, ['SIMPLE', true]),
    ...(spec.extensions ?? []).map((extension) => {
      const xtension = extension.xtension ?? 'IMAGE';
      return hduBytes({ ...extension, xtension }, ['XTENSION', xtension]);
    }),
    spec.trailing ?? Buffer.alloc(0),
  ]);
}

/** A folder under the system's temporary folder; call `dispose` after the test. */
export function temporaryFolder(below = os.tmpdir()): { readonly path: string; dispose(): void } {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(below, 'astro-archive-')));
  return { path: folder, dispose: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

/** Writes a made FITS (or any bytes) to `folder/name`, making the folders between; returns the path. */
export function writeFits(folder: string, name: string, content: FitsSpec | Buffer = {}): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, Buffer.isBuffer(content) ? content : makeFits(content));
  return file;
}
