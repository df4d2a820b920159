/** The bytes of a header as text. Columns are bytes, so cards are cut as latin-1 and decoded afterwards. */

const utf8 = new TextDecoder('utf-8', { fatal: true });
const NON_ASCII = /[\u0080-\u00ff]/;

/** One character a byte. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function hasNonAscii(text: string): boolean {
  return NON_ASCII.test(text);
}

/**
 * The text meant by bytes outside ASCII, which FITS forbids (FITS 4.0 §4.1.2) and camera programs write in
 * object and site names all the same: UTF-8 where it is valid UTF-8, else latin-1.
 */
export function decodeText(text: string): string {
  if (!hasNonAscii(text)) return text;
  try {
    return utf8.decode(Buffer.from(text, 'latin1'));
  } catch {
    // Not UTF-8: the fatal decoder's way to say so.
    return text;
  }
}

/**
 * The part of a text without blanks at its end. Only blanks: `trimEnd` would also take the no-break space
 * 0xA0, which is the last byte of `à` in UTF-8.
 */
export function withoutEnd(text: string, from = 0, to = text.length): string {
  let end = to;
  while (end > from && text.charCodeAt(end - 1) === 32) end--;
  return text.slice(from, end);
}

/** The part of a text without blanks at either end. */
export function withoutBlanks(text: string, from = 0, to = text.length): string {
  let start = from;
  while (start < to && text.charCodeAt(start) === 32) start++;
  return withoutEnd(text, start, to);
}
