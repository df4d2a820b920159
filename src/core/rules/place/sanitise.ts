/** Makes file and folder names from texts of headers, which can be anything. */

import { passedOver } from '../../base/passedOver';

/** Bytes that a standard name has at most, as UTF-8 and with its extension; most systems allow 255. */
export const LONGEST_NAME = 200;
/** Bytes of a folder's name. */
export const LONGEST_FOLDER = 100;

/**
 * Device names, which Windows keeps for itself with any extension, too (Microsoft, Naming Files, Paths,
 * Namespaces).
 */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)/i;
/**
 * Not allowed in names on one system or another, and everything that cannot be seen or turns the writing
 * round.
 */
const FORBIDDEN = /[\\/:*?"<>|\s\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

const encoder = new TextEncoder();

/** Length in bytes as UTF-8: `Ä` has 2. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/**
 * A value for use inside a name: ` NGC 7000/a ` is `NGC_7000_a`. Empty where nothing is left. Letters of any
 * script stay, composed (NFC), so that macOS and Linux write the same name.
 */
export function sanitiseValue(text: string): string {
  return text
    .slice(0, 1000)
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/_{2,}/g, '_')
    .replace(/^[_.-]+/, '')
    .replace(/[_.]+$/, '');
}

/**
 * A whole name or folder that is safe on every system: no leading dot or dash, no trailing dot or blank, not
 * a device name nor a folder that is passed over (trash, snapshots), never empty, at most `most` bytes.
 */
export function sanitisePart(text: string, most: number = LONGEST_FOLDER): string {
  const cut = sanitiseValue(truncate(sanitiseValue(text), most - 1));
  const safe = cut.replace(RESERVED, (device) => `${device}_`);
  if (safe === '') return 'Unknown';
  // An object called #recycle would lie where nobody looks.
  return passedOver(safe) === null ? safe : `${safe}_`;
}

/** The longest beginning of at most `most` bytes that ends between characters, combining marks included. */
export function truncate(text: string, most: number): string {
  if (text.length * 3 <= most || byteLength(text) <= most) return text;
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > most) break;
    end += character.length;
  }
  // A mark whose letter stays would be lost alone; take the letter with it.
  while (end > 0 && /^\p{M}/u.test(text.slice(end))) end -= [...text.slice(0, end)].at(-1)?.length ?? end;
  return text.slice(0, end);
}
