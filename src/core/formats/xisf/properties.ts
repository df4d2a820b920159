/**
 * XISF properties as FITS cards. Programs write some values as properties only: N.I.N.A. its exposure, camera
 * and object in older versions, PixInsight what it knows of a master. Names, types and units are those of
 * XISF 1.0, the reserved namespaces Observation, Instrument and XISF, and of PixInsight's own namespace PCL.
 */
import type { Card, CardType, CardValue } from '../fits/header';
import type { XmlElement } from './xml';

interface Rule {
  /** The keyword that carries the value in FITS, then others that say the same. */
  readonly keywords: readonly [string, ...string[]];
  /** The value in the unit of the keyword. */
  readonly convert?: (value: number) => number;
}

/** Keywords that name the program which wrote the file. */
const PROGRAM = ['SWCREATE', 'PROGRAM', 'CREATOR', 'SOFTWARE'] as const;
const GAIN = 'Instrument:Camera:Gain';
const EXPOSURE: Rule = { keywords: ['EXPTIME', 'EXPOSURE', 'EXP'] };
const BAYER: Rule = { keywords: ['BAYERPAT', 'COLORTYP'] };

/** In the order in which they are believed. */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  // Of a master ExposureTime is the sum of all its frames.
  ['Instrument:FrameExposureTime', EXPOSURE],
  ['Instrument:ExposureTime', EXPOSURE],
  ['Instrument:Camera:Name', { keywords: ['INSTRUME', 'CAMERA'] }],
  // Electrons per data number; the setting that FITS calls GAIN has no property.
  [GAIN, { keywords: ['EGAIN', 'CVF'] }],
  ['Instrument:Camera:ISOSpeed', { keywords: ['ISOSPEED', 'ISO'] }],
  ['Instrument:Camera:XBinning', { keywords: ['XBINNING', 'BINX', 'CCDXBIN', 'BINNING'] }],
  ['Instrument:Camera:YBinning', { keywords: ['YBINNING', 'BINY', 'CCDYBIN', 'BINNING'] }],
  ['Instrument:Sensor:Temperature', { keywords: ['CCD-TEMP', 'CCD_TEMP', 'CCDTEMP', 'TEMPERAT'] }],
  ['Instrument:Sensor:TargetTemperature', { keywords: ['SET-TEMP'] }],
  ['Instrument:Sensor:XPixelSize', { keywords: ['XPIXSZ', 'XPIXELSZ', 'PIXSIZE1'] }],
  ['Instrument:Sensor:YPixelSize', { keywords: ['YPIXSZ', 'YPIXELSZ', 'PIXSIZE2'] }],
  ['Instrument:Telescope:Name', { keywords: ['TELESCOP'] }],
  // No telescope of an amateur is 60 m long; what claims to be is in millimetres already, as INDI clients
  // write it.
  [
    'Instrument:Telescope:FocalLength',
    { keywords: ['FOCALLEN', 'FOCAL', 'FLENGTH'], convert: (length) => millimetres(length, 60) },
  ],
  [
    'Instrument:Telescope:Aperture',
    { keywords: ['APTDIA'], convert: (diameter) => millimetres(diameter, 10) },
  ],
  ['Instrument:Filter:Name', { keywords: ['FILTER', 'FILT-1', 'FILTERS', 'FILTNAME'] }],
  ['Observation:Object:Name', { keywords: ['OBJECT', 'OBJNAME'] }],
  ['Observation:Time:Start', { keywords: ['DATE-OBS', 'DATE-BEG'] }],
  ['Observation:Time:End', { keywords: ['DATE-END'] }],
  // Where the telescope pointed, before where the object is.
  ['Observation:Center:RA', { keywords: ['RA', 'RA_D'] }],
  ['Observation:Center:Dec', { keywords: ['DEC', 'DEC_D'] }],
  ['Observation:Object:RA', { keywords: ['RA', 'RA_D', 'OBJCTRA'] }],
  ['Observation:Object:Dec', { keywords: ['DEC', 'DEC_D', 'OBJCTDEC'] }],
  ['Observation:Equinox', { keywords: ['EQUINOX'] }],
  ['Observation:Location:Name', { keywords: ['SITENAME'] }],
  ['Observation:Location:Latitude', { keywords: ['SITELAT', 'SITE-LAT', 'OBSLAT', 'LAT-OBS', 'OBSGEO-B'] }],
  [
    'Observation:Location:Longitude',
    { keywords: ['SITELONG', 'SITELON', 'SITE-LON', 'OBSLONG', 'LONG-OBS', 'OBSGEO-L'] },
  ],
  ['Observation:Location:Elevation', { keywords: ['SITEELEV', 'ALT-OBS', 'OBSGEO-H'] }],
  ['Observer:Name', { keywords: ['OBSERVER'] }],
  ['PCL:CFASourcePattern', BAYER],
  ['XISF:CreatorApplication', { keywords: PROGRAM }],
]);

