/**
 * What the head of a script says about linked calibration sessions: why they were chosen, and what needs a
 * second look. Pure.
 */
import { english } from '../../base/english';
import type { Criterion, Tolerances } from '../../base/matching';
import { LINK_KINDS, type LinkKind, type Session } from '../../base/session';
import { foldName } from '../../rules/names/fold';
import { OTHER_TELESCOPE, ROW_ORDER } from '../../rules/sessions/criteria';
import { criteriaOf } from '../../rules/sessions/explain';
import type { ManualLinks } from '../../rules/sessions/linkSessions';
import type { Requirement } from '../../rules/sessions/requirement';
import { sharedFlats } from '../../rules/sessions/sharedFlats';
import { criterionText } from '../../text/criteria';
import { frameTypesText } from '../../text/words';
import type { CheckoutSession } from './types';

/**
 * One sentence for each doubt about the frames that a session is calibrated with: `The darks of session … are
 * stored BOTTOM-UP, …`. Flat-darks and the bias of flats are held against these.
 */
export function cautionsOf(wanted: CheckoutSession): string[] {
  const { session, links, flatBias } = wanted;
  const flat = links.flat?.session ?? session;
  const pairs = LINK_KINDS.flatMap((kind): [LinkKind, Session, Session][] => {
    const linked = links[kind]?.session;
    return linked === undefined ? [] : [[kind, kind === 'flatDark' ? flat : session, linked]];
  });
  if (flatBias) pairs.push(['bias', flat, flatBias.session]);
  return [
    ...pairs.flatMap(([kind, served, linked]) => [
      ...rowCaution(kind, served, linked),
      ...telescopeCaution(kind, served, linked),
    ]),
    ...filterCaution(wanted),
  ];
}

/** Flats that do not say which filter they were taken through: used for one, or left out. */
function filterCaution({ session, links, nameless = [] }: CheckoutSession): string[] {
  if (session.filter === null) return [];
  const advice = english(
    'Set FILTER in their headers, or put them into a folder like Flats_{0} and register them again',
    session.filter,
  );
  const flat = links.flat?.session;
  if (flat?.filter === null) {
    return [
      english(
        'The flats {0} do not say their filter and are used for the {1} lights of {2}. {3}.',
        flat.id,
        session.filter,
        session.id,
        advice,
      ),
    ];
  }
  if (flat !== undefined || nameless.length === 0) return [];
  const ids = nameless.map(({ id }) => id).slice(0, MOST_NAMED);
  return [
    english(
      'The flats {0} do not say their filter, and lights of several filters would share them: they are left out of {1}. {2}, or link them by hand.',
      ids.join(', '),
      session.id,
      advice,
    ),
  ];
}

/** A checkout names no more sessions than a person looks up. */
const MOST_NAMED = 3;

/**
 * Sentences about flats without a filter which lights of several filters share, since they were linked so by
 * hand.
 */
export function sharedFlatCautions(sessions: readonly CheckoutSession[]): string[] {
  const flatOf = new Map(sessions.map(({ session, links }) => [session.id, links.flat?.session ?? null]));
  const lights = sessions.map(({ session }) => session);
  const shared = sharedFlats(lights, ({ id }) => flatOf.get(id) ?? null);
  return [...shared.keys()].map((id) => {
    const filters = lights.flatMap((light) => (flatOf.get(light.id)?.id === id ? (light.filter ?? []) : []));
    return english(
      'The flats {0} do not say their filter and are one master for lights of {1}: dust and vignetting are right for one of these at most.',
      id,
      [...new Set(filters)].join(', '),
    );
  });
}

function rowCaution(kind: LinkKind, served: Session, linked: Session): string[] {
  if (!differ(ROW_ORDER, served, linked)) return [];
  const what = `${frameTypesText(kind)} ${linked.id}`;
  return [
    english(
      'The rows of the {0} are stored {1}, those of {2}, which they calibrate, {3}: Siril calibrates row by row as stored, so these lie upside down on each other. Take new ones with the program that took the others, or link none.',
      what,
      linked.rowOrder ?? '',
      served.id,
      served.rowOrder ?? '',
    ),
  ];
}

/** Flats of another telescope are linked by hand alone, with their own warning. */
function telescopeCaution(kind: LinkKind, served: Session, linked: Session): string[] {
  if (kind === 'flat' || !differ(OTHER_TELESCOPE, served, linked)) return [];
  const camera = foldName(served.imager) === foldName(linked.imager) ? (linked.imager ?? 'camera') : 'camera';
  return [
    english(
      'The {0} {1} were taken with the telescope {2}, those of {3}, which they calibrate, with {4}: right where it is the same {5}.',
      frameTypesText(kind),
      linked.id,
      linked.telescope ?? '',
      served.id,
      served.telescope ?? '',
      camera,
    ),
  ];
}

function differ(rule: Requirement, a: Session, b: Session): boolean {
  const [ours, theirs] = [rule.value(a), rule.value(b)];
  return ours !== null && theirs !== null && ours !== theirs;
}

/** Criteria whose distance decided between candidates. */
const TOLD = new Set(['temperature', 'exposure', 'rotator', 'focal length', 'night']);

/** `linked by hand; temperature 0.1 °C apart; the same night; the same camera, gain, offset`. */
export function whyText(criteria: readonly Criterion[], manual: boolean): string {
  const told = criteria.filter(({ name, verdict }) => verdict === 'matched' && TOLD.has(name));
  const names = (verdict: Criterion['verdict']) =>
    criteria
      .filter((each) => each.verdict === verdict && !told.includes(each))
      .map(({ name }) => criterionText(name));
  const list = (text: (names: string) => string, found: readonly string[]) =>
    found.length === 0 ? [] : [text(found.join(', '))];
  return [
    ...(manual ? [english('linked by hand')] : []),
    ...told.map(({ name, note }) => (name === 'night' ? note : `${criterionText(name)} ${note}`)),
    ...list((each) => english('the same {0}', each), names('matched')),
    ...list((each) => english('another {0}', each), names('differs')),
    ...list((each) => english('not known: {0}', each), names('unknown')),
    ...list((each) => english('differing: {0}', each), names('failed')),
  ].join('; ');
}

/** The reasons for each link of a light session; a flat-dark is compared with the flat it serves. */
export function reasons(
  light: Session,
  find: (id: string) => Session | null,
  tolerances: Tolerances,
  manual: ManualLinks,
): Partial<Record<LinkKind, string>> {
  const why: Partial<Record<LinkKind, string>> = {};
  const session = (kind: LinkKind) => {
    const id = light.links[kind];
    return id === null ? null : find(id);
  };
  const flat = session('flat');
  for (const kind of LINK_KINDS) {
    const linked = session(kind);
    if (linked === null) continue;
    const compared = kind === 'flatDark' ? (flat ?? light) : light;
    const byHand = typeof manual.get(light.id)?.[kind] === 'string';
    why[kind] = whyText(criteriaOf(kind, compared, linked, tolerances), byHand);
  }
  return why;
}
