/** Types of calibration frames → their sessions, masters among them → frames. */
import type { FrameType, Session } from '../core/model';
import { ArchiveTree, listingKey } from './archiveTree';
import type { Fetch } from './listing';
import { sessionNode, type ArchiveNode, type TypeNode } from './nodes';

const TYPES: readonly FrameType[] = ['bias', 'dark', 'flat', 'flatDark'];

export class CalibrationsTree extends ArchiveTree {
  protected override async roots(): Promise<ArchiveNode[]> {
    const nodes = await Promise.all(TYPES.map((type) => this.#typeNode(type)));
    return nodes.filter((node) => node.sessions > 0);
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind === 'session') return this.framesOf(node);
    if (node.kind !== 'type') return [];
    return this.list(node, this.#fetch(node.type), (sessions) =>
      sessions.map((session) => sessionNode(session, node)),
    );
  }

  /** Loading the first page to count it costs nothing: it is the page that the open branch shows. */
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
