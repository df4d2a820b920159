/** A merge of objects in words, for the command line and the views alike. */
import * as l10n from '@vscode/l10n';
import type { FileEditRow, MergedSession, MergeReport } from '../api/archive';
import { countText, exposureText, nightText } from './words';

/** `2 headers changed, 2 files renamed, 1 file left unchanged, 1 failed`; the same text for a dry run. */
export function amendText({ edited, renamed, left, failed }: MergeReport['counts']): string {
  const parts = [
    ...(edited > 0 ? [l10n.t('{0} changed', countText(edited, 'header'))] : []),
    ...(renamed > 0 ? [l10n.t('{0} renamed', countText(renamed, 'file'))] : []),
    ...(left > 0 ? [l10n.t('{0} left unchanged', countText(left, 'file'))] : []),
    ...(failed > 0 ? [l10n.t('{0} failed', failed)] : []),
  ];
  return parts.length === 0 ? l10n.t('no file changed') : parts.join(', ');
}

/** `Panel 101 → My Field: 2 headers changed, 2 files renamed`. */
export function mergeText({ from, into, counts }: MergeReport): string {
  return `${from} → ${into}: ${amendText(counts)}`;
}

/** `Panel 101 (12 frames), PANEL 101 (1 frame)`. */
export function spellingsText({ spellings }: Pick<MergeReport, 'spellings'>): string {
  return spellings.map(({ name, frameCount }) => `${name} (${countText(frameCount, 'frame')})`).join(', ');
}

/** What happens to the name rules, one line each: `From now on, Panel 101 means My Field`. */
export function ruleLines({ rules }: Pick<MergeReport, 'rules'>): string[] {
  const led = new Set(rules.added.map(({ spelling }) => spelling));
  return [
    ...rules.added.map(({ spelling, name }) => l10n.t('From now on, {0} means {1}', spelling, name)),
    ...rules.removed
      .filter(({ spelling }) => !led.has(spelling))
      .map(({ spelling, name }) => l10n.t('{0} no longer means {1}', spelling, name)),
  ];
}

/** `2024-09-13 · L · 300 s · 12 frames, joins another session`. */
export function mergedSessionText({ night, filter, exposure, frameCount, joins }: MergedSession): string {
  const what = [
    nightText(night),
    filter ?? l10n.t('no filter'),
    exposureText(exposure),
    countText(frameCount, 'frame'),
  ].join(' · ');
  return joins === null ? what : l10n.t('{0}, joins another session', what);
}

/**
 * Name and keywords of a file before and after, one line each; a line that only one side has is empty on the
 * other.
 */
export function amendedLines(
  { path, to, differences }: FileEditRow,
  relative: (path: string) => string,
): readonly { readonly before: string; readonly after: string }[] {
  return [
    { before: relative(path), after: relative(to) },
    ...differences.map(({ before, after }) => ({ before: card(before), after: card(after) })),
  ];
}

function card(text: string | null): string {
  return text === null ? '' : `    ${text}`;
}
