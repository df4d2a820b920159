/** What a calibration session must have in common with the session that it is to calibrate, kind by kind. */
import type { Criterion, Tolerances } from '../../base/matching';
import type { LinkKind, Session } from '../../base/session';
import { wrap } from './cluster';
import { foldName } from '../names/fold';
import { celsius, degrees, millimetres, number, seconds } from './words';

export type Verdict = Criterion['verdict'];
/** What is compared: a folded name, a number, or null where the session does not say. */
export type Value = string | number | null;

/** One row of the table: how to read the value, when two known values agree, and how to say so. */
export interface Rule {
  readonly name: string;
  value(session: Session): Value;
  /** The value in words, as the session has it: `−10 °C`. Only asked when there is one. */
  words(session: Session): string;
  /** The value where it stands alone and needs a name: `gain 0`; absent where `words` is clear by itself. */
  label?(session: Session): string;
  agrees(wanted: Value, offered: Value, tolerances: Tolerances): boolean;
  /** How far apart two known values are, and how far they may be: `0.4 °C apart, 5 °C allowed`. */
  note(wanted: Value, offered: Value, tolerances: Tolerances): string;
  /** Set where "neither says" must not pass for agreement, because the values are sure to exist and to matter. */
  readonly essential?: boolean;
  /** Set where only equal values agree, whatever the tolerances. */
  readonly exact?: boolean;
  /**
   * Set where another value is a warning and no refusal: how far it puts a candidate behind those with the same value. The
   * larger weighs more than all smaller ones together.
   */
  readonly soft?: number;
  /** False for two values that cannot be held against each other, like a number and a name: as good as not known. */
  comparable?(wanted: Value, offered: Value): boolean;
  /** Set where few headers say it: left out of an explanation where neither does. */
  readonly rare?: boolean;
  /** Set where a value that one side does not say is no reason to prefer another candidate. */
  readonly idle?: boolean;
  /** How to look up what agrees; absent where only equal values do. */
  readonly axis?: ValueAxis;
}

/** Where the values of a rule lie, so that those which agree with another are found without a comparison of each. */
export interface ValueAxis {
  /** The place of a value; different values may share one only where no order of preference depends on them. */
  cell(value: number, tolerances: Tolerances): number;
  /** The intervals in which the places of all agreeing values lie. They may hold places of others, too. */
  reach(wanted: number, tolerances: Tolerances): readonly (readonly [low: number, high: number])[];
}

/** Absorbs the rounding of differences, so that -9.9 and -14.9 are 5 °C apart, not 5.000000000000002. */
const ROUNDING = 1e-9;

/** Difference of two values that are known to be numbers. */
export function distance(wanted: Value, offered: Value): number {
  return Math.abs(Number(offered) - Number(wanted));
}

/**
 * The both-known rule: a value that only one side has is `unknown`, a warning and no refusal. Where neither
 * side has it nothing speaks against the candidate (one-shot colour has no filter, a CCD camera no gain):
 * matched, unless the rule is essential.
 */
export function verdictOf(rule: Rule, wanted: Value, offered: Value, tolerances: Tolerances): Verdict {
  if (wanted === null && offered === null) return rule.essential ? 'unknown' : 'matched';
  if (wanted === null || offered === null) return 'unknown';
  if (rule.comparable?.(wanted, offered) === false) return 'unknown';
  if (rule.agrees(wanted, offered, tolerances)) return 'matched';
  return rule.soft === undefined ? 'failed' : 'differs';
}

type NameField = 'telescope' | 'imager' | 'filter';

function nameRule(name: string, field: NameField): Rule {
  return {
    name,
    exact: true,
    value: (session) => foldName(session[field]),
    words: (session) => session[field] ?? '',
    label: (session) => `${name} ${session[field] ?? ''}`,
    agrees: (wanted, offered) => wanted === offered,
    note: (wanted, offered) => (wanted === offered ? 'the same' : 'must be the same'),
  };
}

function exactRule(name: string, value: (session: Session) => Value): Rule {
  const words = (given: Value) => (typeof given === 'number' ? number(given) : (given ?? ''));
  return {
    name,
    exact: true,
    value,
    words: (session) => words(value(session)),
    label: (session) => `${name} ${words(value(session))}`,
    agrees: (wanted, offered) => wanted === offered,
    note: (wanted, offered) => (wanted === offered ? 'the same' : 'must be the same'),
  };
}

const pair = (first: number | null, second: number | null): string | null =>
  first === null || second === null ? null : `${first}×${second}`;

const IMAGER = nameRule('imager', 'imager');
const TELESCOPE = nameRule('telescope', 'telescope');

/**
 * The storage order of the rows (ROWORDER). Siril subtracts and divides row by row as stored, so that a dark of the other
 * order lies upside down on its lights: taken where nothing else fits, and never without a warning.
 */
export const ROW_ORDER: Rule = {
  ...exactRule('row order', ({ rowOrder }) => rowOrder),
  soft: 2,
  rare: true,
  idle: true,
  note: (wanted, offered) =>
    wanted === offered ? 'the same' : 'stored the other way up; Siril calibrates the rows as they are stored',
};

