/** A header as Markdown for hovers and tooltips. Its text comes from files that anyone may have written. */
import * as l10n from '@vscode/l10n';
import type { HeaderReport } from '../../core/api/archive';
import { cardText } from '../../core/text/card';
import { type Fact, type FactKey, headerSummary } from '../../core/text/headerWords';
import { countText } from '../../core/text/words';
import { codeBlock, escapeMarkdown, plainLine } from './escape';

const MOST_CARDS = 200;
const MOST_PROBLEMS = 10;
/** A card is 80 characters (FITS 4.0 §3.3); a long string or a HIERARCH name can be longer. */
const CARD_LENGTH = 80;
/** Hovers render tables without space between the columns. */
const GAP = '&nbsp;&nbsp;';

/** Facts that are already in the title. */
const IN_TITLE: ReadonlySet<FactKey> = new Set(['type', 'object']);

/** What tells the frames of a session and its equipment; the title has filter and exposure. */
const IN_TOOLTIP: ReadonlySet<FactKey> = new Set([
  ...(['processing', 'temperature', 'gain', 'binning', 'camera', 'telescope', 'rotator'] as const),
  ...(['start', 'stackCount'] as const),
]);
const FEW_PROBLEMS = 3;

/**
 * The most important facts, then problems, then the first 200 keywords of all units, each on one line of at
 * most 80 characters. Show it untrusted and without HTML.
 */
export function headerMarkdown(report: HeaderReport): string {
  const { title, facts, problems } = headerSummary(report);
  const parts = [heading(title), factTable(facts.filter(({ key }) => !IN_TITLE.has(key)))];
  if (problems.length > 0) parts.push(problemList(problems, MOST_PROBLEMS));
  return [...parts.filter((part) => part !== ''), '---', ...cards(report)].join('\n\n');
}

/** The same without keywords, as short as a tooltip should be. A click opens the header. */
export function tooltipMarkdown(report: HeaderReport): string {
  const { title, facts, problems } = headerSummary(report);
  const parts = [heading(title), factTable(facts.filter(({ key }) => IN_TOOLTIP.has(key)))];
  if (problems.length > 0) parts.push(problemList(problems, FEW_PROBLEMS));
  return parts.filter((part) => part !== '').join('\n\n');
}

const heading = (title: string): string => `**${escapeMarkdown(title)}**`;

/** Empty where there are no facts. */
function factTable(facts: readonly Fact[]): string {
  if (facts.length === 0) return '';
  const rows = facts.map(
    ({ label, value }) => `| ${escapeMarkdown(label)}${GAP} | ${escapeMarkdown(value)} |`,
  );
  return ['| | |', '| --- | --- |', ...rows].join('\n');
}

/** One line in place of an unreadable header. */
export function unreadableMarkdown(message: string): string {
  return l10n.t('This file cannot be read: {0}', escapeMarkdown(message, 300));
}

function problemList(problems: readonly string[], most: number): string {
  const shown = problems.slice(0, most).map((problem) => `- ⚠ ${escapeMarkdown(problem)}`);
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`- ${countText(more, 'more problem')}`] : [])].join('\n');
}

function cards({ file }: HeaderReport): readonly string[] {
  const lines: string[] = [];
  let left = MOST_CARDS;
  for (const hdu of file.hdus) {
    if (left <= 0) break;
    if (hdu.index > 0)
      lines.push(
        '',
        plainLine(`${l10n.t('Unit {0}', hdu.index)}: ${hdu.type} ${hdu.name}`, CARD_LENGTH).trimEnd(),
      );
    for (const card of hdu.cards.slice(0, left)) lines.push(plainLine(cardText(card), CARD_LENGTH));
    left -= hdu.cards.length;
  }
  const total = file.hdus.reduce((sum, hdu) => sum + hdu.cards.length, 0);
  const more = total - MOST_CARDS;
  return [
    codeBlock(lines),
    ...(more > 0 ? [escapeMarkdown(l10n.t('{0} in the file.', countText(more, 'more keyword')))] : []),
  ];
}
