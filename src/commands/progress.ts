/** Long work shown in a notification, with what is being done, how far it is, time left, and a cancel. */
import * as vscode from 'vscode';
import type { Context } from '../core/base/ports';
import { barOf } from './progressBar';

/** Runs `work` under a cancellable notification. `part(from, to)` gives the context of one of its parts. */
export async function withProgress<T>(
  title: string,
  work: (part: (from?: number, to?: number) => Context) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (bar, cancel) => work((from, to) => ({ progress: barOf(bar, from, to), cancel })),
  );
}
