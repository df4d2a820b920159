/** The user's own links, in words: what was decided, and what speaks against it. */
import { LINK_KINDS, type Candidate, type LinkKind, type ManualLink, type Session } from '../model';
import { canServe, type ManualLinks } from './match';

/** The kinds of links of a session that the user has decided on; `candidates` are those of `explainSession`. */
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

const NONE: ManualLink = { target: null, state: 'none', text: 'none, by hand' };

function decided(
  target: string,
  kind: LinkKind,
  found: Session | undefined,
  candidates: readonly Candidate[],
): ManualLink {
  if (!canServe(kind, found)) {
    const why = found === undefined ? 'which is not in the archive' : 'which cannot serve here';
    return {
      target,
      state: 'absent',
      text: `${target} was chosen by hand, ${why}; until it is the archive chooses`,
    };
  }
  const chosen = candidates.find(({ candidate }) => candidate === target);
  const failed = (chosen?.criteria ?? []).filter(({ verdict }) => verdict === 'failed');
  if (failed.length === 0) return { target, state: 'fits', text: 'chosen by hand' };
  const names = failed.map(({ name }) => name);
  const list = [names.slice(0, -1).join(', '), ...names.slice(-1)]
    .filter((part) => part !== '')
    .join(' and ');
  return {
    target,
    state: 'failed',
    text: `chosen by hand, although ${list} ${failed.length === 1 ? 'does' : 'do'} not match`,
  };
}
