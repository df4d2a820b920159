/** Links that the user makes by hand, and what follows from them for the links of the archive. */
import type { LinkRequest } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Tolerances } from '../../base/matching';
import type { Log } from '../../base/ports';
import { LINK_KINDS, type LinkKind, type Session } from '../../base/session';
import { canServe, linkSessions, wantedKinds } from '../../rules/sessions/linkSessions';
import { NO_LINKS } from '../../rules/sessions/summary';
import type { Database } from '../../storage/database/database';
import { recordOperation } from '../../storage/database/operations';
import { findSession, type Sessions } from '../../storage/database/sessions';
import { frameTypesText, linkKindText } from '../../text/words';

export interface LinkParts {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly tolerances: Tolerances;
  readonly log: Log;
}

/** What a kind of link becomes: undefined for the archive's own choice, null for none. */
type Wishes = Partial<Record<LinkKind, string | null | undefined>>;

/**
 * Throws `request` for sessions that are not there or cannot serve in that role; one that only fails a
 * criterion is linked, since the user decides. Lights share the flat-darks of their flat, so the links of
 * others may change too.
 */
export async function linkByHand(request: LinkRequest, parts: LinkParts): Promise<Session> {
  const { database, sessions, tolerances, log } = parts;
  const started = new Date().toISOString();
  const session = findSession(parts.sessions, request.session);
  const wishes = wishesOf(session, request, parts);
  const all = sessions.all();
  const manual = new Map(sessions.manualLinks());
  manual.set(session.id, defined({ ...manual.get(session.id), ...wishes }));
  const links = linkSessions(all, tolerances, manual);
  const made = sessions.madeLinks();
  database.write((sqlite) => {
    for (const kind of kindsOf(wishes)) sessions.setManualLink(session.id, kind, wishes[kind]);
    for (const { id } of all) {
      const [before, after] = [made.get(id) ?? NO_LINKS, links.get(id) ?? NO_LINKS];
      for (const kind of LINK_KINDS) {
        if (before[kind] !== after[kind]) sessions.replaceLink(id, kind, after[kind]);
      }
    }
    const summary = { session: session.id, links: wordsOf(wishes) };
    recordOperation(sqlite, { kind: 'link', started, summary });
  });
  await database.flush();
  log.info(`Link ${session.id}: ${JSON.stringify(wordsOf(wishes))}`);
  return findSession(parts.sessions, session.id);
}

function wishesOf(session: Session, { links }: LinkRequest, parts: LinkParts): Wishes {
  const wanted = wantedKinds(session);
  const wishes: Wishes = {};
  for (const kind of LINK_KINDS) {
    const target = links[kind];
    if (target === undefined) continue;
    if (!wanted.includes(kind)) throw unwanted(session, kind, wanted);
    wishes[kind] =
      target === 'automatic'
        ? undefined
        : target === null
          ? null
          : servant(kind, findSession(parts.sessions, target));
  }
  if (kindsOf(wishes).length === 0) {
    throw new ArchiveError('request', english('No link was named'), {
      advice: english('Name one of {0}.', LINK_KINDS.map(linkKindText).join(', ')),
    });
  }
  return wishes;
}

function servant(kind: LinkKind, target: Session): string {
  if (canServe(kind, target)) return target.id;
  throw new ArchiveError(
    'request',
    english('Session {0} cannot serve as {1}', target.id, linkKindText(kind)),
    {
      reason: 'cannot-serve',
      expected:
        kind === 'flat' ? english('a session of flats') : english('a session of darks, flat-darks or biases'),
      got: english('a session of {0}', frameTypesText(target.type)),
      advice: english('See its candidates with explain.'),
    },
  );
}

function unwanted(session: Session, kind: LinkKind, wanted: readonly LinkKind[]): ArchiveError {
  const what = `${session.master ? 'master ' : ''}${frameTypesText(session.type)}`;
  return new ArchiveError(
    'request',
    english('Session {0} is of {1}, which take no {2}', session.id, what, linkKindText(kind)),
    {
      reason: 'takes-no-link',
      advice:
        wanted.length === 0
          ? english('Name a session of lights, or of flats that are not integrated.')
          : english('They take {0}.', wanted.map(linkKindText).join(' and ')),
    },
  );
}

function kindsOf(wishes: Wishes): LinkKind[] {
  return LINK_KINDS.filter((kind) => kind in wishes);
}

function defined(wishes: Wishes): Partial<Record<LinkKind, string | null>> {
  return Object.fromEntries(Object.entries(wishes).filter(([, target]) => target !== undefined));
}

/** For the history: `{ dark: '8c1f03b2a9d4', flat: 'none', bias: 'automatic' }`. */
function wordsOf(wishes: Wishes): Record<string, string> {
  return Object.fromEntries(
    kindsOf(wishes).map((kind) => {
      const target = wishes[kind];
      return [kind, target === undefined ? 'automatic' : (target ?? 'none')];
    }),
  );
}
