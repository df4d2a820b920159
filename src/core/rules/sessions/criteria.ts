/** What a calibration session must have in common with the session that it is to calibrate, kind by kind. */
import { english } from '../../base/english';
import type { Tolerances } from '../../base/matching';
import type { LinkKind, Session } from '../../base/session';
import { foldName } from '../names/fold';
import { distance, type Requirement, ROUNDING, type Value, verdictOf } from './requirement';
import { CIRCLE, line, turn } from './valueAxis';
import { celsius, degrees, millimetres, number, seconds } from './valueWords';

type NameField = 'telescope' | 'imager' | 'filter';

function nameRequirement(name: string, field: NameField): Requirement {
  return {
    name,
    exact: true,
    value: (session) => foldName(session[field]),
    words: (session) => session[field] ?? '',
    label: (session) => `${name} ${session[field] ?? ''}`,
    agrees: (wanted, offered) => wanted === offered,
    note: (wanted, offered) => (wanted === offered ? english('the same') : english('must be the same')),
  };
}

function exactRequirement(name: string, value: (session: Session) => Value): Requirement {
  const words = (given: Value) => (typeof given === 'number' ? number(given) : (given ?? ''));
  return {
    name,
    exact: true,
    value,
    words: (session) => words(value(session)),
    label: (session) => `${name} ${words(value(session))}`,
    agrees: (wanted, offered) => wanted === offered,
    note: (wanted, offered) => (wanted === offered ? english('the same') : english('must be the same')),
  };
}

const pair = (first: number | null, second: number | null): string | null =>
  first === null || second === null ? null : `${first}×${second}`;

const IMAGER = nameRequirement('imager', 'imager');
const TELESCOPE = nameRequirement('telescope', 'telescope');

/**
 * The storage order of the rows (ROWORDER). Siril subtracts and divides row by row as stored, so that a dark
 * of the other order lies upside down on its lights: taken where nothing else fits, and never without a
 * warning.
 */
export const ROW_ORDER: Requirement = {
  ...exactRequirement('row order', ({ rowOrder }) => rowOrder),
  soft: 2,
  rare: true,
  idle: true,
  note: (wanted, offered) =>
    wanted === offered
      ? english('the same')
      : english('stored the other way up; Siril calibrates the rows as they are stored'),
};

/**
 * All that sees no light is the camera's alone, whatever it hangs on; but two cameras of one name are not one
 * camera.
 */
export const OTHER_TELESCOPE: Requirement = {
  ...TELESCOPE,
  soft: 1,
  note: (wanted, offered) =>
    wanted === offered
      ? english('the same')
      : english('another one, which is no matter for one and the same camera'),
};

