/** Finds the end of a header: reads blocks until the END card (FITS 4.0 §3.3.1, §4.4.1). */
import { BLOCK, CARD } from './block';
import type { ByteSource } from './source';

/** Two blocks: 72 cards, as many as nearly every camera program writes, in one read. */
const STEP = 2 * BLOCK;
/**
 * 11.8 MB or 147,456 cards. The largest headers seen, processing histories and reduction logs, have some ten
 * thousand; without a bound a file that has lost its END would be read whole.
 */
export const MOST_HEADER_BYTES = 4096 * BLOCK;

const E = 69;
const N = 78;
const D = 68;

export interface HeaderUnit {
  /** The cards before END, 80 bytes each. */
  readonly bytes: Uint8Array;
  /** Where the data begin. */
  readonly dataOffset: number;
  /** How the header ended; `end` is the only good way. */
  readonly ending: 'end' | 'endOfFile' | 'binary' | 'tooLong';
}

/** Reads the header unit at `offset`. */
export function readHeaderUnit(source: ByteSource, offset: number): HeaderUnit {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < MOST_HEADER_BYTES) {
    const chunk = source.read(offset + length, STEP);
    const end = findEnd(chunk);
    if (end >= 0) {
      const dataOffset = offset + length + (Math.floor(end / BLOCK) + 1) * BLOCK;
      return { bytes: join(chunks, chunk.subarray(0, end)), dataOffset, ending: 'end' };
    }
    const binary = findBinary(chunk);
    chunks.push(binary < 0 ? chunk : chunk.subarray(0, binary));
    if (binary >= 0) return unfinished(chunks, offset, 'binary');
    length += chunk.length;
    if (chunk.length < STEP) return unfinished(chunks, offset, 'endOfFile');
  }
  return unfinished(chunks, offset, 'tooLong');
}

function join(chunks: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  return chunks.length === 0 ? last : Buffer.concat([...chunks, last]);
}

/** A header without END: what can be used of it, without blank cards at its end. */
function unfinished(chunks: readonly Uint8Array[], offset: number, ending: HeaderUnit['ending']): HeaderUnit {
  const all = Buffer.concat(chunks);
  let end = all.length - (all.length % CARD);
  while (end > 0 && all.subarray(end - CARD, end).every((byte) => byte <= 32)) end -= CARD;
  const dataOffset = offset + Math.max(1, Math.ceil(end / BLOCK)) * BLOCK;
  return { bytes: all.subarray(0, end), dataOffset, ending };
}

/** Offset of the END card, -1 without one. Only columns 1 to 8 count: comments may end with END. */
function findEnd(bytes: Uint8Array): number {
  for (let i = 0; i + CARD <= bytes.length; i += CARD) {
    if (bytes[i] === E && bytes[i + 1] === N && bytes[i + 2] === D && isBlank(bytes, i + 3, i + 8)) return i;
  }
  return -1;
}

/** Some programs pad END with NULs. */
function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((bytes[i] ?? 0) > 32) return false;
  return true;
}

/**
 * Where cards end and pixels begin in a header that has lost its END: the first of a block's worth of cards
 * in a row whose keywords are no text. One damaged card alone is no reason to stop. -1 where everything looks
 * like text.
 */
function findBinary(bytes: Uint8Array): number {
  let run = 0;
  for (let i = 0; i + CARD <= bytes.length; i += CARD) {
    run = isKeywordText(bytes, i) ? 0 : run + 1;
    if (run === BLOCK / CARD) return i - BLOCK + CARD;
  }
  return -1;
}

function isKeywordText(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + 8; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  }
  return true;
}
