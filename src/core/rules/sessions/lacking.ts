/** What a session lacks, and whether it needs the user's eye. Pure. */
import type { Master } from '../../base/master';
import type { LinkKind, Session } from '../../base/session';

/**
 * The calibrations that a light session should have but lacks: dark and flat, unless the user wants none. A bias
 * is not missing, because darks contain it; nor is a flat-dark, because a bias can replace it.
 */
export function lackingLinks({ type, processing, links, unwanted = [] }: Session): LinkKind[] {
  if (type !== 'light' || processing !== null) return [];
  return (['dark', 'flat'] as const).filter((kind) => links[kind] === null && !unwanted.includes(kind));
}

/** Whether a listed session lacks something, is linked against a criterion, has bad files, or is stale. */
export function needsAttention(session: Session, master?: Master): boolean {
  return (
    lackingLinks(session).length > 0 ||
    session.mismatches !== undefined ||
    session.badFiles !== undefined ||
    master?.stale === true
  );
}
