/** Where a frame belongs in the repository and what it is called there. */
import type { NamePatterns } from '../../api/settings';
import { decimalText, exposureDecimals } from '../../base/decimals';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Frame, FrameType, Processing } from '../../base/frame';
import { rounded } from '../cards/numbers';
import type { PathRoom } from './pathRoom';
import { DEFAULT_NO_FILTER, DEFAULT_PATTERNS, isToken, type Token } from './patterns';
import { byteLength, LONGEST_NAME, sanitisePart, sanitiseValue, truncate } from './sanitise';

export interface StandardPlace {
  /**
   * Folders below the repository: `['Light', 'NGC_7000', 'Esprit_100ED', 'ZWO_ASI2600MM_Pro', '2024-09-13']`.
   */
  readonly folder: string[];
  /** `NGC_7000-Esprit_100ED-ZWO_ASI2600MM_Pro-L-20240913203000-60s-1x1-t-10.fits` */
  readonly name: string;
}

type Values = Record<Token, string>;

const TYPE_NAMES: Readonly<Record<FrameType, string>> = {
  light: 'Light',
  dark: 'Dark',
  flat: 'Flat',
  bias: 'Bias',
  flatDark: 'FlatDark',
  stack: 'Stack',
  unknown: 'Unknown',
};
/** What the name of a processed frame begins with. */
const PROCESSING_NAMES: Readonly<Record<Processing, string>> = {
  calibrated: 'Calibrated',
  registered: 'Registered',
  stretched: 'Stretched',
};
/** Apart from raw frames and masters, so that nobody takes them for either. */
const PROCESSED_LIGHTS = 'Processed/{OBJECT}/{TELESCOPE}/{INSTRUMENT}/{NIGHT}';
const PROCESSED_CALIBRATION = 'Processed/{TYPE}/{TELESCOPE}/{INSTRUMENT}/{DETAIL}/{NIGHT}';
const MISSING = 'Unknown';
/** Free texts, which are shortened where a name becomes too long. */
const TEXTS = ['OBJECT', 'TELESCOPE', 'INSTRUMENT', 'FILTER', 'OBSERVER', 'SITE'] as const;
/** Left free for the suffix of a second frame of the same name. */
const SUFFIX_ROOM = 8;
/**
 * Left free for the file's name where folders are shortened: enough for its numbers and a little of each
 * text.
 */
const NAME_ROOM = 96;
/** Bytes of a text that stay readable. */
const SHORTEST_TEXT = 8;

/** Whether a frame has a standard place; one of unknown type stays where it is until the user decides. */
export function hasStandardPlace(frame: Pick<Frame, 'type'>): boolean {
  return frame.type !== 'unknown';
}

/**
 * The standard place, made from the header's values alone. `extension` is kept as it is written: `.fits`,
 * `.fit.fz`. Every part is safe on every system and inside the repository, whatever header and patterns say.
 * With `room` the whole path is short enough, too: the texts of the name are shortened first, so that the
 * frames of an object stay in one folder. Throws a `request` error for a frame of unknown type.
 */
export function standardPlace(
  frame: Frame,
  extension: string,
  patterns: NamePatterns,
  room?: PathRoom,
): StandardPlace {
  if (!hasStandardPlace(frame)) {
    throw new ArchiveError('request', english('a frame of unknown type has no standard name'), {
      expected: english('a light, dark, flat, bias, flat-dark or stack'),
      got: frame.type,
      advice: english('Set IMAGETYP in its header, or put it in a folder named after its type.'),
    });
  }
  const values = valuesOf(frame);
  const folder = folderOf(folderPattern(frame, patterns), values, room);
  const ahead = room === undefined ? 0 : room.taken + room.length(`${folder.join('/')}/`);
  const free = room === undefined ? null : { most: room.longest - ahead, length: room.length };
  return { folder, name: nameOf(frame, values, safeExtension(extension), patterns, free) };
}

/**
 * The places that a file of the archive can have got by itself: the standard one, first, and those before
 * lights without a filter and whole paths had rules, where files are not moved from.
 */
export function standardPlaces(
  frame: Frame,
  extension: string,
  patterns: NamePatterns,
  room: PathRoom,
): readonly [StandardPlace, ...StandardPlace[]] {
  const older = { ...patterns, noFilter: '' };
  return [
    standardPlace(frame, extension, patterns, room),
    standardPlace(frame, extension, older, room),
    standardPlace(frame, extension, older),
  ];
}

function folderOf(pattern: string, values: Values, room: PathRoom | undefined): string[] {
  const named = { ...values };
  for (;;) {
    const folder = pattern
      .split('/')
      .map((part) => fill(part, named))
      .filter((part) => sanitiseValue(part) !== '')
      .map((part) => sanitisePart(part));
    if (room === undefined) return folder;
    const over = room.taken + room.length(folder.join('/')) + NAME_ROOM - room.longest;
    if (over <= 0 || !shortenLongest(named, over)) return folder;
  }
}

/** What is free for a name and its suffix, in the units of the system. */
interface Free {
  readonly most: number;
  readonly length: (text: string) => number;
}