/** All that sees no light is the camera's alone, whatever it hangs on; but two cameras of one name are not one camera. */
export const OTHER_TELESCOPE: Rule = {
  ...TELESCOPE,
  soft: 1,
  note: (wanted, offered) =>
    wanted === offered ? 'the same' : 'another one, which is no matter for one and the same camera',
};

const SENSOR: readonly Rule[] = [
  exactRule('binning', (session) => pair(session.binningX, session.binningY)),
  exactRule('gain', (session) => session.gain),
  exactRule('offset', (session) => session.offset),
  exactRule('image size', (session) => pair(session.width, session.height)),
  {
    ...exactRule('readout mode', readoutMode),
    words: ({ readoutMode }) => readoutMode ?? '',
    label: ({ readoutMode }) => `readout mode ${readoutMode ?? ''}`,
    comparable: (wanted, offered) => isNumber(wanted) === isNumber(offered),
  },
  {
    ...exactRule('conversion gain', conversionGain),
    words: ({ conversionGain, readoutMode }) => conversionGain ?? readoutMode ?? '',
    rare: true,
  },
  { ...exactRule('USB limit', ({ usbLimit }) => usbLimit), rare: true, idle: true },
  {
    ...exactRule('Bayer offset', ({ bayerOffsetX, bayerOffsetY }) => pair(bayerOffsetX, bayerOffsetY)),
    rare: true,
    idle: true,
  },
  {
    ...exactRule('sub-frame', ({ subframeX, subframeY }) => position(subframeX, subframeY)),
    rare: true,
    idle: true,
  },
  ROW_ORDER,
];

/** INDI numbers the modes of a camera that ASCOM and Moravian call by their names. */
const isNumber = (value: Value): boolean =>
  typeof value === 'string' && /^\d{1,4}(?:\.\d{1,4})?$/.test(value);

const position = (x: number | null, y: number | null): string | null =>
  x === null || y === null ? null : `${x},${y}`;

/** The readout mode, folded; null where the name is that of a conversion gain, which is compared as one. */
function readoutMode({ readoutMode }: Session): string | null {
  const folded = foldName(readoutMode);
  return folded === null || gainNamed(folded) !== null ? null : folded;
}

/** `high`, `low`, `hdr`, whether its own keyword says it or, with N.I.N.A.'s drivers of ToupTek, the readout mode. */
function conversionGain({ conversionGain, readoutMode }: Session): string | null {
  const folded = foldName(conversionGain);
  if (folded !== null) return gainNamed(folded) ?? folded;
  const mode = foldName(readoutMode);
  return mode === null ? null : gainNamed(mode);
}

/** Of a folded name: `low` for `lowconversiongain`. */
function gainNamed(folded: string): string | null {
  const named = /^(low|high|hdr)(?:conversiongain|gain\(?[lh]cg\)?)(?:mode)?$/.exec(folded);
  if (named) return named[1] ?? null;
  return /^hcg(?:mode)?$/.test(folded) ? 'high' : /^lcg(?:mode)?$/.test(folded) ? 'low' : null;
}

/** Seconds by which an exposure may differ from the one wanted: the larger of the fixed and the relative limit. */
function exposureTolerance(wanted: Value, tolerances: Tolerances): number {
  return Math.max(tolerances.exposureSeconds, (Number(wanted) * tolerances.exposurePercent) / 100);
}

/** Every value at its own place, and those in reach around the wanted one. */
function line(reach: (wanted: number, tolerances: Tolerances) => number): ValueAxis {
  return {
    cell: (value) => value,
    reach(wanted, tolerances) {
      const far = reach(wanted, tolerances) + 2 * ROUNDING;
      return [[wanted - far, wanted + far]];
    },
  };
}

export const EXPOSURE: Rule = {
  name: 'exposure',
  essential: true,
  axis: line(exposureTolerance),
  value: (session) => session.exposure,
  words: (session) => seconds(session.exposure ?? 0),
  agrees: (wanted, offered, tolerances) =>
    distance(wanted, offered) <= exposureTolerance(wanted, tolerances) + ROUNDING,
  note(wanted, offered, tolerances) {
    const allowed = exposureTolerance(wanted, tolerances);
    const apart = `${seconds(distance(wanted, offered))} apart, ${seconds(allowed)} allowed`;
    return EXPOSURE.agrees(wanted, offered, tolerances) ? apart : `${apart}; would need scaling`;
  },
};

const TEMPERATURE: Rule = {
  name: 'temperature',
  axis: line((_, { temperature }) => temperature),
  value: (session) => session.ccdTemp,
  words: (session) => celsius(session.ccdTemp ?? 0),
  agrees: (wanted, offered, tolerances) => distance(wanted, offered) <= tolerances.temperature + ROUNDING,
  note(wanted, offered, tolerances) {
    const [apart, allowed] = [distance(wanted, offered), tolerances.temperature];
    // One decimal would tell 5.04 °C from 5 °C no more.
    const exact = !TEMPERATURE.agrees(wanted, offered, tolerances) && celsius(apart) === celsius(allowed);
    return `${exact ? `${number(apart)} °C` : celsius(apart)} apart, ${celsius(allowed)} allowed`;
  },
};

