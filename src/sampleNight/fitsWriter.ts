/** Writes a 16-bit unsigned image as FITS 4.0: cards of 80 characters, blocks of 2880 bytes, BZERO 32768. */

const BLOCK = 2880;
const CARD = 80;

/** A number with a decimal point is written as a float: `{ float: 300 }` gives `300.0`. */
export type SampleValue = string | number | boolean | { readonly float: number };
export type SampleCard = readonly [keyword: string, value: SampleValue, comment?: string];

function valueText(value: SampleValue): string {
  // FITS 4.0 §4.2.1: a quote inside a string is doubled; strings of fewer than eight characters are padded.
  if (typeof value === 'string') return `'${value.replaceAll("'", "''").padEnd(8)}'`.padEnd(20);
  if (typeof value === 'boolean') return (value ? 'T' : 'F').padStart(20);
  if (typeof value === 'number') return String(value).padStart(20);
  const text = Number.isInteger(value.float) ? value.float.toFixed(1) : String(value.float);
  return text.padStart(20);
}

function cardText([keyword, value, comment]: SampleCard): string {
  const text = `${keyword.padEnd(8)}= ${valueText(value)}${comment === undefined ? '' : ` / ${comment}`}`;
  return text.padEnd(CARD).slice(0, CARD);
}

/** The bytes of a whole file with one image of `width` × `height` pixels, first row first. */
export function fitsBytes(
  width: number,
  height: number,
  pixels: Uint16Array,
  cards: readonly SampleCard[],
): Uint8Array {
  const head: SampleCard[] = [
    ['SIMPLE', true, 'C# FITS'],
    ['BITPIX', 16],
    ['NAXIS', 2, 'Dimensionality'],
    ['NAXIS1', width],
    ['NAXIS2', height],
    ['BZERO', 32768],
    ['EXTEND', true, 'Extensions are permitted'],
  ];
  const text = [...head, ...cards].map(cardText).join('') + 'END'.padEnd(CARD);
  const headerSize = Math.ceil(text.length / BLOCK) * BLOCK;
  const dataSize = Math.ceil((pixels.length * 2) / BLOCK) * BLOCK;
  const bytes = new Uint8Array(headerSize + dataSize);
  bytes.fill(0x20, 0, headerSize);
  bytes.set(Buffer.from(text, 'latin1'));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < pixels.length; i++) view.setInt16(headerSize + i * 2, (pixels[i] ?? 0) - 32768);
  return bytes;
}
