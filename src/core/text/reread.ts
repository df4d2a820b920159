/** What reading headers again with newer rules has changed, in words. */
import * as l10n from '@vscode/l10n';
import type { RereadReport } from '../api/archive';
import type { Frame } from '../base/frame';
import { countText } from './words';

const NAMES: Readonly<Record<keyof Frame, () => string>> = {
  type: () => l10n.t('type'),
  master: () => l10n.t('master'),
  processing: () => l10n.t('processing'),
  byproduct: () => l10n.t('processing by-product'),
  object: () => l10n.t('object'),
  telescope: () => l10n.t('telescope'),
  imager: () => l10n.t('camera'),
  filter: () => l10n.t('filter'),
  exposure: () => l10n.t('exposure'),
  binningX: () => l10n.t('binning in x'),
  binningY: () => l10n.t('binning in y'),
  ccdTemp: () => l10n.t('temperature'),
  setTemp: () => l10n.t('set temperature'),
  gain: () => l10n.t('gain'),
  offset: () => l10n.t('offset'),
  readoutMode: () => l10n.t('readout mode'),
  conversionGain: () => l10n.t('conversion gain'),
  usbLimit: () => l10n.t('USB limit'),
  rowOrder: () => l10n.t('row order'),
  bayerPattern: () => l10n.t('Bayer pattern'),
  bayerOffsetX: () => l10n.t('column of the Bayer pattern'),
  bayerOffsetY: () => l10n.t('row of the Bayer pattern'),
  subframeX: () => l10n.t('first column'),
  subframeY: () => l10n.t('first row'),
  width: () => l10n.t('width'),
  height: () => l10n.t('height'),
  channels: () => l10n.t('colour planes'),
  rotator: () => l10n.t('rotator'),
  focalLength: () => l10n.t('focal length'),
  pixelSize: () => l10n.t('pixel size'),
  ra: () => l10n.t('right ascension'),
  dec: () => l10n.t('declination'),
  siteLatitude: () => l10n.t('latitude'),
  siteLongitude: () => l10n.t('longitude'),
  observer: () => l10n.t('observer'),
  site: () => l10n.t('site'),
  dateObs: () => l10n.t('start time'),
  night: () => l10n.t('night'),
  program: () => l10n.t('program'),
  stackCount: () => l10n.t('frames in the stack'),
  problems: () => l10n.t('problems'),
};
/** Further fields are only counted. */
const MOST_NAMED = 5;

/**
 * `1200 headers read with newer rules: 15 frames changed (processing 12, readout mode 3)`; empty where none
 * was read.
 */
export function rereadText(report: RereadReport | null): string {
  if (report === null) return '';
  const { read, changed, left, fields } = report;
  const named = fields.slice(0, MOST_NAMED).map(({ field, frameCount }) => `${NAMES[field]()} ${frameCount}`);
  const more = fields.length > MOST_NAMED ? [countText(fields.length - MOST_NAMED, 'more value')] : [];
  const what =
    changed === 0
      ? l10n.t('nothing has changed')
      : l10n.t('{0} changed ({1})', countText(changed, 'frame'), [...named, ...more].join(', '));
  const text = l10n.t('{0} read with newer rules: {1}', countText(read, 'header'), what);
  if (left === 0) return text;
  const later = l10n.t('{0} could not be read; the next regeneration tries again', countText(left, 'file'));
  return `${text}; ${later}`;
}
