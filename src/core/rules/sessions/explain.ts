/** Why a session is linked as it is: every candidate, criterion by criterion. */
import { english } from '../../base/english';
import type { Candidate, Criterion, Tolerances } from '../../base/matching';
import { LINK_KINDS, type LinkKind, type Session } from '../../base/session';
import { CandidateIndex } from './candidates';
import { EXPOSURE, REQUIREMENTS, valuesOf } from './criteria';
import { canServe, choose, type ManualLinks, NO_MANUAL_LINKS, wantsCalibration } from './linkSessions';
import { compareRanks, nightsApart, type Rank, rankOf } from './rank';
import { doubtsOf, verdictOf } from './requirement';
import { mayServe, standsIn } from './role';
import { sharedFlats } from './sharedFlats';
import { nights } from './valueWords';

/**
 * All candidates of each kind for one session, the chosen one first, then the possible ones, best first, then
 * the refused ones, those that fail least first. Uses the criteria and the order of `linkSessions`, so that
 * what is `chosen` here is what is linked there. Sessions that need no calibration have no candidates. A
 * light's flat-darks are compared with its flat; without a flat there is nothing to compare them with.
 */
export function explainSession(
  session: Session,
  sessions: readonly Session[],
  tolerances: Tolerances,
  manual: ManualLinks = NO_MANUAL_LINKS,
): Record<LinkKind, readonly Candidate[]> {
  const byId = new Map(sessions.map((other) => [other.id, other]));
  const result: Record<LinkKind, readonly Candidate[]> = { bias: [], dark: [], flat: [], flatDark: [] };
  if (!wantsCalibration(session)) return result;
  const judge = (kind: LinkKind, wanted: Session) => judged(kind, wanted, sessions, tolerances);
  let sharing: readonly string[] = [];
  const best = (judgements: readonly Judgement[]) => {
    const first = judgements[0];
    return first && first.failed === 0 ? first.candidate : null;
  };
  const answer = (
    kind: LinkKind,
    wanted: Session,
    judgements: Judgement[],
    automatic: () => Session | null,
  ) => {
    const chosen = choose(manual, byId, session, kind, automatic);
    return candidates(kind, wanted, judgements, byId.get(chosen ?? ''), tolerances).map((one) =>
      kind === 'flat' && sharing.length > 0 && byId.get(one.candidate)?.filter === null
        ? passedOver(one, sharing)
        : one,
    );
  };
  for (const kind of LINK_KINDS) {
    if (session.type === 'flat' && (kind === 'dark' || kind === 'flat')) continue;
    if (session.type === 'light' && kind === 'flatDark') continue;
    let judgements = judge(kind, session);
    if (kind === 'flat') {
      sharing = sharingWith(session, best(judgements), sessions, tolerances, manual);
      if (sharing.length > 0) judgements = judgements.map(withoutNameless).sort(compareJudgements);
    }
    result[kind] = answer(kind, session, judgements, () => best(judgements));
  }
  if (session.type === 'light') {
    const chosen = result.flat[0];
    const flat = chosen?.verdict === 'chosen' ? byId.get(chosen.candidate) : undefined;
    const usable = flat?.type === 'flat' && !flat.master ? flat : undefined;
    const judgements = usable ? judge('flatDark', usable) : [];
    result.flatDark = answer('flatDark', usable ?? session, judgements, () => {
      const own = usable && choose(manual, byId, usable, 'flatDark', () => best(judgements));
      return byId.get(own ?? '') ?? null;
    });
  }
  return result;
}

/**
 * The filters, folded, of all lights that would share the flats which this light would get by itself, where
 * these do not say their filter and the lights have several; empty otherwise.
 */
function sharingWith(
  light: Session,
  flat: Session | null,
  sessions: readonly Session[],
  tolerances: Tolerances,
  manual: ManualLinks,
): readonly string[] {
  if (light.filter === null || flat === null || flat.filter !== null) return [];
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const index = new CandidateIndex('flat', sessions, tolerances);
  const lights = sessions.filter((session) => session.type === 'light' && wantsCalibration(session));
  const shared = sharedFlats(
    lights,
    (each) => byId.get(choose(manual, byId, each, 'flat', () => index.best(each)) ?? '') ?? null,
  );
  return shared.get(flat.id) ?? [];
}

/** Flats without a filter are refused where lights of several filters would share them. */
function withoutNameless(judgement: Judgement): Judgement {
  const passed = judgement.candidate.filter === null && judgement.failed === 0;
  return passed ? { ...judgement, failed: 1 } : judgement;
}

function passedOver(candidate: Candidate, filters: readonly string[]): Candidate {
  if (candidate.criteria.some(({ verdict }) => verdict === 'failed')) return candidate;
  const note = english(
    'these flats do not say theirs, and lights of {0} would share them',
    filters.join(', '),
  );
  return {
    ...candidate,
    verdict: candidate.verdict === 'chosen' ? 'chosen' : 'refused',
    criteria: candidate.criteria.map((criterion) =>
      criterion.name === 'filter' ? { ...criterion, verdict: 'failed', note } : criterion,
    ),
  };
}

