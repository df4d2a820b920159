/** An Image element as a unit like those of a FITS file: shape, place of the data, cards. */
import { english } from '../../base/english';
import type { Problem } from '../../base/frame';
import type { Card, Hdu } from '../fits/header';
import { keywordCard } from './keywords';
import { dataPlace, type TextOffsets } from './location';
import { propertyCards } from './properties';
import type { XmlElement } from './xml';

/** What an image can refer to, and where text stands in the file. */
export interface UnitContext {
  /** Elements outside of images by their `uid`. */
  readonly shared: ReadonlyMap<string, XmlElement>;
  /** Properties of the file as a whole. */
  readonly metadata: readonly XmlElement[];
  readonly offsets: TextOffsets;
  readonly headerEnd: number;
}

/**
 * BITPIX and bytes a sample (XISF 1.0, sampleFormat); FITS has no complex images, which count by their parts.
 */
const SAMPLES: Readonly<Record<string, readonly [bitpix: number, bytes: number]>> = {
  UInt8: [8, 1],
  UInt16: [16, 2],
  UInt32: [32, 4],
  UInt64: [64, 8],
  Float32: [-32, 4],
  Float64: [-64, 8],
  Complex32: [-32, 8],
  Complex64: [-64, 16],
};
/** The shape, which the attributes give, whatever a FITSKeyword says. */
const SHAPE = /^(?:BITPIX|NAXIS\d*)$/;
const MOST_AXES = 9;
const MOST_PROBLEMS = 50;
/** Attributes that are shown otherwise, or not of the image but of the XML. */
const ELSEWHERE = /^(?:id|uid|location|xmlns|xmlns:.*|xsi:.*)$/;

/** Reads an Image element. Never throws; what is doubtful is among the unit's problems. */
export function readUnit(image: XmlElement, index: number, context: UnitContext): Hdu {
  const problems: Problem[] = [];
  const elements = withReferences(image, context.shared, problems);
  const shape = shapeOf(image, problems);
  const place = dataPlace(image, context, problems);
  checkSize(image, shape, place, problems);

  const keywords = elements.filter(({ name }) => name === 'FITSKeyword');
  const written = keywords.map((element) => keywordCard(element, problems));
  noteDifferences(shape.cards, written, problems);
  const own = written.filter(({ keyword }) => !SHAPE.test(keyword));
  const present = own.filter(({ type }) => type !== 'commentary');
  return {
    index,
    type: 'image',
    name: image.attributes.get('id') ?? '',
    headerOffset: context.offsets.of(image.start),
    dataOffset: place.offset,
    dataSize: place.size,
    cards: [
      ...shape.cards,
      ...own,
      ...propertyCards(image, elements, context.metadata, present),
      ...attributeCards(image),
    ],
    problems: capped(problems),
  };
}

/** The children of an image, with what it refers to (XISF 1.0, Reference core element) behind its own. */
function withReferences(
  image: XmlElement,
  shared: ReadonlyMap<string, XmlElement>,
  problems: Problem[],
): readonly XmlElement[] {
  const references = image.children.filter(({ name }) => name === 'Reference');
  const meant = references.flatMap(({ attributes }) => {
    const element = shared.get(attributes.get('ref') ?? '');
    if (element === undefined) {
      problems.push({
        code: 'reference',
        message: english('Nothing has the uid {0}', attributes.get('ref') ?? '(none)'),
      });
    }
    return element ?? [];
  });
  return [...image.children.filter(({ name }) => name !== 'Reference'), ...meant];
}

interface Shape {
  /** BITPIX, NAXIS, NAXIS1 … as a FITS header would have them. */
  readonly cards: readonly Card[];
  /** Bytes of the image when it is not compressed, null where its attributes do not say. */
  readonly bytes: number | null;
}

/**
 * The shape from `geometry="width:height:channels"` and `sampleFormat`. A single channel is no axis of its
 * own, as in the FITS files of cameras.
 */
