/** The steps of long work in words. */
import * as l10n from '@vscode/l10n';

const PHASES: Readonly<Record<string, () => string>> = {
  'Changing files': () => l10n.t('Changing files'),
  'Checking files': () => l10n.t('Checking files'),
  'Checking frames': () => l10n.t('Checking frames'),
  'Cleaning the checkout': () => l10n.t('Cleaning the checkout'),
  'Comparing files': () => l10n.t('Comparing files'),
  'Comparing frames': () => l10n.t('Comparing frames'),
  'Grouping calibration frames': () => l10n.t('Grouping calibration frames'),
  'Grouping lights': () => l10n.t('Grouping lights'),
  'Joining frames': () => l10n.t('Joining frames'),
  'Linking frames': () => l10n.t('Linking frames'),
  'Making previews': () => l10n.t('Making previews'),
  'Matching calibrations': () => l10n.t('Matching calibrations'),
  'Processing changed files': () => l10n.t('Processing changed files'),
  'Reading headers': () => l10n.t('Reading headers'),
  'Reading headers again': () => l10n.t('Reading headers again'),
  'Reading names': () => l10n.t('Reading names'),
  'Reading pixels': () => l10n.t('Reading pixels'),
  'Reading the archive': () => l10n.t('Reading the archive'),
  'Searching for files': () => l10n.t('Searching for files'),
  'Searching for masters': () => l10n.t('Searching for masters'),
  'Searching for unknown files': () => l10n.t('Searching for unknown files'),
  'Storing files': () => l10n.t('Storing files'),
  Undoing: () => l10n.t('Undoing'),
};

/**
 * The translation of a step that the archive reports: `Reading headers`. A step that is not listed stays in
 * English.
 */
export function phaseText(phase: string): string {
  return PHASES[phase]?.() ?? phase;
}
