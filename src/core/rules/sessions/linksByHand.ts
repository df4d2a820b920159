/** The user's own links, in words: what was decided, and what speaks against it. */
import { english } from '../../base/english';
import type { Candidate, ManualLink, Tolerances } from '../../base/matching';
import { LINK_KINDS, type LinkKind, type Session } from '../../base/session';
import { failedRequirements } from './criteria';
import { canServe, type ManualLinks } from './linkSessions';

/**
 * The kinds of links of a session that the user has decided on; `candidates` are those of `explainSession`.
 */
export function byHand(
  session: Session,
  sessions: readonly Session[],
  manual: ManualLinks,
  candidates: Readonly<Record<LinkKind, readonly Candidate[]>>,
): Partial<Record<LinkKind, ManualLink>> {
  const wishes = manual.get(session.id);
  const result: Partial<Record<LinkKind, ManualLink>> = {};
  for (const kind of LINK_KINDS) {
    const target = wishes?.[kind];
    if (target === undefined) continue;
    const found = sessions.find(({ id }) => id === target);
    result[kind] = target === null ? NONE : decided(target, kind, found, candidates[kind]);
  }
  return result;
}

const NONE: ManualLink = { target: null, state: 'none', text: english('none, by hand') };

function decided(
  target: string,
  kind: LinkKind,
  found: Session | undefined,
  candidates: readonly Candidate[],
): ManualLink {
  if (!canServe(kind, found)) {
    const text =
      found === undefined
        ? english(
            '{0} was chosen by hand, which is not in the archive; until it is the archive chooses',
            target,
          )
        : english('{0} was chosen by hand, which cannot serve here; until it is the archive chooses', target);
    return { target, state: 'absent', text };
  }
  const chosen = candidates.find(({ candidate }) => candidate === target);
  const failed = (chosen?.criteria ?? []).filter(({ verdict }) => verdict === 'failed');
  if (failed.length === 0) return { target, state: 'fits', text: english('chosen by hand') };
  return { target, state: 'failed', text: mismatchText(failed.map(({ name }) => name)) };
}

/** `chosen by hand, although exposure and gain do not match`. */
function mismatchText(names: readonly string[]): string {
  const [last = '', before] = [names.at(-1), names.slice(0, -1).join(', ')];
  return before === ''
    ? english('chosen by hand, although {0} does not match', last)
    : english('chosen by hand, although {0} and {1} do not match', before, last);
}

/**
 * The links of a session that were made by hand against a criterion, with the names of those; undefined where
 * there are none. `find` gives a session by its id. A light's flat-darks are compared with its flat, as in
 * `explainSession`.
 */
export function mismatchesOf(
  session: Session,
  wishes: Readonly<Partial<Record<LinkKind, string | null>>>,
  find: (id: string) => Session | undefined,
  tolerances: Tolerances,
): Session['mismatches'] {
  const mismatches: Partial<Record<LinkKind, readonly string[]>> = {};
  for (const kind of LINK_KINDS) {
    const target = wishes[kind];
    const found = typeof target === 'string' && session.links[kind] === target ? find(target) : undefined;
    if (!found) continue;
    const failed = failedRequirements(kind, comparedWith(kind, session, find), found, tolerances);
    if (failed.length > 0) mismatches[kind] = failed;
  }
  return Object.keys(mismatches).length === 0 ? undefined : mismatches;
}

function comparedWith(kind: LinkKind, session: Session, find: (id: string) => Session | undefined): Session {
  if (kind !== 'flatDark' || session.type !== 'light' || session.links.flat === null) return session;
  const flat = find(session.links.flat);
  return flat?.type === 'flat' && !flat.master ? flat : session;
}