function nameOf(
  frame: Frame,
  values: Values,
  extension: string,
  patterns: NamePatterns,
  free: Free | null,
): string {
  const pattern =
    frame.type === 'light' || frame.type === 'stack' ? patterns.lightName : patterns.calibrationName;
  const type = frame.type === 'stack' ? 'Stack' : values.TYPE;
  // A light of a mono camera says that it had no filter, so that the fields behind it stay where they are.
  const isBare = values.FILTER === '' && frame.type === 'light' && frame.channels !== null;
  const named: Values = {
    ...values,
    TYPE: frame.master ? `Master-${type}` : type,
    FILTER: isBare ? sanitiseValue(patterns.noFilter ?? DEFAULT_NO_FILTER) : values.FILTER,
  };
  const prefix = prefixOf(frame);
  const reserved = SUFFIX_ROOM + byteLength(extension);
  const room = LONGEST_NAME - reserved;
  // A repository that leaves no room at all is for the system to refuse.
  const left = free === null ? room : Math.max(free.most - reserved, NAME_ROOM - reserved);
  const overIn = (text: string) => Math.max(byteLength(text) - room, (free?.length(text) ?? 0) - left);
  let stem = prefix + fill(pattern, named);
  for (let over = overIn(stem); over > 0; over = overIn(stem)) {
    if (!shortenLongest(named, over)) break;
    stem = prefix + fill(pattern, named);
  }
  return sanitisePart(stem, (overIn(stem) > 0 ? Math.min(room, left) : room) + 1) + extension;
}

function prefixOf({ type, processing }: Frame): string {
  if (type === 'stack') return 'Stack-';
  return processing === null ? '' : `${PROCESSING_NAMES[processing]}-`;
}

/**
 * Takes bytes from the longest free text, or from one of several; false where the texts have no more to give.
 */
function shortenLongest(values: Values, over: number): boolean {
  const lengths = TEXTS.map((token) => byteLength(values[token]));
  const longest = Math.max(...lengths);
  if (longest <= SHORTEST_TEXT) return false;
  const token = TEXTS[lengths.indexOf(longest)] ?? 'OBJECT';
  const tied = lengths.filter((length) => length === longest).length;
  const second = Math.max(...lengths.filter((length) => length < longest), SHORTEST_TEXT);
  // Several long texts share the loss, and none becomes shorter than the next.
  const target = Math.max(longest - Math.ceil(over / tied), second);
  values[token] = textOr(truncate(values[token], target));
  return true;
}

function folderPattern(frame: Frame, patterns: NamePatterns): string {
  if (isByproduct(frame)) return frame.type === 'light' ? PROCESSED_LIGHTS : PROCESSED_CALIBRATION;
  if (frame.type === 'light') return patterns.lightFolder;
  if (frame.type === 'stack') return patterns.stackFolder ?? DEFAULT_PATTERNS.stackFolder;
  return frame.master ? patterns.masterFolder : patterns.calibrationFolder;
}

/**
 * Whether a frame was made of one that is archived among the others; lights that are delivered calibrated
 * were not.
 */
function isByproduct({ type, processing, byproduct }: Frame): boolean {
  return processing !== null && (byproduct || type !== 'light');
}

/** Puts values in the place of tokens; an empty filter takes a dash beside it along. */
function fill(pattern: string, values: Values): string {
  let text = pattern.slice(0, 500);
  if (values.FILTER === '') text = text.replace(/[-_]\{FILTER\}|\{FILTER\}[-_]?/g, '');
  if (values.EXPOSURE === MISSING) text = text.replace(/\{EXPOSURE\}s(?![a-z])/g, MISSING);
  return text.replace(/\{([^{}]*)\}/g, (_, name: string) => (isToken(name) ? values[name] : name));
}

function valuesOf(frame: Frame): Values {
  const exposure = frame.exposure === null ? MISSING : exposureText(frame.exposure);
  const filter = filterOf(frame);
  return {
    OBJECT: textOr(frame.object),
    TELESCOPE: textOr(frame.telescope),
    INSTRUMENT: textOr(frame.imager),
    FILTER: filter,
    DATE: frame.dateObs === null ? MISSING : frame.dateObs.slice(0, 19).replace(/\D/g, ''),
    EXPOSURE: exposure,
    BINNINGX: numberOr(frame.binningX, 0),
    BINNINGY: numberOr(frame.binningY, 0),
    TEMP: numberOr(frame.ccdTemp, 1),
    TYPE: TYPE_NAMES[frame.type],
    NIGHT: textOr(frame.night),
    DETAIL: detailOf(frame, filter, exposure),
    GAIN: numberOr(frame.gain, 3),
    OFFSET: numberOr(frame.offset, 3),
    OBSERVER: textOr(frame.observer),
    SITE: textOr(frame.site),
  };
}

/** Seconds: `300`, `0.001`, `0.000032`. */
function exposureText(seconds: number): string {
  return decimalText(rounded(seconds, exposureDecimals(seconds, 3)), 9);
}

function filterOf(frame: Frame): string {
  if (frame.type === 'dark' || frame.type === 'bias' || frame.type === 'flatDark') return '';
  const filter = frame.filter === null ? '' : sanitiseValue(frame.filter);
  if (filter !== '') return filter;
  const colour = frame.bayerPattern !== null || (frame.channels !== null && frame.channels >= 3);
  return colour ? 'OSC' : '';
}

function detailOf(frame: Frame, filter: string, exposure: string): string {
  if (frame.type === 'flat') return filter;
  if (frame.type !== 'dark' && frame.type !== 'flatDark') return '';
  return exposure === MISSING ? MISSING : `${exposure}s`;
}

function textOr(text: string | null): string {
  return (text === null ? '' : sanitiseValue(text)) || MISSING;
}

function numberOr(value: number | null, decimals: number): string {
  return value === null || !Number.isFinite(value) ? MISSING : String(rounded(value, decimals));
}

/** Extensions come from file names; anything but letters, digits and two dots is not one. */
function safeExtension(extension: string): string {
  return /^(?:\.[A-Za-z0-9]{1,8}){1,2}$/.test(extension) ? extension : '.fits';
}
