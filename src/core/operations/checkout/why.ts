/** Why a calibration session was linked, in one line for the head of a script. Pure. */
import type { Criterion, Tolerances } from '../../base/matching';
import { type LinkKind, type Session, LINK_KINDS } from '../../base/session';
import type { ManualLinks } from '../../rules/sessions/match';
import { criteriaOf } from '../../rules/sessions/explain';

/** Criteria whose distance decided between candidates. */
const TOLD = new Set(['temperature', 'exposure', 'rotator', 'focal length', 'night']);

/** `as linked by hand; temperature 0.1 °C apart; night the same night; gain, offset matched`. */
export function whyText(criteria: readonly Criterion[], manual: boolean): string {
  const told = criteria.filter(({ name, verdict }) => verdict === 'matched' && TOLD.has(name));
  const names = (verdict: Criterion['verdict']) =>
    criteria.filter((each) => each.verdict === verdict && !told.includes(each)).map(({ name }) => name);
  const list = (title: string, found: readonly string[]) =>
    found.length === 0 ? [] : [`${title} ${found.join(', ')}`];
  return [
    ...(manual ? ['linked by hand'] : []),
    ...told.map(({ name, note }) => (name === 'night' ? note : `${name} ${note}`)),
    ...list('the same', names('matched')),
    ...list('another', names('differs')),
    ...list('not known:', names('unknown')),
    ...list('differing:', names('failed')),
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
