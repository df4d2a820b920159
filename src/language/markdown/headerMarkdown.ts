/** A header as markdown for hovers and tooltips. Everything in it comes from a file that anybody can have written. */
import type { HeaderReport } from '../../core/api/archive';
import { cardText } from '../../core/text/card';
import { headerSummary } from '../../core/text/headerWords';
import { countText } from '../../core/text/words';
import { codeBlock, escapeMarkdown, plainLine } from './escape';

const MOST_CARDS = 200;
const MOST_PROBLEMS = 10;
/** A card is 80 characters (FITS 4.0 §3.3); a long string or a HIERARCH name can be longer. */
const CARD_LENGTH = 80;
/** Tables of a hover have no air between their columns. */
const GAP = '&nbsp;&nbsp;';

/** Facts that the first line tells already, as far as they matter. */
const IN_TITLE: ReadonlySet<string> = new Set(['Type', 'Object']);

/**
 * What matters first, then problems, then the first 200 cards of all units, each on one line of 80 characters at most.
 * To be shown as neither trusted nor HTML.
 */
export function headerMarkdown(report: HeaderReport): string {
  const { title, facts, problems } = headerSummary(report);
  const parts = [`**${escapeMarkdown(title)}**`];
  if (facts.length > 0) {
    const rows = facts
      .filter(({ label }) => !IN_TITLE.has(label))
      .map(({ label, value }) => `| ${escapeMarkdown(label)}${GAP} | ${escapeMarkdown(value)} |`);
    parts.push(['| | |', '| --- | --- |', ...rows].join('\n'));
  }
  if (problems.length > 0) parts.push(problemList(problems));
  parts.push('---', ...cards(report));
  return parts.join('\n\n');
}

/** One line for the place of a header that could not be read. */
export function unreadableMarkdown(message: string): string {
  return `Not readable as FITS: ${escapeMarkdown(message, 300)}`;
}

function problemList(problems: readonly string[]): string {
  const shown = problems.slice(0, MOST_PROBLEMS).map((problem) => `- ⚠ ${escapeMarkdown(problem)}`);
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`- ${countText(more, 'more problem')}`] : [])].join('\n');
}

function cards({ file }: HeaderReport): readonly string[] {
  const lines: string[] = [];
  let left = MOST_CARDS;
  for (const hdu of file.hdus) {
    if (left <= 0) break;
    if (hdu.index > 0)
      lines.push('', plainLine(`Unit ${hdu.index}: ${hdu.type} ${hdu.name}`, CARD_LENGTH).trimEnd());
    for (const card of hdu.cards.slice(0, left)) lines.push(plainLine(cardText(card), CARD_LENGTH));
    left -= hdu.cards.length;
  }
  const total = file.hdus.reduce((sum, hdu) => sum + hdu.cards.length, 0);
  const more = total - MOST_CARDS;
  return [codeBlock(lines), ...(more > 0 ? [`${countText(more, 'more card')} in the file\\.`] : [])];
}
