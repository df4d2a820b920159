/** Masters: which raw sets they stand in for, and which of them are due to be made again. Pure. */
import type { Master } from '../../base/master';
import type { Tolerances } from '../../base/matching';
import { LINK_KINDS, type LinkKind, type Session } from '../../base/session';
import { REQUIREMENTS } from './criteria';
import { dayNumber } from './rank';
import { type Requirement, type Value, verdictOf } from './requirement';

/** A year: sensors change slowly, and most observers take their darks again once a year. */
export const STALE_DAYS = 365;
/** A century: the most that a setting or an option may say. */
export const LONGEST_DAYS = 36_525;

export interface MasterRules {
  readonly tolerances: Tolerances;
  /** Days after which a master is stale and stands in for nothing; 0 for never. */
  readonly staleDays: number;
  /** The calendar date, counted in days since 1970. */
  readonly today: number;
}

/** A session with its night as a count of days. */
interface Dated {
  readonly session: Session;
  readonly day: number | null;
}

/** Sessions that agree in all exact criteria, the latest night first, those without a date last. */
interface Family {
  readonly exact: readonly Value[];
  readonly members: Dated[];
}

/**
 * Every master among the sessions, in their order; `stackCounts` is session id to the frames that went in.
 * What must be the same is compared once for each pair of families, of which there are few.
 */
export function mastersOf(
  sessions: readonly Session[],
  stackCounts: ReadonlyMap<string, number>,
  rules: MasterRules,
): Master[] {
  const found = new Map<string, Master>();
  for (const kind of LINK_KINDS) {
    const ofKind = sessions.filter(({ type }) => type === kind);
    const masters = ofKind.filter(({ master }) => master);
    if (masters.length === 0) continue;
    const families = familiesOf(kind, ofKind);
    for (const family of familiesOf(kind, masters)) {
      const others = families.filter((other) => agree(exactRules(kind), family.exact, other.exact, rules));
      for (const dated of family.members) {
        const stackCount = stackCounts.get(dated.session.id) ?? null;
        found.set(dated.session.id, { stackCount, ...judged(kind, dated, others, rules) });
      }
    }
  }
  return sessions.flatMap(({ id }) => found.get(id) ?? []);
}

function judged(
  kind: LinkKind,
  master: Dated,
  others: readonly Family[],
  rules: MasterRules,
): Omit<Master, 'stackCount'> {
  const newer = newerThan(kind, master, others, rules);
  const ageDays = master.day === null ? null : Math.max(0, rules.today - master.day);
  const old = rules.staleDays > 0 && ageDays !== null && ageDays > rules.staleDays;
  return {
    id: master.session.id,
    ageDays,
    stale: old && kind !== 'flat' && newer === null,
    newer: newer?.session.id ?? null,
    replaces: standsInFor(kind, master, others, rules),
  };
}

/** The latest session of a later night that nothing speaks against. */
function newerThan(
  kind: LinkKind,
  { session, day }: Dated,
  others: readonly Family[],
  rules: MasterRules,
): Dated | null {
  if (day === null) return null;
  const wanted = tolerantValues(kind, session);
  let newest: Dated | null = null;
  for (const { members } of others) {
    for (const other of members) {
      if (other.day === null || other.day <= Math.max(day, newest?.day ?? day)) break;
      if (!agree(tolerantRules(kind), wanted, tolerantValues(kind, other.session), rules)) continue;
      newest = other;
      break;
    }
  }
  return newest;
}

function standsInFor(
  kind: LinkKind,
  { session, day }: Dated,
  others: readonly Family[],
  rules: MasterRules,
): string[] {
  if (day === null) return [];
  const farthest = kind === 'flat' ? 0 : rules.staleDays > 0 ? rules.staleDays : Infinity;
  const offered = tolerantValues(kind, session);
  const found: { readonly id: string; readonly apart: number }[] = [];
  for (const { members } of others) {
    for (let i = firstUntil(members, day + farthest); i < members.length; i++) {
      const other = members[i];
      if (!other || other.day === null || day - other.day > farthest) break;
      if (other.session.master) continue;
      if (!agree(tolerantRules(kind), tolerantValues(kind, other.session), offered, rules)) continue;
      found.push({ id: other.session.id, apart: Math.abs(other.day - day) });
    }
  }
  return found.sort((a, b) => a.apart - b.apart || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

/** Index of the first member that is not later than this day. */
function firstUntil(members: readonly Dated[], day: number): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((members[middle]?.day ?? -Infinity) > day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function familiesOf(kind: LinkKind, sessions: readonly Session[]): Family[] {
  const families = new Map<string, Family>();
  for (const session of sessions) {
    const exact = exactRules(kind).map((rule) => rule.value(session));
    const key = JSON.stringify(exact);
    let family = families.get(key);
    if (!family) families.set(key, (family = { exact, members: [] }));
    family.members.push({ session, day: dayNumber(session.night) });
  }
  for (const { members } of families.values()) {
    members.sort((a, b) => (b.day ?? -Infinity) - (a.day ?? -Infinity) || 0);
  }
  return [...families.values()];
}

const exactRules = (kind: LinkKind): readonly Requirement[] =>
  REQUIREMENTS[kind].filter((rule) => rule.exact === true);
const tolerantRules = (kind: LinkKind): readonly Requirement[] =>
  REQUIREMENTS[kind].filter((rule) => rule.exact !== true);

function tolerantValues(kind: LinkKind, session: Session): Value[] {
  return tolerantRules(kind).map((rule) => rule.value(session));
}

/**
 * Whether the two differ in no criterion, in no soft one either; what one side does not say speaks against
 * nothing.
 */
function agree(
  rules: readonly Requirement[],
  wanted: readonly Value[],
  offered: readonly Value[],
  { tolerances }: MasterRules,
): boolean {
  return rules.every((rule, i) => {
    const verdict = verdictOf(rule, wanted[i] ?? null, offered[i] ?? null, tolerances);
    return verdict !== 'failed' && verdict !== 'differs';
  });
}
