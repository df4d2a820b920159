/** Foreign text made harmless for the places where it is shown. */

/**
 * Control characters and those that reorder or hide text (a right-to-left override can make `gpj.exe` read
 * `exe.jpg`), each as one blank.
 */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** Every ASCII mark that markdown lets a backslash escape (CommonMark 0.31 §2.4). */
const MARKS = /[!-/:-@[-`{-~]/g;

/** One line of plain text, cut to `most` characters with an ellipsis. */
export function plainLine(text: string, most: number): string {
  // Cutting first keeps the work small however long the text is.
  const line = text.slice(0, most + 1).replace(UNSEEN, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/**
 * `text` as markdown that shows exactly its characters: no link, no image, no HTML, no table cell of its own.
 */
export function escapeMarkdown(text: string, most = 200): string {
  return plainLine(text, most).replace(MARKS, '\\$&');
}

/** `lines` as a code block whose fence is longer than any run of backticks inside. */
export function codeBlock(lines: readonly string[]): string {
  const body = lines.join('\n');
  const longest = Math.max(0, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${body}\n${fence}`;
}
