/** Names and paths that are too long for their place lose their middle: what tells one from another stands at the end. */

/** Characters of a name's end; `-20240913212110-300s-1x1-t-10.1.fits` is what tells the files of a session apart. */
export const NAME_END = 36;

/**
 * Where a text is parted: `['from /mnt/card/', 'Light_0001.fits']`. The end of a path is its last part, or as many of its
 * last words as `longest` characters hold; the end of prose is empty.
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
