/** Stands in for the identity of an archive until one is kept with it. */
import type { Identity } from './identity';

/** Every archive counts as the one that its journals belong to. */
export function placeholderIdentity(): Identity {
  return { id: '0'.repeat(32), isHome: true };
}
