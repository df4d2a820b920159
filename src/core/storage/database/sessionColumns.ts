/** Which column of the table holds which field of a session. */
import type { Session } from '../../base/session';

const COLUMNS = {
  type: 'type',
  processing: 'processing',
  object: 'object',
  night: 'night',
  telescope: 'telescope',
  imager: 'imager',
  filter: 'filter',
  exposure: 'exposure',
  binningX: 'binning_x',
  binningY: 'binning_y',
  ccdTemp: 'ccd_temp',
  gain: 'gain',
  offset: 'offset',
  readoutMode: 'readout_mode',
  conversionGain: 'conversion_gain',
  usbLimit: 'usb_limit',
  rowOrder: 'row_order',
  bayerPattern: 'bayer_pattern',
  bayerOffsetX: 'bayer_offset_x',
  bayerOffsetY: 'bayer_offset_y',
  subframeX: 'subframe_x',
  subframeY: 'subframe_y',
  width: 'width',
  height: 'height',
  rotator: 'rotator',
  focalLength: 'focal_length',
  start: 'start',
  frameCount: 'frames',
  totalExposure: 'total_exposure',
} as const satisfies Partial<Record<keyof Session, string>>;

export const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
export const COLUMN_LIST = FIELDS.map((field) => COLUMNS[field]).join(', ');
