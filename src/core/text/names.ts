/** Names and rules for them in words, for the command line and the views alike. */
import * as l10n from '@vscode/l10n';
import type { ImportNamesReport, MapReport, NameChange, NameSuggestion } from '../api/archive';
import type { NameKind, NameRule } from '../base/nameRule';
import { countText } from './words';

/** `camera`, `cameras`. */
export function nameKindText(kind: NameKind, many = false): string {
  switch (kind) {
    case 'object':
      return many ? l10n.t('objects') : l10n.t('object');
    case 'telescope':
      return many ? l10n.t('telescopes') : l10n.t('telescope');
    case 'imager':
      return many ? l10n.t('cameras') : l10n.t('camera');
    case 'filter':
      return many ? l10n.t('filters') : l10n.t('filter');
    case 'observer':
      return many ? l10n.t('observers') : l10n.t('observer');
    case 'site':
      return many ? l10n.t('sites') : l10n.t('site');
  }
}

/** A name as headers spell it; `(empty)` where they have none. */
export function spellingText(spelling: string | null): string {
  return spelling === null || spelling === '' ? l10n.t('(empty)') : spelling;
}

/** How a rule compares: `ignores case and spaces`. */
export function matchingText(matching: NameRule['matching']): string {
  switch (matching) {
    case 'exact':
      return l10n.t('exact match');
    case 'folded':
      return l10n.t('ignores case and spaces');
    case 'pattern':
      return l10n.t('pattern');
  }
}

/** `eq 6 → EQ6`. */
export function ruleText({ spelling, name }: Pick<NameRule, 'spelling' | 'name'>): string {
  return `${spellingText(spelling)} → ${name}`;
}

/** `telescope eq 6 → EQ6: 3 frames`. */
export function nameChangeText({ kind, from, to, frameCount }: NameChange): string {
  return `${nameKindText(kind)} ${spellingText(from)} → ${to}: ${countText(frameCount, 'frame')}`;
}

function whyText(why: NameSuggestion['why']): string {
  switch (why) {
    case 'spelling':
      return l10n.t('different spelling');
    case 'meaning':
      return l10n.t('another name for it');
    case 'typo':
      return l10n.t('one letter differs');
    case 'short':
      return l10n.t('a shorter form');
  }
}

/** `eq 6, EQ-6 → EQ6`. */
export function suggestionText({ spellings, name }: NameSuggestion): string {
  return `${spellings.map((each) => each.name).join(', ')} → ${name}`;
}

/** `1 frame; 3 frames already use R; different spelling`. */
export function suggestionDetail({ spellings, name, frameCount, why }: NameSuggestion): string {
  const changing = spellings.map((each) => countText(each.frameCount, 'frame'));
  const known =
    frameCount === 1
      ? l10n.t('1 frame already uses {0}', name)
      : l10n.t('{0} frames already use {1}', frameCount, name);
  return [changing.join(', '), known, whyText(why)].join('; ');
}

/**
 * `3 frames in 2 names, 3 files would get another name`; with files `…, 3 files renamed, 2 headers changed`.
 */
export function mapText({ names, frameCount, misnamed, files }: MapReport): string {
  const parts = [l10n.t('{0} in {1}', countText(frameCount, 'frame'), countText(names.length, 'name'))];
  if (files) {
    const { renamed, edited, left, failed } = files.counts;
    parts.push(
      l10n.t('{0} renamed', countText(renamed, 'file')),
      l10n.t('{0} changed', countText(edited, 'header')),
    );
    if (left > 0) parts.push(l10n.t('{0} left unchanged', left));
    if (failed > 0) parts.push(l10n.t('{0} failed', failed));
  } else if (misnamed !== null) {
    parts.push(l10n.t('{0} would get another name', countText(misnamed, 'file')));
  }
  return parts.join(', ');
}

/** `4 rules added, 1 replaced an existing rule, 2 not added, 10 already known`. */
export function importText({ added, replaced, conflicts, same, refused }: ImportNamesReport): string {
  const parts = [l10n.t('{0} added', countText(added.length, 'rule'))];
  if (replaced.length > 0) parts.push(l10n.t('{0} replaced an existing rule', replaced.length));
  if (conflicts.length > 0) {
    parts.push(l10n.t('{0} not added, because the archive has its own rule', conflicts.length));
  }
  if (same > 0) parts.push(l10n.t('{0} already known', same));
  if (refused.length > 0) parts.push(l10n.t('{0} not understood', countText(refused.length, 'entry')));
  return parts.join(', ');
}
