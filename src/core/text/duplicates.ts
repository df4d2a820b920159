/** A search for duplicates in words. */
import * as l10n from '@vscode/l10n';
import type { DuplicatesReport } from '../api/archive';
import { countText, shortListText } from './counts';

/** Folders that a line names. */
const MOST_FOLDERS = 3;

/**
 * `Compared 1200 frames of the archive, by bytes and pixels`;
 * `Compared 40 files in /card with 1200 frames of the archive, by bytes and pixels`.
 */
export function comparedText({ archived, folders, files }: DuplicatesReport['compared']): string {
  const frames = countText(archived, 'frame');
  if (folders.length === 0) return l10n.t('Compared {0} of the archive, by bytes and pixels', frames);
  return l10n.t(
    'Compared {0} in {1} with {2} of the archive, by bytes and pixels',
    countText(files, 'file'),
    shortListText(folders, MOST_FOLDERS),
    frames,
  );
}
