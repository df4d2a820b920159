/** The ASCII checksum of a header-data unit (FITS 4.0 §4.4.2.7, appendix J). */

/** Where CHECKSUM has its 16 characters: columns 12 to 27. */
const VALUE_COLUMN = 11;
const ZEROS = '0'.repeat(16);

/**
 * The 32-bit ones' complement sum of whole words, big-endian: 0 to 2^32 - 1. Bytes must be a multiple of 4.
 */
export function sum32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let i = 0; i + 4 <= bytes.byteLength; i += 4) {
    sum += view.getUint32(i);
    if (sum > 0xffffffff) sum -= 0xffffffff;
  }
  return sum;
}

/**
 * Sets the CHECKSUM card at byte `card` of a header unit so that the unit's sum stays what it was before it
 * was edited: `before`. So a checksum that held still holds, without the data being read, and one that did
 * not hold still tells of the damage. DATASUM stays as it is, since the data do.
 */
export function keepSum(unit: Uint8Array, card: number, before: number): void {
  const field = unit.subarray(card + VALUE_COLUMN, card + VALUE_COLUMN + 16);
  field.set(Buffer.from(ZEROS, 'latin1'));
  const missing = (before + (0xffffffff - sum32(unit))) % 0xffffffff;
  field.set(encode(missing));
}

/** A 32-bit number as 16 letters and digits whose own sum adds that number (appendix J.2). */
export function encode(value: number): Uint8Array {
  const ascii = new Uint8Array(16);
  for (let byte = 0; byte < 4; byte++) {
    const part = (value >>> (24 - 8 * byte)) & 0xff;
    const quotient = part >> 2;
    const four = [quotient + (part & 3) + 48, quotient + 48, quotient + 48, quotient + 48];
    // Letters and digits only: move pairs apart until none is punctuation; their sum stays the same.
    while (four.some(isPunctuation)) {
      for (const j of [0, 2]) {
        const [a, b] = [four[j] ?? 0, four[j + 1] ?? 0];
        if (isPunctuation(a) || isPunctuation(b)) {
          four[j] = a + 1;
          four[j + 1] = b - 1;
        }
      }
    }
    // The value starts one byte before a word, so the string is turned by one.
    four.forEach((code, j) => (ascii[(4 * j + byte + 1) % 16] = code));
  }
  return ascii;
}

function isPunctuation(code: number): boolean {
  return (code >= 0x3a && code <= 0x40) || (code >= 0x5b && code <= 0x60);
}
