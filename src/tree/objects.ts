/** Objects → their results and stacks, light sessions → results, frames; then their processed frames. */
import type { ObjectSummary } from '../core/api/archive';
import type { ArchivedFrame } from '../core/base/archivedFrame';
import type { Session } from '../core/base/session';
import { needsAttention } from '../core/rules/sessions/lacking';
import { compareLights } from '../core/rules/sessions/listOrder';
import { fileLabels } from '../core/text/itemLabels';
import { ArchiveTree, listingKey } from './archiveTree';
import type { Fetch } from './listing';
import { type ArchiveNode, frameNodes, objectNode, type ProcessedNode, sessionNodes } from './nodes';

export class ObjectsTree extends ArchiveTree {
  protected override roots(): Promise<ArchiveNode[]> {
    return this.list(
      undefined,
      (page) => this.archive.objects(page),
      (objects) => [...objects].sort(badFilesFirst).map(objectNode),
    );
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind === 'session') return this.framesOf(node);
    if (node.kind === 'processed') {
      return this.list(node, this.#processed(node.object), (frames) => frameNodes(frames, node));
    }
    if (node.kind !== 'object') return [];
    const { object } = node.summary;
    const results = await this.resultsOf(node, { object });
    const stacks = await this.#stacksOf(node, object);
    const sessions = await this.list(
      node,
      (page) => this.archive.sessions({ ...page, kind: 'light', object }),
      (rows) => sessionNodes(inOrder(rows), node, 'object'),
    );
    const processed = await this.#processedNode(node, object);
    return [...results, ...stacks, ...sessions, ...(processed.frameCount > 0 ? [processed] : [])];
  }

  /** Integrated lights that other programs have made, as many as one request returns. */
  async #stacksOf(parent: ArchiveNode, object: string | null): Promise<ArchiveNode[]> {
    const { items } = await this.archive.frames({ stacksOf: object });
    const labels = fileLabels(items);
    return items.map((frame, row) => ({
      kind: 'frame',
      id: `${parent.id}/frame:${frame.id}`,
      parent,
      frame,
      label: labels[row] ?? '',
    }));
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

/** Objects with damaged or missing files, then all others by name, as the archive lists them. */
function badFilesFirst(a: ObjectSummary, b: ObjectSummary): number {
  return Number(hasBadFiles(b)) - Number(hasBadFiles(a));
}

const hasBadFiles = ({ troubles }: ObjectSummary): boolean =>
  troubles !== undefined && troubles.damaged + troubles.missing > 0;

/** What needs the user's eye first, then the newest night. */
function inOrder(sessions: readonly Session[]): Session[] {
  const isFine = (session: Session) => Number(!needsAttention(session));
  return [...sessions].sort((a, b) => isFine(a) - isFine(b) || compareLights(a, b));
}
