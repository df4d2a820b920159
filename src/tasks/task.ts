/** The task type `siril`: a script, run by Siril's command line. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ArchiveError } from '../core/base/errors';
import { TASK_TYPE } from './manifest';
import { type RunTerminal, SirilTerminal } from './terminal';

/** At most this many scripts of the workspace are offered as tasks. */
const MOST_TASKS = 200;

/** Runs a script to its end; never rejects. */
export type RunFile = (file: vscode.Uri, terminal: RunTerminal) => Promise<number>;

interface SirilDefinition extends vscode.TaskDefinition {
  /** Absolute, or relative to the workspace's folder: `Checkout/NGC_7000/NGC_7000.ssf`. */
  readonly script: string;
}

export class SirilTasks implements vscode.TaskProvider {
  readonly #run: RunFile;

  constructor(run: RunFile) {
    this.#run = run;
  }

  async provideTasks(token: vscode.CancellationToken): Promise<vscode.Task[]> {
    if (!vscode.workspace.isTrusted) return [];
    const files = await vscode.workspace.findFiles('**/*.ssf', undefined, MOST_TASKS, token);
    return files.filter(({ scheme }) => scheme === 'file').map((file) => this.taskOf(file));
  }

  /** Completes a task from tasks.json. */
  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const { script } = task.definition as Partial<SirilDefinition>;
    if (typeof script !== 'string' || script === '') return undefined;
    return this.#made(task.definition, task.scope ?? vscode.TaskScope.Workspace, task.name);
  }

  taskOf(file: vscode.Uri): vscode.Task {
    const folder = vscode.workspace.getWorkspaceFolder(file);
    const script = folder === undefined ? file.fsPath : path.relative(folder.uri.fsPath, file.fsPath);
    const scope = folder ?? vscode.TaskScope.Workspace;
    return this.#made(
      { type: TASK_TYPE, script },
      scope,
      vscode.l10n.t('Run {0}', path.basename(file.fsPath)),
    );
  }

  #made(
    definition: vscode.TaskDefinition,
    scope: vscode.WorkspaceFolder | vscode.TaskScope,
    name: string,
  ): vscode.Task {
    const execution = new vscode.CustomExecution((resolved) => {
      const file = fileOf(String((resolved as Partial<SirilDefinition>).script), scope);
      return Promise.resolve(new SirilTerminal((terminal) => this.#run(file, terminal)));
    });
    const task = new vscode.Task(definition, scope, name, 'Siril', execution);
    task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, clear: true };
    return task;
  }
}

function fileOf(script: string, scope: vscode.WorkspaceFolder | vscode.TaskScope): vscode.Uri {
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  if (path.isAbsolute(script)) return vscode.Uri.file(script);
  if (folder !== undefined) return vscode.Uri.file(path.join(folder.uri.fsPath, script));
  throw new ArchiveError('request', vscode.l10n.t('The script of this task was not found'), {
    path: script,
    expected: vscode.l10n.t('an absolute path, because no folder is open'),
  });
}