/** Degrees between two angles, the short way round: 2 for 359 and 1. */
function turn(wanted: Value, offered: Value): number {
  const once = wrap(Number(offered) - Number(wanted), 360);
  return Math.min(once, 360 - once);
}

/**
 * Sectors as wide as the tolerance: a rotator hardly ever comes back to quite the same angle, and in a sector all angles
 * agree with each other. Their order of preference is that of the nights.
 */
const CIRCLE: ValueAxis = {
  cell: (value, tolerances) => Math.floor(wrap(value, 360) / sector(tolerances)),
  reach(wanted, tolerances) {
    const width = sector(tolerances);
    const far = tolerances.rotator + 2 * ROUNDING;
    if (far >= 180) return [[0, 360 / width]];
    const [from, to] = [wrap(wanted, 360) - far, wrap(wanted, 360) + far];
    const sectors = (low: number, high: number) =>
      [Math.floor(low / width), Math.floor(high / width)] as const;
    if (from < 0) return [sectors(0, to), sectors(from + 360, 360)];
    if (to > 360) return [sectors(from, 360), sectors(0, to - 360)];
    return [sectors(from, to)];
  },
};

/** Degrees. Not below a hundredth, for a tolerance of nothing. */
function sector({ rotator }: Tolerances): number {
  return Math.max(rotator, 0.01);
}

const ROTATOR: Rule = {
  name: 'rotator',
  axis: CIRCLE,
  value: (session) => session.rotator,
  words: (session) => degrees(session.rotator ?? 0),
  label: (session) => `rotator at ${degrees(session.rotator ?? 0)}`,
  agrees: (wanted, offered, tolerances) => turn(wanted, offered) <= tolerances.rotator + ROUNDING,
  note: (wanted, offered, tolerances) =>
    `${degrees(turn(wanted, offered))} apart, ${degrees(tolerances.rotator)} allowed`,
};

const FOCAL_LENGTH: Rule = {
  name: 'focal length',
  axis: line((wanted, { focalLengthPercent }) => (Math.abs(wanted) * focalLengthPercent) / 100),
  value: (session) => session.focalLength,
  words: (session) => millimetres(session.focalLength ?? 0),
  label: (session) => `focal length ${millimetres(session.focalLength ?? 0)}`,
  agrees: (wanted, offered, tolerances) =>
    distance(wanted, offered) <= (Number(wanted) * tolerances.focalLengthPercent) / 100 + ROUNDING,
  note: (wanted, offered, tolerances) =>
    `${millimetres(distance(wanted, offered))} apart, ${number(tolerances.focalLengthPercent)} % allowed`,
};

/**
 * The criteria of each link, the ones that differ most often first. For a flat-dark the values wanted are the
 * flat's. The night is no criterion but an order of preference (rank.ts).
 */
export const RULES: Readonly<Record<LinkKind, readonly Rule[]>> = {
  bias: [IMAGER, OTHER_TELESCOPE, ...SENSOR],
  dark: [EXPOSURE, IMAGER, OTHER_TELESCOPE, ...SENSOR, TEMPERATURE],
  flat: [nameRule('filter', 'filter'), IMAGER, TELESCOPE, ...SENSOR, ROTATOR, FOCAL_LENGTH],
  flatDark: [EXPOSURE, IMAGER, OTHER_TELESCOPE, ...SENSOR, TEMPERATURE],
};

/** The values of a session that count for a kind of link, in the order of its rules. */
export function valuesOf(kind: LinkKind, session: Session): readonly Value[] {
  return RULES[kind].map((rule) => rule.value(session));
}

/** What speaks for the other candidates of a pair, as the order of preference counts it. */
export interface Doubts {
  /** The weights of the soft criteria in which the two differ. */
  readonly differing: number;
  /** Criteria that one side does not say. */
  readonly unknowns: number;
}

/** Null for verdicts of which one refuses. */
export function doubtsOf(rules: readonly Rule[], verdicts: readonly Verdict[]): Doubts | null {
  let [differing, unknowns] = [0, 0];
  for (const [index, rule] of rules.entries()) {
    const verdict = verdicts[index];
    if (verdict === 'failed') return null;
    if (verdict === 'differs') differing += rule.soft ?? 0;
    if (verdict === 'unknown' && rule.idle !== true) unknowns++;
  }
  return { differing, unknowns };
}

/** The names of the criteria that a candidate fails: `exposure`, `image size`. */
export function failedRules(
  kind: LinkKind,
  wanted: Session,
  candidate: Session,
  tolerances: Tolerances,
): string[] {
  return RULES[kind]
    .filter((rule) => verdictOf(rule, rule.value(wanted), rule.value(candidate), tolerances) === 'failed')
    .map(({ name }) => name);
}
