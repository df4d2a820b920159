/**
 * Splits a line into words as Siril does (`parse_line` in its `command_line_processor.c`, and tried with
 * 1.0.6): blanks and tabs separate; a quote counts at the beginning of a word only and ends at the next one
 * of its kind; the first character of a word is taken unseen, so that `""` opens a word instead of being an
 * empty one; what follows a closing quote is the next word, with or without a blank.
 */

/** A word of a line; columns count UTF-16 units as editors do. */
export interface Word {
  /** Without its quotes: `../my process`. */
  readonly text: string;
  /** Where it begins and ends in the line, quotes included. */
  readonly start: number;
  readonly end: number;
  /** Where `text` itself begins. */
  readonly textStart: number;
  readonly quote: '"' | "'" | null;
  /** False for a quoted word without its closing quote: it goes to the end of the line. */
  readonly closed: boolean;
}

/** The words of one line without its line end. */
export function splitWords(line: string): readonly Word[] {
  const words: Word[] = [];
  // Siril takes blanks of ASCII off the end; a no-break space is a character of a word for it.
  let last = line.length;
  while (last > 0 && isAsciiSpace(line.charCodeAt(last - 1))) last--;
  let at = 0;
  for (;;) {
    while (at < last && isBlank(line[at])) at++;
    if (at >= last) return words;
    const word = wordAt(line, at, last);
    // A quote as the last character of a line begins no word.
    if (word === null) return words;
    words.push(word);
    at = word.end;
  }
}

function wordAt(line: string, start: number, last: number): Word | null {
  const first = line[start];
  const quote = first === '"' || first === "'" ? first : null;
  const textStart = quote === null ? start : start + 1;
  if (textStart >= last) return null;
  let end = textStart + 1;
  while (end < last && (quote === null ? !isBlank(line[end]) : line[end] !== quote)) end++;
  const closed = quote === null || (end < last && line[end] === quote);
  const text = line.slice(textStart, end);
  return { text, start, end: quote !== null && closed ? end + 1 : end, textStart, quote, closed };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
