/** The target of a command: tree items, files of the explorer, or nothing. */
import * as vscode from 'vscode';
import type { Archive, ObjectSummary, StackedResult } from '../core/api/archive';
import type { ArchivedFrame, FrameProblem } from '../core/base/archivedFrame';
import type { Session } from '../core/base/session';
import { allSessions } from './allSessions';
import { argumentOf, targetArgument } from './arguments';

/** The parts of a tree node that commands use. */
export type CommandTarget =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'object'; readonly summary: ObjectSummary }
  | { readonly kind: 'night'; readonly sessions: readonly Session[] }
  | { readonly kind: 'reason'; readonly reason: FrameProblem }
  | { readonly kind: 'frame'; readonly frame: ArchivedFrame }
  | { readonly kind: 'result'; readonly result: StackedResult };

/**
 * The items whose menu was opened. VS Code passes the item, then the whole selection if the item belongs to
 * it.
 */
export function targetsOf(args: readonly unknown[]): CommandTarget[] {
  const [item, selection] = args;
  const list: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [item];
  return list.filter(isTarget);
}

function isTarget(value: unknown): value is CommandTarget {
  return argumentOf(targetArgument, value) !== undefined;
}

/** The light sessions of the items, without duplicates; an object stands for all its sessions. */
export async function lightSessionsOf(
  archive: Pick<Archive, 'sessions'>,
  targets: readonly CommandTarget[],
): Promise<Session[]> {
  const found = new Map<string, Session>();
  for (const target of targets) {
    for (const session of await sessionsOf(archive, target)) {
      if (session.type === 'light') found.set(session.id, session);
    }
  }
  return [...found.values()];
}

async function sessionsOf(
  archive: Pick<Archive, 'sessions'>,
  target: CommandTarget,
): Promise<readonly Session[]> {
  switch (target.kind) {
    case 'session':
      return [target.session];
    case 'night':
      return target.sessions;
    case 'object':
      return allSessions(archive, { kind: 'light', object: target.summary.object });
    case 'reason':
    case 'frame':
    case 'result':
      return [];
  }
}

/** The absolute path of an item's or explorer entry's file; undefined if it has none. */
export function fileOf(arg: unknown): string | undefined {
  if (arg instanceof vscode.Uri) return arg.scheme === 'file' ? arg.fsPath : undefined;
  const [target] = targetsOf([arg]);
  if (target?.kind === 'result') return target.result.path;
  return target?.kind === 'frame' ? target.frame.path : undefined;
}
