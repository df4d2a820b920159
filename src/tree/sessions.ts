/** Nights, newest first → their light sessions → frames. */
import type { Session } from '../core/base/session';
import { compareLights } from '../core/rules/sessions/listOrder';
import { ArchiveTree } from './archiveTree';
import { type ArchiveNode, type NightNode, sessionNodes } from './nodes';

export class SessionsTree extends ArchiveTree {
  protected override roots(): Promise<ArchiveNode[]> {
    return this.list(undefined, (page) => this.archive.sessions({ ...page, kind: 'light' }), nightsOf);
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind === 'session') return this.framesOf(node);
    if (node.kind !== 'night') return [];
    return sessionNodes([...node.sessions].sort(compareLights), node, 'night');
  }
}

/** Sessions by night, newest first, sessions without a date last; keeps the order within a night. */
export function nightsOf(sessions: readonly Session[]): NightNode[] {
  const byNight = new Map<string, Session[]>();
  for (const session of sessions) {
    const night = session.night ?? '';
    const known = byNight.get(night);
    if (known) known.push(session);
    else byNight.set(night, [session]);
  }
  const nights = [...byNight].sort(([a], [b]) => (a < b ? 1 : -1));
  return nights.map(([night, members]) => ({
    kind: 'night',
    id: `night:${night}`,
    parent: undefined,
    night: night === '' ? null : night,
    sessions: members,
  }));
}
