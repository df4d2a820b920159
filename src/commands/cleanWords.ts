/** What cleaning a checkout deletes and what it keeps, line by line. Pure but for the names of paths. */
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { CleanReport, StayingFiles } from '../core/api/archive';
import { shortListText } from '../core/text/counts';
import { bytesText, countText } from '../core/text/words';

/** Files that a line names. */
const MOST_NAMES = 4;

/**
 * `Will be deleted:`, a line for each kind of files with its number and size, `Will be kept:`, and the names
 * of results and scripts.
 */
export function cleanLines({ process, masters, frames, kept, stays }: CleanReport): string[] {
  const going = [
    amountLine(l10n.t('Intermediate images'), process),
    amountLine(l10n.t('Stacked masters'), masters),
    amountLine(l10n.t('Links and copies of archived frames'), frames),
  ];
  const others =
    kept.length > 0
      ? [l10n.t('{0} that Astro Archive did not make', countText(kept.length, 'other file'))]
      : [];
  return [
    l10n.t('Will be deleted:'),
    ...going.flat(),
    '',
    l10n.t('Will be kept:'),
    ...namesLine(l10n.t('Results'), stays.results),
    ...namesLine(l10n.t('Scripts'), stays.scripts),
    ...others.map((text) => `  ${text}`),
    `  ${l10n.t('The frames in the archive')}`,
  ];
}

function amountLine(what: string, { files, bytes }: CleanReport['process']): string[] {
  return files === 0 ? [] : [`  ${what}: ${countText(files, 'file')}, ${bytesText(bytes)}`];
}

/** `Results: NGC_7000_L.fit, NGC_7000_Ha.fit (104 MB)`. */
function namesLine(what: string, files: StayingFiles['results']): string[] {
  if (files.length === 0) return [];
  const names = files.map((file) => path.basename(file.path));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [`  ${what}: ${shortListText(names, MOST_NAMES)} (${bytesText(bytes)})`];
}
