/** Objects of the sky → their light sessions → frames. */
import { ArchiveTree } from './archiveTree';
import { objectNode, sessionNode, type ArchiveNode } from './nodes';

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
    if (node.kind !== 'object') return [];
    const { object } = node.summary;
    return this.list(
      node,
      (page) => this.archive.sessions({ ...page, kind: 'light', object }),
      (sessions) => sessions.map((session) => sessionNode(session, node)),
    );
  }
}
