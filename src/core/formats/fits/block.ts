/** The units a FITS file is made of: blocks of 2880 bytes, cards of 80 (FITS 4.0 §3.1, §4.1). */

export const BLOCK = 2880;
export const CARD = 80;

/** The next multiple of 2880: `wholeBlocks(2881)` is 5760. */
export function wholeBlocks(bytes: number): number {
  return Math.ceil(bytes / BLOCK) * BLOCK;
}
