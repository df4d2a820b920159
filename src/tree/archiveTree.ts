/** What all trees share: paging, refreshing, parents, and errors shown in place. */
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import type { ArchivedFrame } from '../core/base/archivedFrame';
import { messageOf } from '../core/base/errors';
import { hindranceOf } from '../core/base/hindrance';
import type { Log } from '../core/base/ports';
import { lackingLinks } from '../core/rules/sessions/lacking';
import { shoppingList } from '../core/text/shoppingList';
import { treeItem } from './items';
import { type Fetch, TreeListing } from './listing';
import {
  type ArchiveNode,
  frameNodes,
  missingSetNodes,
  type MoreNode,
  resultNodes,
  type SessionNode,
} from './nodes';

/** Returns the tooltip of an item, on demand. */
export type Describe = (
  node: ArchiveNode,
  token: vscode.CancellationToken,
) => Promise<vscode.MarkdownString | undefined>;

/** The requests that the trees use. */
export type TreeRequests = Pick<
  Archive,
  'objects' | 'cameras' | 'sessions' | 'frames' | 'problems' | 'results' | 'stats' | 'masters'
>;

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

  /** What is wrong with a session, its results, then its frames; frames without a whole file first. */
  protected async framesOf(node: SessionNode): Promise<ArchiveNode[]> {
    const { id, type } = node.session;
    const results = type === 'light' ? await this.resultsOf(node, { session: id }) : [];
    const missing = type === 'light' ? await this.#missingFor(node) : [];
    const bad = await this.#badFramesOf(node);
    const known = new Set(bad.map((frame) => frame.id));
    const frames = await this.list(
      node,
      (page) => this.archive.frames({ ...page, session: id }),
      (rows) => frameNodes([...bad, ...rows.filter((frame) => !known.has(frame.id))], node),
    );
    return [...missing, ...results, ...frames];
  }

  /** At most as many as one request returns. */
  async #badFramesOf({ session: { id, badFiles } }: SessionNode): Promise<ArchivedFrame[]> {
    if (badFiles === undefined) return [];
    const found = new Map<number, ArchivedFrame>();
    for (const problem of ['damaged', 'missing'] as const) {
      if (badFiles[problem] === 0) continue;
      const { items } = await this.archive.frames({ session: id, problem });
      for (const frame of items) found.set(frame.id, frame);
    }
    return [...found.values()];
  }

  /** The sets that a light session waits for. */
  async #missingFor(node: SessionNode): Promise<ArchiveNode[]> {
    if (lackingLinks(node.session).length === 0) return [];
    const { missing } = await this.archive.stats({ fresh: false });
    const own = missing.filter(({ sessions }) => sessions.includes(node.session.id));
    return missingSetNodes(shoppingList(own), node);
  }

  /** The newest results, those without a file first; older ones are available on the command line. */
  protected async resultsOf(
    node: ArchiveNode,
    query: { readonly session?: string; readonly object?: string | null },
  ): Promise<ArchiveNode[]> {
    const { items } = await this.archive.results({ ...query, limit: MOST_RESULTS });
    return resultNodes(
      [...items].sort((a, b) => Number(a.exists) - Number(b.exists)),
      node,
    );
  }
}

export function listingKey(parent: ArchiveNode | undefined): string {
  return parent?.id ?? '';
}
