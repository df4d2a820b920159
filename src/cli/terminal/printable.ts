/**
 * Headers and file names are other people's text. Sent to a terminal as they are, their control characters
 * could move the cursor, change its title or hide what a line says, so everything that is printed passes
 * through here.
 */

/** C0, DEL and C1 controls, bidirectional controls, and Unicode's own line breaks. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const hex = (character: string, digits: number): string =>
  (character.codePointAt(0) ?? 0).toString(16).padStart(digits, '0');

/** One line that is safe to print: an escape character becomes `\x1b`, a line break `\x0a`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) =>
    character <= '\u00ff' ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`,
  );
}

/** Several lines that are safe to print; only the line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/**
 * JSON that is safe to print. `JSON.stringify` escapes C0 controls only; the others are escaped here, which
 * leaves the document's meaning as it was. Line breaks between values stay.
 */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSAFE, (character) =>
    character === '\n' ? character : `\\u${hex(character, 4)}`,
  );
}
