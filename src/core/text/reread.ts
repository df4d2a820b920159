/** What reading headers by newer rules has changed, in words. */
import type { RereadReport } from '../api/archive';
import type { Frame } from '../base/frame';
import { countText } from './words';

const NAMES: Readonly<Record<keyof Frame, string>> = {
  type: 'type',
  master: 'master or not',
  processing: 'processing',
  byproduct: 'made by a processing program or not',
  object: 'object',
  telescope: 'telescope',
  imager: 'camera',
  filter: 'filter',
  exposure: 'exposure',
  binningX: 'binning in x',
  binningY: 'binning in y',
  ccdTemp: 'temperature',
  setTemp: 'set temperature',
  gain: 'gain',
  offset: 'offset',
  readoutMode: 'readout mode',
  conversionGain: 'conversion gain',
  usbLimit: 'USB limit',
  rowOrder: 'row order',
  bayerPattern: 'colour filter array',
  bayerOffsetX: 'column of the colour filter array',
  bayerOffsetY: 'row of the colour filter array',
  subframeX: 'first column',
  subframeY: 'first row',
  width: 'width',
  height: 'height',
  channels: 'planes',
  rotator: 'rotator',
  focalLength: 'focal length',
  pixelSize: 'pixel size',
  ra: 'right ascension',
  dec: 'declination',
  siteLatitude: 'latitude',
  siteLongitude: 'longitude',
  observer: 'observer',
  site: 'site',
  dateObs: 'start',
  night: 'night',
  program: 'program',
  stackCount: 'frames in a stack',
  problems: 'problems',
};
/** More fields are not named one by one. */
const MOST_NAMED = 5;

/** `1200 headers read by newer rules: 15 frames changed (processing 12, readout mode 3)`; empty where none had to be read. */
export function rereadText(report: RereadReport | null): string {
  if (report === null) return '';
  const { read, changed, left, fields } = report;
  const named = fields.slice(0, MOST_NAMED).map(({ field, frames }) => `${NAMES[field]} ${frames}`);
  const more = fields.length > MOST_NAMED ? [countText(fields.length - MOST_NAMED, 'more value')] : [];
  const what =
    changed === 0
      ? 'nothing has changed'
      : `${countText(changed, 'frame')} changed (${[...named, ...more].join(', ')})`;
  const later =
    left === 0
      ? ''
      : `; ${countText(left, 'file')} could not be read, which the next regeneration tries again`;
  return `${countText(read, 'header')} read by newer rules: ${what}${later}`;
}
