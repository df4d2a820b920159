/** Frames that are doubtful or in no other view, by reason. The view is hidden if there are none. */
import { type ArchivedFrame, FRAME_PROBLEMS, type FrameProblem } from '../core/base/archivedFrame';
import { ArchiveTree, listingKey } from './archiveTree';
import type { Fetch } from './listing';
import type { ArchiveNode, FrameNode, ReasonNode } from './nodes';

export class ProblemsTree extends ArchiveTree {
  /** Returns true if there is anything to show; requests at most one frame per reason. */
  async any(): Promise<boolean> {
    for (const problem of FRAME_PROBLEMS) {
      const { items } = await this.archive.frames({ problem, limit: 1 });
      if (items.length > 0) return true;
    }
    return false;
  }

  protected override async roots(): Promise<ArchiveNode[]> {
    const nodes = await Promise.all(FRAME_PROBLEMS.map((reason) => this.#reasonNode(reason)));
    return nodes.filter((node) => node.frameCount > 0);
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind !== 'reason') return [];
    return this.list(node, this.#fetch(node.reason), (frames) =>
      frames.map((frame) => problemFrame(frame, node)),
    );
  }

  /** Counts the first page, which the open branch shows as well. */
  async #reasonNode(reason: FrameProblem): Promise<ReasonNode> {
    const node = { kind: 'reason', id: `reason:${reason}`, parent: undefined, reason } as const;
    const listing = this.listing(listingKey({ ...node, frameCount: 0, open: true }), this.#fetch(reason));
    const frames = await listing.load();
    return { ...node, frameCount: frames.length, open: !listing.complete };
  }

  #fetch(problem: FrameProblem): Fetch<ArchivedFrame> {
    return (page) => this.archive.frames({ ...page, problem });
  }
}

/** A frame is listed below each of its reasons, so its id alone would not be unique. */
function problemFrame(frame: ArchivedFrame, parent: ReasonNode): FrameNode {
  return { kind: 'frame', id: `${parent.id}/frame:${frame.id}`, parent, frame };
}
