/** The views in the activity bar, and the events that refresh them. */
import * as vscode from 'vscode';
import type { Archive, ArchiveChange } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import type { EngineClient } from '../engine/client';
import type { ArchiveTree } from './archiveTree';
import { CalibrationsTree } from './calibrations';
import { DragAndDrop } from './dragAndDrop';
import { isMoreNode } from './moreArgument';
import { ObjectsTree } from './objects';
import { problemBadge } from './problemBadge';
import { ProblemsTree } from './problems';
import { SessionsTree } from './sessions';
import { type HeaderMarkdown, tooltips } from './tooltips';

/**
 * Changes within this time share one refresh, so that the views do not flicker during a long registration.
 */
const REFRESH_EVERY_MS = 500;

export interface TreeArchive extends Archive, Pick<EngineClient, 'thumbnail'> {
  readonly isOpen: boolean;
  onDidChange(listener: (change: ArchiveChange) => void): { dispose(): void };
}

export interface Trees extends vscode.Disposable {
  refresh(): void;
}

export function registerTrees(archive: TreeArchive, log: Log, headerMarkdown: HeaderMarkdown): Trees {
  const describe = tooltips(archive, headerMarkdown, log);
  const problems = new ProblemsTree('astroArchive.problems', archive, log, describe);
  const trees: readonly ArchiveTree[] = [
    new ObjectsTree('astroArchive.objects', archive, log, describe),
    new SessionsTree('astroArchive.sessions', archive, log, describe),
    new CalibrationsTree('astroArchive.calibrations', archive, log, describe),
    problems,
  ];
  const dragAndDrop = new DragAndDrop();
  const viewOf = (treeDataProvider: ArchiveTree) =>
    vscode.window.createTreeView(treeDataProvider.view, {
      treeDataProvider,
      canSelectMany: true,
      dragAndDropController: dragAndDrop,
      showCollapseAll: true,
    });
  const problemsView = viewOf(problems);
  const views = [...trees.filter((tree) => tree !== problems).map(viewOf), problemsView];
  // Do not open the archive only to ask for problems: a change of settings closes it.
  const isLookedAt = () => archive.isOpen || views.some(({ visible }) => visible);
  const offer = async () => {
    if (isLookedAt()) await offerProblems(problems, problemsView, log);
  };
  const refresh = () => {
    trees.forEach((tree) => tree.refresh());
    void offer();
  };
  const soon = coalesced(refresh);
  const more = vscode.commands.registerCommand('astroArchive._more', (node: unknown) => {
    if (isMoreNode(node)) trees.find((tree) => tree.view === node.view)?.more(node);
  });
  const disposables = vscode.Disposable.from(
    ...views,
    ...views.map((view) => view.onDidChangeVisibility(({ visible }) => visible && void offer())),
    ...trees,
    more,
    soon,
    archive.onDidChange(() => soon.call()),
  );
  return { refresh, dispose: () => void disposables.dispose() };
}

/** Shows the Problems view if there are problems, and their number on it and on the activity bar. */
async function offerProblems(
  problems: ProblemsTree,
  view: Pick<vscode.TreeView<unknown>, 'badge'>,
  log: Log,
): Promise<void> {
  try {
    const counts = await problems.counts();
    const some = Object.values(counts).some((count) => count > 0);
    view.badge = problemBadge(counts);
    await vscode.commands.executeCommand('setContext', 'astroArchive.hasProblems', some);
  } catch (error) {
    log.warn(`astroArchive.problems: ${messageOf(error)}`);
  }
}

/**
 * Calls `work` once at the end of the interval, for all calls within it. Unlike `coalesce` it waits first,
 * so that rows which come one by one do not make the tree jump.
 */
function coalesced(work: () => void): { call(): void; dispose(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    call() {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, REFRESH_EVERY_MS);
    },
    dispose: () => clearTimeout(timer),
  };
}