interface Judgement {
  readonly candidate: Session;
  readonly failed: number;
  readonly rank: Rank;
}

function judged(
  kind: LinkKind,
  wanted: Session,
  sessions: readonly Session[],
  tolerances: Tolerances,
): Judgement[] {
  const found = sessions.filter((candidate) => isCandidate(kind, wanted, candidate, tolerances));
  return found.map((candidate) => judgement(kind, wanted, candidate, tolerances)).sort(compareJudgements);
}

/** Of darks only those of the flats' exposure are worth a look as flat-darks; what else they lack is said. */
function isCandidate(kind: LinkKind, wanted: Session, candidate: Session, tolerances: Tolerances): boolean {
  if (!standsIn(kind, candidate)) return true;
  if (!mayServe(kind, candidate)) return false;
  return verdictOf(EXPOSURE, wanted.exposure, candidate.exposure, tolerances) === 'matched';
}

function compareJudgements(a: Judgement, b: Judgement): number {
  return a.failed - b.failed || compareRanks(a.rank, b.rank);
}

function judgement(kind: LinkKind, wanted: Session, candidate: Session, tolerances: Tolerances): Judgement {
  const rules = REQUIREMENTS[kind];
  const ours = valuesOf(kind, wanted);
  const theirs = valuesOf(kind, candidate);
  const verdicts = rules.map((rule, index) =>
    verdictOf(rule, ours[index] ?? null, theirs[index] ?? null, tolerances),
  );
  // Of a refused one the rest of its doubts counts.
  const harmless = verdicts.map((verdict) => (verdict === 'failed' ? 'matched' : verdict));
  const doubts = doubtsOf(rules, harmless) ?? { differing: 0, unknowns: 0 };
  return {
    candidate,
    failed: verdicts.filter((verdict) => verdict === 'failed').length,
    rank: rankOf(kind, wanted, candidate, doubts, nightsApart(wanted, candidate), tolerances),
  };
}

function candidates(
  kind: LinkKind,
  wanted: Session,
  judgements: readonly Judgement[],
  chosen: Session | undefined,
  tolerances: Tolerances,
): Candidate[] {
  const rest = judgements.filter(({ candidate }) => candidate.id !== chosen?.id);
  const first = chosen && canServe(kind, chosen) ? [judgement(kind, wanted, chosen, tolerances)] : [];
  return [...first, ...rest].map(({ candidate, failed }) => ({
    candidate: candidate.id,
    verdict: candidate.id === chosen?.id ? 'chosen' : failed > 0 ? 'refused' : 'possible',
    criteria: criteriaOf(kind, wanted, candidate, tolerances),
  }));
}

/** The comparison in words; the night comes last, since it never refuses. */
export function criteriaOf(
  kind: LinkKind,
  wanted: Session,
  candidate: Session,
  tolerances: Tolerances,
): Criterion[] {
  const rows = REQUIREMENTS[kind].flatMap((rule): Criterion[] => {
    const ours = rule.value(wanted);
    const theirs = rule.value(candidate);
    if (rule.rare === true && ours === null && theirs === null) return [];
    const verdict = verdictOf(rule, ours, theirs, tolerances);
    const note =
      silence(ours === null, theirs === null) ??
      (verdict === 'unknown'
        ? english('a number on one side, a name on the other')
        : rule.note(ours, theirs, tolerances));
    return [
      {
        name: rule.name,
        light: ours === null ? english('not known') : rule.words(wanted),
        candidate: theirs === null ? english('not known') : rule.words(candidate),
        verdict,
        note,
      },
    ];
  });
  return [...rows, nightCriterion(wanted, candidate)];
}

/** Who does not say, null where both do. */
function silence(oursMissing: boolean, theirsMissing: boolean): string | null {
  if (oursMissing && theirsMissing) return english('neither side says');
  if (oursMissing) return english('not known of the session');
  return theirsMissing ? english('not known of the candidate') : null;
}

function nightCriterion(wanted: Session, candidate: Session): Criterion {
  const apart = nightsApart(wanted, candidate);
  return {
    name: 'night',
    light: wanted.night ?? english('not known'),
    candidate: candidate.night ?? english('not known'),
    verdict: apart === null ? 'unknown' : 'matched',
    note:
      apart === null
        ? (silence(wanted.night === null, candidate.night === null) ?? english('not a date'))
        : apartText(apart),
  };
}

function apartText(apart: number): string {
  if (apart === 0) return english('the same night');
  return `${nights(Math.abs(apart))} ${apart > 0 ? 'later' : 'earlier'}`;
}
