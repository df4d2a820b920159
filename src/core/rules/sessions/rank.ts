/** Which of several fitting candidates is the best. One order for the fast and for the explained way. */
import type { Tolerances } from '../../base/matching';
import type { LinkKind, Session } from '../../base/session';
import type { Doubts } from './requirement';
import { standsIn } from './role';

/** What the order looks at, weightiest first; smaller is better in every field. */
export interface Rank {
  /** Weights of the soft criteria that differ: 1 for another telescope, 2 for another row order. */
  readonly differing: number;
  /** Criteria that one side does not say. */
  readonly unknowns: number;
  /** Whole °C between the two, for darks; half a degree is measuring noise. */
  readonly temperatureSteps: number;
  /** Nights between the two, either side. */
  readonly nights: number;
  /** 1 for darks in the role of flat-darks. */
  readonly standIn: number;
  /** 1 for raw frames where masters are preferred. */
  readonly raw: number;
  /** 1 for a candidate of a later night: of two equally near nights the earlier is taken. */
  readonly later: number;
  /** °C. */
  readonly temperature: number;
  /** Seconds. */
  readonly exposure: number;
  readonly candidate: Session;
}

const DAY = 86_400_000;

/** There are a few thousand nights, each asked for by all of its sessions. */
const MOST_KEPT = 20_000;
const days = new Map<string, number | null>();

/** A calendar date as a count of days: 19979 for `2024-09-13`; null for none. */
export function dayNumber(night: string | null): number | null {
  if (night === null) return null;
  let day = days.get(night);
  if (day === undefined) {
    const time = Date.parse(`${night}T00:00:00Z`);
    day = Number.isNaN(time) ? null : Math.round(time / DAY);
    if (days.size >= MOST_KEPT) days.clear();
    days.set(night, day);
  }
  return day;
}

/** Nights from one session to another, negative for an earlier one; null where one has none. */
export function nightsApart(wanted: Session, candidate: Session): number | null {
  const from = dayNumber(wanted.night);
  const to = dayNumber(candidate.night);
  return from === null || to === null ? null : to - from;
}

/**
 * The rank of a candidate that no criterion refuses, `apart` nights away (`nightsApart`). `doubts` counts the
 * criteria, the night is added here. "Equal", for the preference of masters, means: as many differing and
 * unknown criteria, temperature equal to a whole degree (darks), and as many nights away.
 */
export function rankOf(
  kind: LinkKind,
  wanted: Session,
  candidate: Session,
  { differing, unknowns }: Doubts,
  apart: number | null,
  tolerances: Tolerances,
): Rank {
  const temperature = difference(wanted.ccdTemp, candidate.ccdTemp);
  return {
    differing,
    unknowns: unknowns + (apart === null ? 1 : 0),
    temperatureSteps: temperatureSteps(kind, wanted, candidate),
    nights: apart === null ? Infinity : Math.abs(apart),
    standIn: standsIn(kind, candidate) ? 1 : 0,
    raw: tolerances.preferMasters && !candidate.master ? 1 : 0,
    later: apart !== null && apart > 0 ? 1 : 0,
    temperature: kind === 'dark' || kind === 'flatDark' ? temperature : 0,
    exposure: kind === 'dark' || kind === 'flatDark' ? difference(wanted.exposure, candidate.exposure) : 0,
    candidate,
  };
}

/** Whole °C between the two for darks; what is weighed before the night. */
export function temperatureSteps(kind: LinkKind, wanted: Session, candidate: Session): number {
  return kind === 'dark' ? Math.round(difference(wanted.ccdTemp, candidate.ccdTemp)) : 0;
}

/** To nine decimals: the last bits of a difference depend on the side it is taken from. */
function difference(a: number | null, b: number | null): number {
  return a === null || b === null ? 0 : Math.round(Math.abs(a - b) * 1e9) / 1e9;
}

/** Negative where `a` is the better candidate; 0 only for the same one. */
export function compareRanks(a: Rank, b: Rank): number {
  return (
    a.differing - b.differing ||
    a.unknowns - b.unknowns ||
    a.temperatureSteps - b.temperatureSteps ||
    compareNumbers(a.nights, b.nights) ||
    a.standIn - b.standIn ||
    a.raw - b.raw ||
    a.later - b.later ||
    a.temperature - b.temperature ||
    a.exposure - b.exposure ||
    compareAlike(a.candidate, b.candidate)
  );
}

/** Candidates that nothing else tells apart: more frames, then the earlier start, then the id. */
export function compareAlike(a: Session, b: Session): number {
  if (a.frameCount !== b.frameCount) return b.frameCount - a.frameCount;
  const [first, second] = [a.start ?? '', b.start ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Two infinite distances are equal, where their difference would be no number. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
