/** What no other view shows or what is doubtful, by reason → frames. The view is there only while there are any. */
import { FRAME_PROBLEMS, type FrameProblem, type ArchivedFrame } from '../core/base/archivedFrame';
import { ArchiveTree, listingKey } from './archiveTree';
import type { Fetch } from './listing';
import type { ArchiveNode, FrameNode, ReasonNode } from './nodes';

export class ProblemsTree extends ArchiveTree {
  /** Whether there is anything to show; asks for one frame of each reason at most. */
  async any(): Promise<boolean> {
    for (const problem of FRAME_PROBLEMS) {
      const { items } = await this.archive.frames({ problem, limit: 1 });
      if (items.length > 0) return true;
    }
    return false;
  }

  protected override async roots(): Promise<ArchiveNode[]> {
    const nodes = await Promise.all(FRAME_PROBLEMS.map((reason) => this.#reasonNode(reason)));
    return nodes.filter((node) => node.frames > 0);
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind !== 'reason') return [];
    return this.list(node, this.#fetch(node.reason), (frames) =>
      frames.map((frame) => problemFrame(frame, node)),
    );
  }

  /** The page that counts the frames is the one that the open branch shows. */
  async #reasonNode(reason: FrameProblem): Promise<ReasonNode> {
    const node = { kind: 'reason', id: `reason:${reason}`, parent: undefined, reason } as const;
    const listing = this.listing(listingKey({ ...node, frames: 0, open: true }), this.#fetch(reason));
    const frames = await listing.load();
    return { ...node, frames: frames.length, open: !listing.complete };
  }

  #fetch(problem: FrameProblem): Fetch<ArchivedFrame> {
    return (page) => this.archive.frames({ ...page, problem });
  }
}

/** A frame stands below every reason that it gives, so its id alone would not be unique. */
function problemFrame(frame: ArchivedFrame, parent: ReasonNode): FrameNode {
  return { kind: 'frame', id: `${parent.id}/frame:${frame.id}`, parent, frame };
}
