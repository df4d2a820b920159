/** Which calibration session serves which session, and the user's own word on it. */
import type { Tolerances } from '../../base/matching';
import { LINK_KINDS, type LinkKind, type Links, type Session } from '../../base/session';
import { Chooser, type EarlierLinks } from './chooser';
import { sharedFlats } from './sharedFlats';
import { NO_LINKS } from './summary';

/**
 * What the user decided: by session id and kind the calibration session to use, or null for "none". A kind
 * that is absent is left to the archive, and so is one whose session no longer exists.
 */
export type ManualLinks = ReadonlyMap<string, Readonly<Partial<Record<LinkKind, string | null>>>>;

export const NO_MANUAL_LINKS: ManualLinks = new Map();

/**
 * Whether the session is one that calibration frames are looked for: lights, unless they came calibrated, and
 * flats that are not integrated yet.
 */
export function wantsCalibration(session: Pick<Session, 'type' | 'master' | 'processing'>): boolean {
  return (
    (session.type === 'light' && session.processing === null) || (session.type === 'flat' && !session.master)
  );
}

/**
 * Links every light session and every flat session to the best calibration sessions; the key is the session's
 * id. A flat has a bias and a flat-dark of its own; a light's flat-dark is that of its flat. A manual link
 * wins even where a criterion is failed. A master flat needs neither. Flats that do not say their filter
 * serve lights of one filter alone: where those of several would take them they serve none, and what says its
 * filter is looked for. Cost: linear in the sessions.
 */
export function linkSessions(
  sessions: readonly Session[],
  tolerances: Tolerances,
  manual: ManualLinks = NO_MANUAL_LINKS,
): Map<string, Links> {
  const links = new Map<string, Links>();
  for (const [session, own] of linkEach(sessions, tolerances, manual)) links.set(session.id, own);
  return links;
}

/**
 * What `linkSessions` found, one session after the other, so that the caller can do something else in
 * between.
 */
export function* linkEach(
  sessions: readonly Session[],
  tolerances: Tolerances,
  manual: ManualLinks,
  earlier?: EarlierLinks,
): Generator<readonly [session: Session, links: Links]> {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const chooser = new Chooser(sessions, byId, tolerances, earlier);
  const chosen = (kind: LinkKind, session: Session) =>
    choose(manual, byId, session, kind, () => chooser.best(kind, session));
  const ofFlats = new Map<string, Links>();
  for (const session of sessions) {
    if (session.type !== 'flat' || session.master) continue;
    const [bias, flatDark] = [chosen('bias', session), chosen('flatDark', session)];
    const links = { ...NO_LINKS, bias, flatDark };
    ofFlats.set(session.id, links);
    yield [session, links];
  }
  const lights = sessions.filter((session) => session.type === 'light' && wantsCalibration(session));
  const first = new Map(lights.map((light) => [light.id, chosen('flat', light)]));
  const shared = sharedFlats(lights, ({ id }) => byId.get(first.get(id) ?? '') ?? null);
  const flatFor = (light: Session): string | null => {
    const taken = first.get(light.id) ?? null;
    if (light.filter === null || !shared.has(taken ?? '')) return taken;
    return choose(manual, byId, light, 'flat', () => chooser.bestNamedFlat(light));
  };
  for (const session of lights) {
    const [bias, dark, flat] = [chosen('bias', session), chosen('dark', session), flatFor(session)];
    const ofFlat = flat === null ? null : (byId.get(ofFlats.get(flat)?.flatDark ?? '') ?? null);
    const flatDark = choose(manual, byId, session, 'flatDark', () => ofFlat);
    yield [session, { bias, dark, flat, flatDark }];
  }
}

/** The manual link where there is one that can be followed, else the archive's own choice. */
export function choose(
  manual: ManualLinks,
  byId: ReadonlyMap<string, Session>,
  session: Session,
  kind: LinkKind,
  automatic: () => Session | null,
): string | null {
  const wish = manual.get(session.id)?.[kind];
  if (wish === null) return null;
  if (wish !== undefined && canServe(kind, byId.get(wish))) return wish;
  return automatic()?.id ?? null;
}

/**
 * Whether a user may link this session in this role. Only flats can be flats; frames taken without light may
 * stand in for one another (a bias as darks, say), of which the archive by itself only takes darks for
 * flat-darks (role.ts).
 */
export function canServe(kind: LinkKind, session: Session | undefined): boolean {
  if (session === undefined) return false;
  if (kind === 'flat') return session.type === 'flat';
  return session.type === 'bias' || session.type === 'dark' || session.type === 'flatDark';
}

/**
 * The roles in which a session wants calibration frames: all for lights, bias and flat-dark for raw flats.
 */
export function wantedKinds(session: Session): readonly LinkKind[] {
  if (!wantsCalibration(session)) return [];
  return session.type === 'light' ? LINK_KINDS : ['bias', 'flatDark'];
}
