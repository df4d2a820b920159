/** What all trees share: paging, refreshing, parents, and errors shown in place. */
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { hindranceOf } from '../core/base/hindrance';
import type { Log } from '../core/base/ports';
import { treeItem } from './items';
import { type Fetch, TreeListing } from './listing';
import { type ArchiveNode, frameNode, type MoreNode, resultNode, type SessionNode } from './nodes';

/** Returns the tooltip of an item, on demand. */
export type Describe = (
  node: ArchiveNode,
  token: vscode.CancellationToken,
) => Promise<vscode.MarkdownString | undefined>;

/** The requests that the trees use. */
export type TreeRequests = Pick<Archive, 'objects' | 'sessions' | 'frames' | 'results' | 'stats' | 'masters'>;

/** At most this many results are listed below one node. */
const MOST_RESULTS = 50;

export abstract class ArchiveTree implements vscode.TreeDataProvider<ArchiveNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ArchiveNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #listings = new Map<string, TreeListing<unknown>>();
  /** The number of rows that each branch showed before the last refresh. */
  #wanted = new Map<string, number>();

  readonly #log: Log;
  readonly #describe: Describe;

  constructor(
    /** Id of the view: `astroArchive.objects`. */
    readonly view: string,
    protected readonly archive: TreeRequests,
    log: Log,
    describe: Describe,
  ) {
    this.#log = log;
    this.#describe = describe;
  }

  protected abstract roots(): Promise<ArchiveNode[]>;
  protected abstract childrenOf(node: ArchiveNode): Promise<ArchiveNode[]>;

  async getChildren(node?: ArchiveNode): Promise<ArchiveNode[]> {
    try {
      return await (node === undefined ? this.roots() : this.childrenOf(node));
    } catch (error) {
      const message = messageOf(error);
      // The view is empty then, and its welcome text says what to do.
      if (node === undefined && hindranceOf(error) !== null) {
        this.#log.warn(`${this.view}: ${message}`);
        return [];
      }
      this.#log.error(`${this.view} ${node?.id ?? ''}: ${message}`);
      return [{ kind: 'problem', id: `${node?.id ?? ''}/problem`, parent: node, message }];
    }
  }

  getParent(node: ArchiveNode): ArchiveNode | undefined {
    return node.parent;
  }

  getTreeItem(node: ArchiveNode): vscode.TreeItem {
    return treeItem(node);
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: ArchiveNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    try {
      const text = await this.#describe(node, token);
      if (text !== undefined && !token.isCancellationRequested) item.tooltip = text;
    } catch (error) {
      item.tooltip = messageOf(error);
    }
    return item;
  }

  /** Loads everything again; branches show as many rows as before. */
  refresh(): void {
    this.#wanted = new Map([...this.#listings].map(([key, listing]) => [key, listing.wanted]));
    this.#listings = new Map();
    this.#changed.fire(undefined);
  }

  /** Loads the next page of the listing that ends with this node. */
  more(node: MoreNode): void {
    this.#listings.get(listingKey(node.parent))?.wantMore();
    this.#changed.fire(node.parent);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Loads the rows below `parent`. If there are more, the list ends with a node that loads them. */
  protected async list<T>(
    parent: ArchiveNode | undefined,
    fetch: Fetch<T>,
    toNodes: (rows: readonly T[]) => ArchiveNode[],
  ): Promise<ArchiveNode[]> {
    const listing = this.listing(listingKey(parent), fetch);
    const rows = await listing.load();
    const nodes = toNodes(rows);
    if (!listing.complete) {
      const id = `${parent?.id ?? ''}/more`;
      nodes.push({ kind: 'more', id, parent, view: this.view, shown: rows.length });
    }
    return nodes;
  }

  protected listing<T>(key: string, fetch: Fetch<T>): TreeListing<T> {
    const known = this.#listings.get(key);
    // A key always stands for the same request, so the rows have the caller's type.
    if (known) return known as TreeListing<T>;
    const made = new TreeListing(fetch, this.#wanted.get(key));
    this.#listings.set(key, made);
    return made;
  }

  /** Results of a light session, then its frames. */
  protected async framesOf(node: SessionNode): Promise<ArchiveNode[]> {
    const { id, type } = node.session;
    const results = type === 'light' ? await this.resultsOf(node, { session: id }) : [];
    const frames = await this.list(
      node,
      (page) => this.archive.frames({ ...page, session: id }),
      (rows) => rows.map((frame) => frameNode(frame, node)),
    );
    return [...results, ...frames];
  }

  /** The newest results; older ones are available on the command line. */
  protected async resultsOf(
    node: ArchiveNode,
    query: { readonly session?: string; readonly object?: string | null },
  ): Promise<ArchiveNode[]> {
    const { items } = await this.archive.results({ ...query, limit: MOST_RESULTS });
    return items.map((result) => resultNode(result, node));
  }
}

export function listingKey(parent: ArchiveNode | undefined): string {
  return parent?.id ?? '';
}
