/** Objects of the sky → results stacked of them, their light sessions → results, frames. */
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
    const results = await this.resultsOf(node, { object });
    const sessions = await this.list(
      node,
      (page) => this.archive.sessions({ ...page, kind: 'light', object }),
      (rows) => rows.map((session) => sessionNode(session, node)),
    );
    return [...results, ...sessions];
  }
}