const SENSOR: readonly Requirement[] = [
  exactRequirement('binning', (session) => pair(session.binningX, session.binningY)),
  exactRequirement('gain', (session) => session.gain),
  exactRequirement('offset', (session) => session.offset),
  exactRequirement('image size', (session) => pair(session.width, session.height)),
  {
    ...exactRequirement('readout mode', readoutMode),
    words: ({ readoutMode }) => readoutMode ?? '',
    label: ({ readoutMode }) => english('readout mode {0}', readoutMode ?? ''),
    comparable: (wanted, offered) => isNumber(wanted) === isNumber(offered),
  },
  {
    ...exactRequirement('conversion gain', conversionGain),
    words: ({ conversionGain, readoutMode }) => conversionGain ?? readoutMode ?? '',
    rare: true,
  },
  { ...exactRequirement('USB limit', ({ usbLimit }) => usbLimit), rare: true, idle: true },
  {
    ...exactRequirement('Bayer offset', ({ bayerOffsetX, bayerOffsetY }) => pair(bayerOffsetX, bayerOffsetY)),
    rare: true,
    idle: true,
  },
  {
    ...exactRequirement('sub-frame', ({ subframeX, subframeY }) => position(subframeX, subframeY)),
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

/**
 * `high`, `low`, `hdr`, whether its own keyword says it or, with N.I.N.A.'s drivers of ToupTek, the readout
 * mode.
 */
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

/**
 * Seconds by which an exposure may differ from the one wanted: the larger of the fixed and the relative
 * limit.
 */
function exposureTolerance(wanted: Value, tolerances: Tolerances): number {
  return Math.max(tolerances.exposureSeconds, (Number(wanted) * tolerances.exposurePercent) / 100);
}

export const EXPOSURE: Requirement = {
  name: 'exposure',
  essential: true,
  axis: line(exposureTolerance),
  value: (session) => session.exposure,
  words: (session) => seconds(session.exposure ?? 0),
  agrees: (wanted, offered, tolerances) =>
    distance(wanted, offered) <= exposureTolerance(wanted, tolerances) + ROUNDING,
  note(wanted, offered, tolerances) {
    const allowed = exposureTolerance(wanted, tolerances);
    const apart = english('{0} apart, {1} allowed', seconds(distance(wanted, offered)), seconds(allowed));
    return EXPOSURE.agrees(wanted, offered, tolerances) ? apart : english('{0}; would need scaling', apart);
  },
};

const TEMPERATURE: Requirement = {
  name: 'temperature',
  axis: line((_, { temperature }) => temperature),
  value: (session) => session.ccdTemp,
  words: (session) => celsius(session.ccdTemp ?? 0),
  agrees: (wanted, offered, tolerances) => distance(wanted, offered) <= tolerances.temperature + ROUNDING,
  note(wanted, offered, tolerances) {
    const [apart, allowed] = [distance(wanted, offered), tolerances.temperature];
    // One decimal would tell 5.04 °C from 5 °C no more.
    const exact = !TEMPERATURE.agrees(wanted, offered, tolerances) && celsius(apart) === celsius(allowed);
    return english(
      '{0} apart, {1} allowed',
      exact ? `${number(apart)} °C` : celsius(apart),
      celsius(allowed),
    );
  },
};

const ROTATOR: Requirement = {
  name: 'rotator',
  axis: CIRCLE,
  value: (session) => session.rotator,
  words: (session) => degrees(session.rotator ?? 0),
  label: (session) => english('rotator at {0}', degrees(session.rotator ?? 0)),
  agrees: (wanted, offered, tolerances) => turn(wanted, offered) <= tolerances.rotator + ROUNDING,
  note: (wanted, offered, tolerances) =>
    english('{0} apart, {1} allowed', degrees(turn(wanted, offered)), degrees(tolerances.rotator)),
};

const FOCAL_LENGTH: Requirement = {
  name: 'focal length',
  axis: line((wanted, { focalLengthPercent }) => (Math.abs(wanted) * focalLengthPercent) / 100),
  value: (session) => session.focalLength,
  words: (session) => millimetres(session.focalLength ?? 0),
  label: (session) => english('focal length {0}', millimetres(session.focalLength ?? 0)),
  agrees: (wanted, offered, tolerances) =>
    distance(wanted, offered) <= (Number(wanted) * tolerances.focalLengthPercent) / 100 + ROUNDING,
  note: (wanted, offered, tolerances) =>
    english(
      '{0} apart, {1} % allowed',
      millimetres(distance(wanted, offered)),
      number(tolerances.focalLengthPercent),
    ),
};

/**
 * The criteria of each link, the ones that differ most often first. For a flat-dark the values wanted are the
 * flat's. The night is no criterion but an order of preference (rank.ts).
 */
export const REQUIREMENTS: Readonly<Record<LinkKind, readonly Requirement[]>> = {
  bias: [IMAGER, OTHER_TELESCOPE, ...SENSOR],
  dark: [EXPOSURE, IMAGER, OTHER_TELESCOPE, ...SENSOR, TEMPERATURE],
  flat: [nameRequirement('filter', 'filter'), IMAGER, TELESCOPE, ...SENSOR, ROTATOR, FOCAL_LENGTH],
  flatDark: [EXPOSURE, IMAGER, OTHER_TELESCOPE, ...SENSOR, TEMPERATURE],
};

/** The values of a session that count for a kind of link, in the order of its rules. */
export function valuesOf(kind: LinkKind, session: Session): readonly Value[] {
  return REQUIREMENTS[kind].map((rule) => rule.value(session));
}

/** The names of the criteria that a candidate fails: `exposure`, `image size`. */
export function failedRequirements(
  kind: LinkKind,
  wanted: Session,
  candidate: Session,
  tolerances: Tolerances,
): string[] {
  return REQUIREMENTS[kind]
    .filter((rule) => verdictOf(rule, rule.value(wanted), rule.value(candidate), tolerances) === 'failed')
    .map(({ name }) => name);
}
