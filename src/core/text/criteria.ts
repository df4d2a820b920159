/** The criteria of a match in words, for the views. */
import * as l10n from '@vscode/l10n';

const CRITERIA: Readonly<Record<string, () => string>> = {
  exposure: () => l10n.t('exposure'),
  temperature: () => l10n.t('temperature'),
  rotator: () => l10n.t('rotator'),
  'focal length': () => l10n.t('focal length'),
  filter: () => l10n.t('filter'),
  telescope: () => l10n.t('telescope'),
  imager: () => l10n.t('camera'),
  binning: () => l10n.t('binning'),
  gain: () => l10n.t('gain'),
  offset: () => l10n.t('offset'),
  'image size': () => l10n.t('image size'),
  'readout mode': () => l10n.t('readout mode'),
  'conversion gain': () => l10n.t('conversion gain'),
  'USB limit': () => l10n.t('USB limit'),
  'Bayer offset': () => l10n.t('Bayer offset'),
  'sub-frame': () => l10n.t('sub-frame'),
  'row order': () => l10n.t('row order'),
  night: () => l10n.t('night'),
};

/**
 * The translated name of a criterion as the rules call it: `exposure`. A name that is not listed stays in
 * English.
 */
export function criterionText(name: string): string {
  return CRITERIA[name]?.() ?? name;
}
