/** Frames that are doubtful or in no other view, by reason. The view is hidden if there are none. */
import type { FrameProblem } from '../core/base/archivedFrame';
import { ArchiveTree } from './archiveTree';
import { type ArchiveNode, problemFrameNodes } from './nodes';

/** The most urgent first; stacks and rejected frames are in order as they are. */
const REASONS = [
  'damaged',
  'missing',
  'unknown',
  'doubtful',
  'stack',
  'rejected',
] as const satisfies readonly FrameProblem[];

export class ProblemsTree extends ArchiveTree {
  /** The number of frames for each reason. */
  counts(): Promise<Readonly<Record<FrameProblem, number>>> {
    return this.archive.problems();
  }

  protected override async roots(): Promise<ArchiveNode[]> {
    const counts = await this.counts();
    return REASONS.filter((reason) => counts[reason] > 0).map((reason) => ({
      kind: 'reason',
      id: `reason:${reason}`,
      parent: undefined,
      reason,
      frameCount: counts[reason],
    }));
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind !== 'reason') return [];
    return this.list(
      node,
      (page) => this.archive.frames({ ...page, problem: node.reason }),
      (frames) => problemFrameNodes(frames, node),
    );
  }
}
