/** Shows long work in a notification with the current step, progress, time left and a cancel button. */
import * as vscode from 'vscode';
import type { Context } from '../core/base/ports';
import { barOf } from './progressBar';

/**
 * Runs `work` with a cancellable notification. `part(from, to)` returns the context for one part of the work,
 * in percent.
 */
export async function withProgress<T>(
  title: string,
  work: (part: (from?: number, to?: number) => Context) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (bar, cancel) => work((from, to) => ({ progress: barOf(bar, from, to), cancel })),
  );
}
