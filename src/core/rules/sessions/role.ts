/** In which roles a session may serve without a word of the user. */
import type { LinkKind, Session } from '../../base/session';

/**
 * Sessions of the role's own type, and darks as flat-darks: most capture programs have no other name for
 * these than DARK (INDI's FRAME, ASIAIR, N.I.N.A. since its DARKFLAT). They are told by their exposure, which
 * has to be known and that of the flats.
 */
export function mayServe(kind: LinkKind, session: Session): boolean {
  return (
    session.type === kind || (kind === 'flatDark' && session.type === 'dark' && session.exposure !== null)
  );
}

/** Whether a session would serve under another name than its own. */
export function standsIn(kind: LinkKind, session: Session): boolean {
  return session.type !== kind;
}
