/** What a frame is for, decided from its header and, where the header is silent, from its place and name. */
import { english } from '../../base/english';
import type { FrameType } from '../../base/frame';
import { TYPE_KEYWORDS } from '../cards/fieldKeywords';
import { type HeaderFields, shorten } from '../cards/fields';
import { numberOf } from '../cards/numbers';
import type { Program } from '../cards/program';
import type { Traces } from '../processing/processing';
import { dwarfType } from './dwarf';
import { isSetUpByPlace, typeFromFolders, typeFromName } from './pathType';

/** What the text of IMAGETYP and the like says. */
export interface TypeText {
  readonly type: FrameType;
  readonly master: boolean;
}

/**
 * Where ASTAP notes how many frames are in a master; in other files the same keywords count the frames of the
 * masters used.
 */
const MASTER_COUNTS: Readonly<Partial<Record<FrameType, string>>> = {
  dark: 'DARK_CNT',
  flat: 'FLAT_CNT',
  bias: 'BIAS_CNT',
  flatDark: 'BIAS_CNT',
};

/** How many frames went into a master of ASTAP, more than 1; null where the header does not say. */
export function masterCountOf(fields: HeaderFields, type: FrameType): number | null {
  const count = numberOf(fields.card(MASTER_COUNTS[type] ?? '')?.value ?? null);
  return count !== null && Number.isInteger(count) && count > 1 && count <= 1e7 ? count : null;
}

/** The source of a type that only the program's habits give. */
const PROGRAM_SOURCE = 'program';
/** No type is written with more letters. */
const LONGEST_TYPE = 80;

/**
 * Reads the text of a frame type, whatever its case and blanks: `Light Frame`, `BIAS    `, `Master Flat`,
 * `FlatDark`, `Tricolor Image`, `object`. Null where it names none.
 */
export function typeOfText(text: string): TypeText | null {
  if (text.length > LONGEST_TYPE) return null;
  if (isSetUp(text)) return null;
  const letters = text.toLowerCase().replace(/[^a-z]+/g, '');
  const master = letters.includes('master');
  const has = (word: string) => letters.includes(word);
  if (has('flatdark') || has('darkflat')) return { type: 'flatDark', master };
  if (has('dark')) return { type: 'dark', master };
  if (has('flat')) return { type: 'flat', master };
  if (has('bias') || has('offset') || has('zero')) return { type: 'bias', master };
  if (letters === 'integration') return { type: 'stack', master: false };
  if (has('light') || has('object') || has('science') || has('tricolor')) {
    return { type: master ? 'stack' : 'light', master: false };
  }
  return null;
}

/**
 * Written for frames that are taken to focus, to point or to look: `SNAPSHOT`, `Focus frame`, `AutoFocus`,
 * `GUIDE`.
 */
const SET_UP =
  /focus|snap ?shot|guid(?:e|ing)|plate ?solv|acquisition|pointing|preview|test ?shot|^\s*test(?: frame)?\s*$/i;

/** Whether the text of a frame type names no exposure that is ever stacked. */
function isSetUp(text: string): boolean {
  return text.length <= LONGEST_TYPE && SET_UP.test(text.replace(/[_-]/g, ' '));
}

export interface TypeQuestion {
  readonly fields: HeaderFields;
  readonly program: Program;
  /** Parts of the folder that the file is in, outermost first. */
  readonly folders: readonly string[];
  readonly fileName: string;
  /** Frames that went into it, null where the header does not say. */
  readonly stackCount: number | null;
  /** Planes of the image: 3 for colour. */
  readonly channels: number | null;
  /** Whether the pixels are still those of the sensor behind its colour filters, as whole numbers. */
  readonly rawMosaic: boolean;
  /** What is known of its processing. */
  readonly traces: Traces;
}

/** The type and the master flag, with their sources and the problems of finding them noted in `fields`. */
export function frameTypeOf(question: TypeQuestion): TypeText {
  const { fields, fileName } = question;
  const setUp = setUpFrame(question);
  if (setUp !== null) return setUp;
  const said = refined(question, typeFromHeader(fields)) ?? typeFromPlace(question);
  const stackedBy = stackMark(question, said?.type ?? null);
  if (said === null) {
    if (stackedBy === null) {
      fields.problem(
        'type-unknown',
        english('Neither the header nor the folder or file name says what the frame is for'),
      );
      return { type: 'unknown', master: false };
    }
    fields.sources.type = stackedBy;
    return { type: 'stack', master: false };
  }
  if (said.type === 'stack' || said.type === 'unknown') return { type: said.type, master: false };
  if (said.type === 'light') {
    if (stackedBy === null) return said;
    fields.sources.type = stackedBy;
    return { type: 'stack', master: false };
  }
  if (said.master) return said;
  const master = stackedBy ?? (/^master/i.test(fileName) ? 'file name' : null);
  if (master !== null) fields.sources.master = master;
  return { type: said.type, master: master !== null };
}

/**
 * A frame that was taken to set up the telescope, and is none of the types: it is for the user to look at. A
 * focus run that another keyword calls a flat is a flat; one that is called a light is not.
 */
