/** Flats that do not say their filter, and must not serve two of them as one master. Pure. */
import type { Session } from '../../base/session';
import { foldName } from '../names/fold';

/**
 * Those that lights behind several filters would take: id of the flat session to the filters, folded, in the
 * order of the alphabet. `flatOf` says which flats a light session takes, null for none. Lights without a
 * filter count for none.
 */
export function sharedFlats(
  lights: Iterable<Session>,
  flatOf: (light: Session) => Session | null,
): Map<string, readonly string[]> {
  const filters = new Map<string, Set<string>>();
  for (const light of lights) {
    const filter = foldName(light.filter);
    const flat = filter === null ? null : flatOf(light);
    if (filter === null || flat === null || flat.filter !== null) continue;
    const known = filters.get(flat.id);
    if (known) known.add(filter);
    else filters.set(flat.id, new Set([filter]));
  }
  return new Map([...filters].flatMap(([id, of]) => (of.size < 2 ? [] : [[id, [...of].sort()] as const])));
}
