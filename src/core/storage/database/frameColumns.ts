/** The columns that hold what a header says: those of each frame, and those that many frames share. */
import type { Frame } from '../../base/frame';

/** Field of a frame to column of the table of frames, for everything that is stored as it is. */
export const FRAME_COLUMNS = {
  exposure: 'exposure',
  ccdTemp: 'ccd_temp',
  rotator: 'rotator',
  ra: 'ra',
  dec: 'dec',
  siteLatitude: 'site_latitude',
  siteLongitude: 'site_longitude',
  dateObs: 'date_obs',
  stackCount: 'stack_count',
} as const satisfies Partial<Record<keyof Frame, string>>;

/** Field of a frame to column of the table of settings. */
export const SETTING_COLUMNS = {
  type: 'type',
  master: 'master',
  processing: 'processing',
  byproduct: 'byproduct',
  object: 'object',
  telescope: 'telescope',
  imager: 'imager',
  filter: 'filter',
  night: 'night',
  binningX: 'binning_x',
  binningY: 'binning_y',
  setTemp: 'set_temp',
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
  channels: 'channels',
  focalLength: 'focal_length',
  pixelSize: 'pixel_size',
  program: 'program',
  observer: 'observer',
  site: 'site',
} as const satisfies Partial<Record<keyof Frame, string>>;
