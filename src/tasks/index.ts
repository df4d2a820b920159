/** Running scripts in Siril: the task type, the command and the lens above a script. */
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { registerLens } from './lens';
import { RUN_SCRIPT, TASK_TYPE } from './manifest';
import { RunProblems } from './problems';
import { ScriptRuns } from './run';
import { SirilTasks } from './task';

/** Reads `settings` again for each run. */
export function registerTasks(
  archive: Pick<Archive, 'recordResults'>,
  settings: () => { readonly program: string | null },
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const problems = new RunProblems();
  const runs = new ScriptRuns({ archive, log, problems, program: () => settings().program });
  const tasks = new SirilTasks((file, terminal) => runs.run(file, terminal));
  const run = async (argument: unknown): Promise<void> => {
    try {
      const file = scriptOf(argument);
      if (file === undefined) {
        void vscode.window.showErrorMessage(vscode.l10n.t('Open a Siril script (.ssf) first'));
      } else if (!vscode.workspace.isTrusted) {
        void vscode.window.showErrorMessage(
          vscode.l10n.t('This workspace is not trusted. Trust it to run scripts.'),
        );
      } else {
        await vscode.tasks.executeTask(tasks.taskOf(file));
      }
    } catch (error) {
      log.error(`${RUN_SCRIPT}: ${messageOf(error)}`);
      void vscode.window.showErrorMessage(messageOf(error));
    }
  };
  return vscode.Disposable.from(
    problems,
    registerLens(),
    vscode.tasks.registerTaskProvider(TASK_TYPE, tasks),
    vscode.commands.registerCommand(RUN_SCRIPT, run),
  );
}

/** The script whose menu or lens was used, else the script in the active editor. */
function scriptOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument.scheme === 'file' ? argument : undefined;
  const document = vscode.window.activeTextEditor?.document;
  const suits = document?.languageId === 'siril' && document.uri.scheme === 'file';
  return suits ? document.uri : undefined;
}
