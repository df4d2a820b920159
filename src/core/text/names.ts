/** Names and rules for them in words, for the command line and the views alike. */
import type { ImportNamesReport, MapReport, NameChange, NameSuggestion } from '../api/archive';
import type { Alias, NameKind } from '../base/nameRule';
import { countText } from './words';

const KIND_WORDS: Readonly<Record<NameKind, readonly [one: string, many: string]>> = {
  object: ['object', 'objects'],
  telescope: ['telescope', 'telescopes'],
  imager: ['camera', 'cameras'],
  filter: ['filter', 'filters'],
  observer: ['observer', 'observers'],
  site: ['site', 'sites'],
};

/** `camera`, `cameras`. */
export function nameKindText(kind: NameKind, many = false): string {
  return KIND_WORDS[kind][many ? 1 : 0];
}

/** A name as headers have it; `(nothing)` where they say nothing. */
export function spellingText(spelling: string | null): string {
  return spelling === null || spelling === '' ? '(nothing)' : spelling;
}

const MATCHING_WORDS: Readonly<Record<Alias['matching'], string>> = {
  exact: 'letter by letter',
  folded: 'without case and blanks',
  pattern: 'as a pattern',
};

/** How a rule compares: `without case and blanks`. */
export function matchingText(matching: Alias['matching']): string {
  return MATCHING_WORDS[matching];
}

/** `eq 6 → EQ6`. */
export function ruleText({ spelling, name }: Pick<Alias, 'spelling' | 'name'>): string {
  return `${spellingText(spelling)} → ${name}`;
}

/** `telescope eq 6 → EQ6: 3 frames`. */
export function nameChangeText({ kind, from, to, frames }: NameChange): string {
  return `${nameKindText(kind)} ${spellingText(from)} → ${to}: ${countText(frames, 'frame')}`;
}

const WHY_WORDS: Readonly<Record<NameSuggestion['why'], string>> = {
  spelling: 'spelled otherwise',
  meaning: 'another name of the same',
  typo: 'one letter differs',
  short: 'the beginning of the other',
};

/** `eq 6, EQ-6 → EQ6`. */
export function suggestionText({ spellings, name }: NameSuggestion): string {
  return `${spellings.map((each) => each.name).join(', ')} → ${name}`;
}

/** `3 and 1 frames become one with 120; spelled otherwise`. */
export function suggestionDetail({ spellings, frames, why }: NameSuggestion): string {
  const counts = spellings.map((each) => each.frames);
  const last = counts.at(-1) ?? 0;
  const others = counts.length > 1 ? `${counts.slice(0, -1).join(', ')} and ` : '';
  return `${others}${countText(last, 'frame')} beside ${frames}; ${WHY_WORDS[why]}`;
}

/** `3 frames of 2 names; 3 files have another name than these would give`; with files `…, 3 names, 2 headers changed`. */
export function mapText({ names, frames, misnamed, files }: MapReport): string {
  const parts = [`${countText(frames, 'frame')} of ${countText(names.length, 'name')}`];
  if (files) {
    const { renamed, edited, left, failed } = files.counts;
    parts.push(`${countText(renamed, 'file')} renamed`, `${countText(edited, 'header')} changed`);
    if (left > 0) parts.push(`${left} left as they are`);
    if (failed > 0) parts.push(`${failed} failed`);
  } else if (misnamed !== null) {
    parts.push(`${countText(misnamed, 'file')} would get another name`);
  }
  return parts.join(', ');
}

/** `4 rules added, 1 in the place of another, 2 left out, 10 known before`. */
export function importText({ added, replaced, conflicts, same, refused }: ImportNamesReport): string {
  const parts = [`${countText(added.length, 'rule')} added`];
  if (replaced.length > 0) parts.push(`${replaced.length} in the place of another`);
  if (conflicts.length > 0) parts.push(`${conflicts.length} left out for the archive's own`);
  if (same > 0) parts.push(`${same} known before`);
  if (refused.length > 0) parts.push(`${countText(refused.length, 'entry', 'entries')} not understood`);
  return parts.join(', ');
}
