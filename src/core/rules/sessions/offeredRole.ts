/** The role in which calibration frames are offered to a session that the user names. Pure. */
import { LINK_KINDS, type LinkKind, type Session } from '../../base/session';
import { wantedKinds } from './linkSessions';
import { mayServe } from './role';

/**
 * The role of its own type, else one in which it may stand in: darks are the flat-darks of raw flats. Null where
 * the session has no use for it: flats for flats, anything for a master or for lights that came calibrated.
 */
export function offeredRole(wanting: Session, offered: Session): LinkKind | null {
  const kinds = wantedKinds(wanting);
  return (
    kinds.find((kind) => kind === offered.type) ??
    LINK_KINDS.find((kind) => kinds.includes(kind) && wanting.type !== 'light' && mayServe(kind, offered)) ??
    null
  );
}
