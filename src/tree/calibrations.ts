/** Missing sets by rig; then types of calibration frames → their sessions, including masters → frames. */
import type { Page } from '../core/api/archive';
import type { FrameType } from '../core/base/frame';
import type { Master } from '../core/base/master';
import type { Session } from '../core/base/session';
import { shoppingList } from '../core/text/shoppingList';
import { ArchiveTree, listingKey } from './archiveTree';
import type { Fetch } from './listing';
import { type ArchiveNode, type MissingNode, type MissingRigNode, sessionNode, type TypeNode } from './nodes';

const TYPES: readonly FrameType[] = ['bias', 'dark', 'flat', 'flatDark'];

export class CalibrationsTree extends ArchiveTree {
  protected override async roots(): Promise<ArchiveNode[]> {
    const [missing, ...nodes] = await Promise.all([
      this.#missingNode(),
      ...TYPES.map((type) => this.#typeNode(type)),
    ]);
    return [...(missing.lists.length > 0 ? [missing] : []), ...nodes.filter((node) => node.sessions > 0)];
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind === 'session') return this.framesOf(node);
    if (node.kind === 'missing') {
      return node.lists.map((list) => ({ kind: 'missingRig', id: `rig:${list.rig}`, parent: node, ...list }));
    }
    if (node.kind === 'missingRig') return setNodes(node);
    if (node.kind !== 'type') return [];
    const masters = await this.#masters();
    return this.list(node, this.#fetch(node.type), (sessions) =>
      sessions.map((session) => sessionNode(session, node, masters.get(session.id))),
    );
  }

  /** Masters by session id. The engine caches them, so asking again is cheap. */
  async #masters(): Promise<ReadonlyMap<string, Master>> {
    const masters = new Map<string, Master>();
    for (let from: number | null = 0; from !== null;) {
      const page: Page<Master> = await this.archive.masters({ from });
      for (const master of page.items) masters.set(master.id, master);
      from = page.next;
    }
    return masters;
  }

  async #missingNode(): Promise<MissingNode> {
    const { missing } = await this.archive.stats({ fresh: false });
    return { kind: 'missing', id: 'missing', parent: undefined, lists: shoppingList(missing) };
  }

  /** Counts the first page, which the open branch shows as well. */
  async #typeNode(type: FrameType): Promise<TypeNode> {
    const node = { kind: 'type', id: `type:${type}`, parent: undefined, type } as const;
    const listing = this.listing(listingKey({ ...node, sessions: 0, open: true }), this.#fetch(type));
    const sessions = await listing.load();
    return { ...node, sessions: sessions.length, open: !listing.complete };
  }

  #fetch(type: FrameType): Fetch<Session> {
    return (page) => this.archive.sessions({ ...page, type });
  }
}

function setNodes(parent: MissingRigNode): ArchiveNode[] {
  return parent.sets.map((set) => ({
    kind: 'missingSet',
    id: `set:${parent.rig}:${set.text}`,
    parent,
    rig: parent.rig,
    set,
  }));
}
