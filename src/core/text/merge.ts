/** A merge of objects in words, for the command line and the views alike. */
import type { FileEditRow, MergedSession, MergeReport } from '../api/archive';
import { countText, exposureText } from './words';

/** `2 headers changed, 2 files renamed, 1 file left as it is, 1 failed`; what a dry run would do reads the same. */
export function amendText({ edited, renamed, left, failed }: MergeReport['counts']): string {
  const parts = [
    ...(edited > 0 ? [`${countText(edited, 'header')} changed`] : []),
    ...(renamed > 0 ? [`${countText(renamed, 'file')} renamed`] : []),
    ...(left > 0 ? [`${countText(left, 'file')} left as ${left === 1 ? 'it is' : 'they are'}`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return parts.length === 0 ? 'no file changed' : parts.join(', ');
}

/** `Panel 101 → My Field: 2 headers changed, 2 files renamed`. */
export function mergeText({ from, into, counts }: MergeReport): string {
  return `${from} → ${into}: ${amendText(counts)}`;
}

/** `Panel 101 (12 frames), PANEL 101 (1 frame)`. */
export function spellingsText({ spellings }: Pick<MergeReport, 'spellings'>): string {
  return spellings.map(({ name, frames }) => `${name} (${countText(frames, 'frame')})`).join(', ');
}

/** What becomes of the rules for names, a line each: `Panel 101 is taken for My Field from now on`. */
export function ruleLines({ rules }: Pick<MergeReport, 'rules'>): string[] {
  const led = new Set(rules.added.map(({ spelling }) => spelling));
  return [
    ...rules.added.map(({ spelling, name }) => `${spelling} is taken for ${name} from now on`),
    ...rules.removed
      .filter(({ spelling }) => !led.has(spelling))
      .map(({ spelling, name }) => `${spelling} is no longer taken for ${name}`),
  ];
}

/** `2024-09-13 · L · 300 s · 12 frames, joined with another session`. */
export function mergedSessionText({ night, filter, exposure, frames, joins }: MergedSession): string {
  const what = [
    night ?? 'No date',
    filter ?? 'no filter',
    exposureText(exposure),
    countText(frames, 'frame'),
  ];
  return `${what.join(' · ')}${joins === null ? '' : ', joined with another session'}`;
}

/** Name and cards of a file before and after, a line each; a line that is only in one of them is empty in the other. */
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
