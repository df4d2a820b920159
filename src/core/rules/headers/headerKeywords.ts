/** Cards that people set by hand: what each is for, and what it may hold. */
import { english } from '../../base/english';
import type { Frame } from '../../base/frame';
import { FIELD_KEYWORDS, TYPE_KEYWORDS } from '../cards/fieldKeywords';

/** What a value has to be. `type` is a frame type in words, `angle` degrees as a number or as `d m s`. */
export type ValueKind = 'text' | 'number' | 'integer' | 'date' | 'type' | 'angle';

export interface KnownKeyword {
  readonly keyword: string;
  readonly kind: ValueKind;
  /** For a list to choose from: `Filter in front of the camera`. */
  readonly about: string;
  /** The value of a frame that is read from it. */
  readonly field: keyof Frame;
  /** Of a number. */
  readonly least?: number;
  readonly most?: number;
  /** `s`, `°C`; empty for none. */
  readonly unit: string;
}

type Row = readonly [
  keyword: string,
  field: keyof Frame,
  kind: ValueKind,
  about: string,
  unit?: string,
  least?: number,
  most?: number,
];

const ROWS: readonly Row[] = [
  ['IMAGETYP', 'type', 'type', english('What the frame is for')],
  ['OBJECT', 'object', 'text', english('Name of the object')],
  ['FILTER', 'filter', 'text', english('Filter in front of the camera')],
  ['TELESCOP', 'telescope', 'text', english('Telescope or lens')],
  ['INSTRUME', 'imager', 'text', 'Camera'],
  ['EXPTIME', 'exposure', 'number', english('Exposure in seconds'), 's', 0, 1_000_000],
  ['DATE-OBS', 'dateObs', 'date', english('Start of the exposure, UTC')],
  ['CCD-TEMP', 'ccdTemp', 'number', english('Temperature of the sensor in °C'), '°C', -150, 100],
  ['SET-TEMP', 'setTemp', 'number', english('Temperature that was asked for in °C'), '°C', -150, 100],
  ['GAIN', 'gain', 'number', english('Gain of the camera')],
  ['OFFSET', 'offset', 'number', english('Offset of the camera')],
  ['XBINNING', 'binningX', 'integer', english('Binning in x'), '', 1, 64],
  ['YBINNING', 'binningY', 'integer', english('Binning in y'), '', 1, 64],
  ['READOUTM', 'readoutMode', 'text', english('Readout mode of the camera')],
  ['CONVGAIN', 'conversionGain', 'text', english('Conversion gain of the sensor, HCG or LCG')],
  ['USBLIMIT', 'usbLimit', 'number', english('Limit of the USB traffic'), '', 0, 1_000_000],
  ['ROWORDER', 'rowOrder', 'text', english('TOP-DOWN or BOTTOM-UP, the row that is stored first')],
  ['BAYERPAT', 'bayerPattern', 'text', english('Colour filters of the sensor, RGGB')],
  [
    'XBAYROFF',
    'bayerOffsetX',
    'integer',
    english('Column of the colour filters that the image begins with'),
    '',
    0,
    1,
  ],
  [
    'YBAYROFF',
    'bayerOffsetY',
    'integer',
    english('Row of the colour filters that the image begins with'),
    '',
    0,
    1,
  ],
  [
    'XORGSUBF',
    'subframeX',
    'integer',
    english('First column of the sensor that was read out'),
    '',
    0,
    1_000_000,
  ],
  [
    'YORGSUBF',
    'subframeY',
    'integer',
    english('First row of the sensor that was read out'),
    '',
    0,
    1_000_000,
  ],
  ['FOCALLEN', 'focalLength', 'number', english('Focal length in mm'), 'mm', 0, 1_000_000],
  ['XPIXSZ', 'pixelSize', 'number', english('Size of a pixel in µm'), 'µm', 0, 1000],
  ['ROTATANG', 'rotator', 'number', english('Position angle of the rotator in degrees'), '°', -360, 360],
  ['RA', 'ra', 'angle', english('Right ascension in degrees'), '°'],
  ['DEC', 'dec', 'angle', english('Declination in degrees'), '°'],
  ['SITELAT', 'siteLatitude', 'angle', english('Latitude of the site, north positive'), '°'],
  ['SITELONG', 'siteLongitude', 'angle', english('Longitude of the site, east positive'), '°'],
  ['OBSERVER', 'observer', 'text', english('Who took the frame')],
  ['SITENAME', 'site', 'text', english('Name of the site')],
  ['STACKCNT', 'stackCount', 'integer', english('Frames that went into it'), '', 1, 10_000_000],
];

export const KNOWN_KEYWORDS: readonly KnownKeyword[] = ROWS.map(
  ([keyword, field, kind, about, unit = '', least, most]) => ({
    keyword,
    field,
    kind,
    about,
    unit,
    ...(least === undefined ? {} : { least }),
    ...(most === undefined ? {} : { most }),
  }),
);

const BY_KEYWORD = new Map(KNOWN_KEYWORDS.map((known) => [known.keyword, known]));
const KEYWORD_LISTS: readonly (readonly string[])[] = [...Object.values(FIELD_KEYWORDS), TYPE_KEYWORDS];

/** What a keyword holds, also one of a capture program's own spellings: `EXPOSURE` is read as EXPTIME is. */
export function knownKeyword(keyword: string): KnownKeyword | undefined {
  const own = BY_KEYWORD.get(keyword);
  if (own) return own;
  const list = KEYWORD_LISTS.find((aliases) => aliases.includes(keyword));
  const first = list?.map((alias) => BY_KEYWORD.get(alias)).find((known) => known !== undefined);
  return first && { ...first, keyword };
}

/**
 * The keywords that are read before this one, so that it counts only where they are missing: EXPTIME for
 * EXPOSURE.
 */
export function readBefore(keyword: string): readonly string[] {
  const list = KEYWORD_LISTS.find((aliases) => aliases.includes(keyword)) ?? [];
  return list.slice(0, list.indexOf(keyword));
}