function setUpFrame(question: TypeQuestion): TypeText | null {
  const { fields, program, folders, fileName } = question;
  const texts = TYPE_KEYWORDS.flatMap((keyword) => {
    const value = fields.card(keyword)?.value;
    return typeof value === 'string' ? [{ keyword, text: value.trim() }] : [];
  });
  const said = texts.map(({ text }) => typeOfText(text)).find((type) => type !== null);
  if (said !== undefined && said.type !== 'light') return null;
  const written = texts.find(({ text }) => isSetUp(text));
  if (written !== undefined) {
    const { keyword, text } = written;
    return notToStack(fields, keyword, english('{0} is {1}', keyword, shorten(text)));
  }
  if (!isSetUpByPlace(folders, fileName, levelsOf(program), said !== undefined)) return null;
  const reason =
    said === undefined
      ? english('its name or folder says so')
      : english('its name or folder says so although its header says light');
  return notToStack(fields, 'file name', reason);
}

/**
 * N.I.N.A. writes LIGHT into snapshots and SNAPSHOT into their paths, with folders for dates and filters
 * below.
 */
function levelsOf({ name }: Program): number {
  return name !== null && /n\.?i\.?n\.?a\b/i.test(name) ? 3 : 1;
}

function notToStack(fields: HeaderFields, source: string, reason: string): TypeText {
  fields.sources.type = source;
  fields.problem(
    'set-up-frame',
    english('It was taken to focus, to point or to look, not to be stacked: {0}', reason),
  );
  return { type: 'unknown', master: false };
}

function typeFromHeader(fields: HeaderFields): TypeText | null {
  for (const keyword of TYPE_KEYWORDS) {
    const card = fields.card(keyword);
    const said = typeof card?.value === 'string' ? typeOfText(card.value) : null;
    if (said === null) continue;
    fields.sources.type = keyword;
    if (said.master) fields.sources.master = keyword;
    return said;
  }
  return null;
}

/**
 * What a header calls a dark can be one for flats: INDI, ASIAIR and many other programs have no other word
 * for it, so that its user says it with a folder (`FlatDarks`) or a name (`DarkFlat_2.5s_001.fits`).
 */
function refined({ fields, folders, fileName }: TypeQuestion, said: TypeText | null): TypeText | null {
  if (said?.type !== 'dark') return said;
  const byName = typeFromName(fileName) === 'flatDark';
  if (!byName && typeFromFolders(folders) !== 'flatDark') return said;
  fields.sources.type = byName ? 'file name' : 'folder';
  return { ...said, type: 'flatDark' };
}

/** For headers without a type: the rule of the program, then the folders, then the file name. */
function typeFromPlace(question: TypeQuestion): TypeText | null {
  const { fields, program, folders, fileName, channels } = question;
  const dwarf = dwarfType(fields, program, folders, fileName, channels);
  if (dwarf !== null) return guessed(fields, dwarf, dwarf.source);
  const vaonis = vaonisType(folders, fileName);
  if (vaonis !== null) return guessed(fields, { type: vaonis, master: false }, 'folder');
  const folder = typeFromFolders(folders);
  if (folder !== null) return guessed(fields, { type: folder, master: false }, 'folder');
  const name = typeFromName(fileName);
  if (name !== null) return guessed(fields, { type: name, master: false }, 'file name');
  // SharpCap writes a type for calibration frames at most, and names their folders and files.
  if (program.family === 'sharpcap') return guessed(fields, { type: 'light', master: false }, PROGRAM_SOURCE);
  return null;
}

function guessed(fields: HeaderFields, said: TypeText, source: string): TypeText {
  fields.sources.type = source;
  if (said.master) fields.sources.master = source;
  if (said.type === 'unknown' || source === 'NAXIS3') return said;
  const from = source === PROGRAM_SOURCE ? english('what its program usually writes') : `its ${source}`;
  fields.problem(
    'type-guessed',
    english('The header does not say what the frame is for; {0} comes from {1}', said.type, from),
  );
  return said;
}

/**
 * Where it says that several exposures went into the image, or null where nothing does. The name of a
 * stacking program alone does not: it calibrates and registers single frames as well, and converts raw ones.
 */
function stackMark(question: TypeQuestion, type: FrameType | null): string | null {
  const { fields, program, stackCount, channels, rawMosaic, traces } = question;
  if (stackCount !== null && stackCount > 1) return fields.sources.stackCount ?? 'STACKCNT';
  if (traces.stackedBy !== null) return traces.stackedBy;
  if (type !== null && masterCountOf(fields, type) !== null) return MASTER_COUNTS[type] ?? null;
  const stacksLive =
    program.family === 'sharpcap' || program.family === 'seestar' || program.family === 'dwarf';
  if (stacksLive && channels === 3) return 'NAXIS3';
  if (program.family !== 'stacker' || rawMosaic || traces.processing !== null) return null;
  // What was composed of several stacks has three planes and no count; masters of older versions have none
  // either.
  const calibration = type !== null && type !== 'light';
  return calibration || channels === 3 ? (fields.sources.program ?? 'PROGRAM') : null;
}

const INITIAL = /^\d{2}-images-initial$/i;
const RAW = /^img-\d{3,6}\.fits?$/i;

/**
 * Telescopes of Vaonis (Vespera, Stellina) write no frame type. They put the raw frames of an observation
 * into a folder of their own, `01-images-initial/img-0025.fits`, and its darks beside that,
 * `img-0001-dark.fits`, which the word in the name tells. So github.com/chillee151/vespera-siril-plugin and
 * the program Stellinator describe folders and names.
 *
 * Returns `light` for a raw frame where these telescopes leave it, null for every other file.
 */
function vaonisType(folders: readonly string[], fileName: string): FrameType | null {
  return INITIAL.test(folders.at(-1) ?? '') && RAW.test(fileName) ? 'light' : null;
}
