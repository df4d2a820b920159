/** Objects → their results, light sessions → results, frames; then their processed frames. */
import type { ArchivedFrame } from '../core/base/archivedFrame';
import { ArchiveTree, listingKey } from './archiveTree';
import type { Fetch } from './listing';
import { type ArchiveNode, frameNode, objectNode, type ProcessedNode, sessionNode } from './nodes';

export class ObjectsTree extends ArchiveTree {
  protected override roots(): Promise<ArchiveNode[]> {
    return this.list(
      undefined,
      (page) => this.archive.objects(page),
      (objects) => objects.map(objectNode),
    );
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind === 'session') return this.framesOf(node);
    if (node.kind === 'processed') {
      return this.list(node, this.#processed(node.object), (frames) =>
        frames.map((frame) => frameNode(frame, node)),
      );
    }
    if (node.kind !== 'object') return [];
    const { object } = node.summary;
    const results = await this.resultsOf(node, { object });
    const sessions = await this.list(
      node,
      (page) => this.archive.sessions({ ...page, kind: 'light', object }),
      (rows) => rows.map((session) => sessionNode(session, node)),
    );
    const processed = await this.#processedNode(node, object);
    return [...results, ...sessions, ...(processed.frameCount > 0 ? [processed] : [])];
  }

  /** Counts the first page, which the open branch shows as well. */
  async #processedNode(parent: ArchiveNode, object: string | null): Promise<ProcessedNode> {
    const node = { kind: 'processed', id: `${parent.id}/processed`, parent, object } as const;
    const listing = this.listing(listingKey({ ...node, frameCount: 0, open: true }), this.#processed(object));
    const frames = await listing.load();
    return { ...node, frameCount: frames.length, open: !listing.complete };
  }

  #processed(object: string | null): Fetch<ArchivedFrame> {
    return (page) => this.archive.frames({ ...page, processedOf: object });
  }
}
