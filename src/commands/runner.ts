/** Runs every command: measures its time, logs it, and shows its error with a button for the log. */
import * as vscode from 'vscode';
import { ArchiveError, messageOf } from '../core/base/errors';
import { durationText } from '../core/text/words';
import type { Handler, Services } from './services';

export interface Command {
  readonly run: Handler;
  /** True for commands that change files or start programs, which an untrusted workspace must not do. */
  readonly needsTrust?: boolean;
}

const SHOW_LOG = vscode.l10n.t('Show log');

/** Registers `command` under `id`. Errors are shown to the user, never passed on to VS Code. */
export function registerGuarded(id: string, command: Command, services: Services): vscode.Disposable {
  return vscode.commands.registerCommand(id, (...args: unknown[]) => run(id, command, services, args));
}

async function run(
  id: string,
  command: Command,
  services: Services,
  args: readonly unknown[],
): Promise<void> {
  const { log } = services;
  const started = performance.now();
  const took = () => durationText((performance.now() - started) / 1000);
  log.debug(`${id}: started`);
  try {
    if (command.needsTrust === true && !vscode.workspace.isTrusted) throw untrusted();
    const summary = await command.run(services, ...args);
    if (summary === undefined) log.debug(`${id}: not carried out, ${took()}`);
    else log.info(`${id}: ${summary}, ${took()}`);
  } catch (error) {
    if (isCancelled(error)) {
      log.info(`${id}: cancelled, ${took()}`);
      return;
    }
    log.error(`${id}: ${messageOf(error)}, after ${took()}`);
    if (error instanceof Error && !(error instanceof ArchiveError)) log.error(error);
    // Not awaited: the command is over, and its message stays open until the user closes it.
    void showProblem(messageOf(error), log);
  }
}

async function showProblem(message: string, log: vscode.LogOutputChannel): Promise<void> {
  const answer = await vscode.window.showErrorMessage(message, SHOW_LOG);
  if (answer === SHOW_LOG) log.show();
}

function isCancelled(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError || (error instanceof ArchiveError && error.code === 'cancelled')
  );
}

function untrusted(): ArchiveError {
  return new ArchiveError('request', vscode.l10n.t('This workspace is not trusted'), {
    advice: vscode.l10n.t('Trust it to register files, check out sessions and run programs.'),
  });
}
