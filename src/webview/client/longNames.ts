/** Long names and paths are shortened in the middle, because their ends differ. */

/**
 * In characters. `-20240913212110-300s-1x1-t-10.1.fits` is the part that differs between the files of a
 * session.
 */
export const NAME_END = 36;

/**
 * Splits a text: `['from /mnt/card/', 'Light_0001.fits']`. The end of a path is its file name, or the last
 * words of it within `longest` characters; prose has an empty end.
 */
export function partsOf(text: string, longest: number): readonly [start: string, end: string] {
  const last = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
  const isName = last >= 0 || !text.includes(' ');
  if (!isName) return [text, ''];
  let begin = Math.max(last + 1, text.length - longest);
  if (begin > last + 1) {
    const word = text.slice(begin).search(/[-_ ]/);
    if (word > 0 && word < longest / 4) begin += word;
  }
  return [text.slice(0, begin), text.slice(begin)];
}