/** The comment of a card that a property gave, before its id. */
const ORIGIN = 'XISF property ';
const CREATOR = 'XISF:CreatorApplication';
/** PixInsight signs whatever it saves, a converted frame of a camera as well; a history tells what it did. */
const SIGNS_ANYTHING = /^PixInsight/i;
const TYPES = ['IMAGETYP', 'FRAME', 'FRAMETYP', 'OBSTYPE', 'CALFRAME', 'INTEGRAT'] as const;
const INTEGER = /^[+-]?\d{1,15}$/;
const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?$/;
const WHOLE = /^(?:U?Int(?:8|16|32|64|128)?|U?Short|Byte)$/;
const REAL = /^(?:Float(?:32|64|128)?|Double|Real)$/;

/**
 * The cards that the elements beside an image's FITSKeywords give: a property under its FITS keyword where no
 * card has said the same, one without such a keyword under its own id; the colour filters; the type of the
 * image. A comment names the place it comes from and nothing else, because units are read from comments.
 * @param present The cards that the image has already, without commentary.
 */
export function propertyCards(
  image: XmlElement,
  elements: readonly XmlElement[],
  metadata: readonly XmlElement[],
  present: readonly Card[],
): Card[] {
  const cards: Card[] = [];
  const known = new Set(present.map(({ keyword }) => keyword));
  const setting = present.find(({ keyword }) => keyword === 'GAIN')?.value;
  const add = (keywords: readonly string[], card: Omit<Card, 'keyword'>) => {
    const [keyword] = keywords;
    if (keyword === undefined || keywords.some((name) => known.has(name))) return;
    known.add(keyword);
    cards.push({ keyword, ...card });
  };
  const properties = byId([...elements, ...metadata.filter(isCreator)]);
  for (const [id, { keywords, convert }] of RULES) {
    const card = cardOf(id, properties.get(id));
    if (card === null) continue;
    const { value } = card;
    // INDI and INDIGO write the camera's setting here.
    if (id === GAIN && value === setting) continue;
    add(
      keywords,
      convert && typeof value === 'number' ? { ...card, value: convert(value), type: 'float' } : card,
    );
  }
  const pattern = elements.find(({ name }) => name === 'ColorFilterArray')?.attributes.get('pattern');
  if (pattern !== undefined) add(BAYER.keywords, textCard(pattern, 'XISF ColorFilterArray'));
  const imageType = image.attributes.get('imageType');
  if (imageType !== undefined) add(TYPES, textCard(imageType, 'XISF imageType'));
  for (const [id, element] of properties) {
    const card = RULES.has(id) ? null : cardOf(id, element);
    if (card !== null) add([id], card);
  }
  return cards;
}

/** The id of the property that gave a card, undefined for cards of another origin. */
export function propertyOf(card: Card): string | undefined {
  return card.comment.startsWith(ORIGIN) ? card.comment.slice(ORIGIN.length) : undefined;
}

function isCreator({ attributes, text }: XmlElement): boolean {
  return attributes.get('id') === CREATOR && !SIGNS_ANYTHING.test((attributes.get('value') ?? text).trim());
}

/** The first property of each id. */
function byId(elements: readonly XmlElement[]): Map<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  for (const element of elements) {
    const id = element.attributes.get('id');
    if (element.name === 'Property' && id !== undefined && !found.has(id)) found.set(id, element);
  }
  return found;
}

function textCard(text: string, comment: string): Omit<Card, 'keyword'> {
  return { value: text.trim(), type: 'string', comment };
}

/** A property as a card; null for vectors, matrices and tables, and for values kept in a block of data. */
function cardOf(id: string, element: XmlElement | undefined): Omit<Card, 'keyword'> | null {
  if (element === undefined || element.attributes.get('location') !== undefined) return null;
  const text = (element.attributes.get('value') ?? element.text).trim();
  const typed = typedValue(element.attributes.get('type') ?? 'String', text);
  return typed && { ...typed, comment: ORIGIN + id };
}

function typedValue(type: string, text: string): { value: CardValue; type: CardType } | null {
  if (type === 'String' || type === 'TimePoint' || type === 'IsoString')
    return { value: text, type: 'string' };
  if (type === 'Boolean') return { value: text === '1' || text.toLowerCase() === 'true', type: 'logical' };
  const whole = WHOLE.test(type);
  if (!whole && !REAL.test(type)) return null;
  if (whole && INTEGER.test(text)) return { value: Number(text) + 0, type: 'integer' };
  const number = FLOAT.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? { value: number, type: 'float' } : { value: text, type: 'invalid' };
}

/**
 * Metres to millimetres, to the seven digits of a Float32; a length of `most` metres and more is in
 * millimetres.
 */
function millimetres(length: number, most: number): number {
  return Number((length >= most ? length : length * 1000).toPrecision(7));
}
