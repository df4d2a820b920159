/** Text from files in Markdown, shown literally. */

/** A code span that no backtick in the text can end: `` `a.fits` ``. Line breaks become spaces. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