function shapeOf(image: XmlElement, problems: Problem[]): Shape {
  const geometry = image.attributes.get('geometry') ?? '';
  const sampleFormat = image.attributes.get('sampleFormat') ?? '';
  const parts = /^\d{1,9}(?::\d{1,9})+$/.test(geometry) ? geometry.split(':').map(Number) : [];
  const sample = Object.hasOwn(SAMPLES, sampleFormat) ? SAMPLES[sampleFormat] : undefined;
  if (parts.length < 2 || parts.length > MOST_AXES || parts.includes(0)) {
    problems.push({
      code: 'geometry',
      message: english('The image has no usable geometry: {0}', shown(geometry)),
    });
    parts.length = 0;
  }
  if (sample === undefined) {
    problems.push({
      code: 'sample-format',
      message: english('The sample format is not known: {0}', shown(sampleFormat)),
    });
  } else if (sampleFormat.startsWith('Complex')) {
    problems.push({
      code: 'sample-format',
      message: english('The pixels are complex numbers, which FITS images never are'),
    });
  }
  const channels = parts.at(-1) ?? 1;
  const axes = channels === 1 ? parts.slice(0, -1) : parts;
  const bitpix = sample?.[0] ?? 8;
  const count = parts.reduce((product, length) => product * length, 1);
  return {
    cards: [
      whole('BITPIX', bitpix, `sampleFormat ${shown(sampleFormat)}`),
      whole('NAXIS', axes.length, `geometry ${shown(geometry)}`),
      ...axes.map((length, i) => whole(`NAXIS${i + 1}`, length, '')),
    ],
    bytes: sample === undefined || parts.length === 0 ? null : count * sample[1],
  };
}

/** Compares the block with the shape: its own size, or the one that it has unpacked. */
function checkSize(
  image: XmlElement,
  shape: Shape,
  place: { readonly size: number; readonly exact: boolean },
  problems: Problem[],
): void {
  const compression = image.attributes.get('compression');
  const packed =
    compression === undefined ? null : /^[a-z0-9+]{1,20}:(\d{1,15})(?::\d{1,3})?$/i.exec(compression);
  if (compression !== undefined && packed === null) {
    problems.push({
      code: 'compression',
      message: english('The compression is not known: {0}', shown(compression)),
    });
    return;
  }
  const size = packed === null ? (place.exact ? place.size : null) : Number(packed[1]);
  if (size === null || shape.bytes === null || size === shape.bytes) return;
  const message = english('The image has {0} bytes by its geometry, its block {1}', shape.bytes, size);
  problems.push({ code: 'size', message });
}

/** A FITSKeyword that gives another shape is a sign that something has gone wrong in a conversion. */
function noteDifferences(shape: readonly Card[], written: readonly Card[], problems: Problem[]): void {
  for (const { keyword, value } of shape) {
    const other = written.find((card) => card.keyword === keyword);
    // BITPIX is the one of the FITS file that a frame was converted from, often.
    if (other === undefined || other.value === value || keyword === 'BITPIX' || keyword === 'NAXIS') continue;
    const message = english(
      "{0} is {1} by the image's attributes and {2} by its keyword",
      keyword,
      String(value),
      String(other.value),
    );
    problems.push({ code: 'geometry', message, keyword });
  }
}

/** Colour space, compression and the like: `Image:compression` is `lz4hc+sh:2621440:2`. */
function attributeCards({ attributes }: XmlElement): Card[] {
  return [...attributes]
    .filter(([name]) => !ELSEWHERE.test(name))
    .map(([name, value]) => ({ keyword: `Image:${name}`, value, type: 'string', comment: 'XISF attribute' }));
}

function whole(keyword: string, value: number, comment: string): Card {
  return { keyword, value, type: 'integer', comment };
}

function shown(text: string): string {
  return text === '' ? '(none)' : text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function capped(problems: Problem[]): Problem[] {
  const more = problems.length - MOST_PROBLEMS;
  if (more <= 0) return problems;
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    { code: 'more-problems', message: english('{0} more problems in this header', more) },
  ];
}
