/** The extension as it runs in this host, and answers for the questions it asks its user. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Archive } from '../../../src/core/api/archive';
import type { AstroArchive } from '../../../src/extension';

export const EXTENSION = 'astro-archive.astro-archive';

/** The running extension's archive; activates it where needed. */
export async function openedArchive(): Promise<Archive> {
  const extension = vscode.extensions.getExtension<AstroArchive>(EXTENSION);
  assert.ok(extension, 'the extension is installed');
  return (await extension.activate()).archive;
}

/** The folder of the workspace, which is the repository: `/tmp/astro-workspace-1`. */
export function repository(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return folder.uri.fsPath;
}

/** What was shown and asked while `answering` ran, in order: `information: 3 files registered`. */
export interface Dialogue {
  readonly said: string[];
}

type Choose = (labels: readonly string[]) => string | undefined;

export interface Answers {
  /** Chooses a button of a message. Nothing is chosen where not given. */
  readonly message?: Choose;
  /** Chooses an item of a quick pick by its label. */
  readonly pick?: Choose;
  /** Text for an input box that suggests `suggested`; the suggestion where not given. */
  readonly input?: (suggested: string) => string | undefined;
  /** Called with each progress message and a way to press cancel. */
  readonly progress?: (message: string, cancel: () => void) => void;
}

/** Runs `work` with a user that answers as given. Every function that was replaced is put back. */
export async function answering(answers: Answers, work: () => Thenable<unknown>): Promise<Dialogue> {
  const said: string[] = [];
  const window = vscode.window as unknown as Record<string, unknown>;
  const originals = new Map<string, unknown>();
  const replace = (name: string, by: (...args: never[]) => unknown) => {
    originals.set(name, window[name]);
    window[name] = by;
  };
  const message =
    (kind: string) =>
    (text: string, ...rest: unknown[]) => {
      said.push(`${kind}: ${text}`);
      const labels = rest.filter((each) => typeof each === 'string');
      return Promise.resolve(labels.length === 0 ? undefined : answers.message?.(labels));
    };
  replace('showInformationMessage', message('information'));
  replace('showWarningMessage', message('warning'));
  replace('showErrorMessage', message('error'));
  replace('showQuickPick', (items: readonly vscode.QuickPickItem[]) => {
    const labels = items.map(({ label }) => label);
    said.push(`pick: ${labels.join(', ')}`);
    const chosen = answers.pick?.(labels);
    return Promise.resolve(items.find(({ label }) => label === chosen));
  });
  replace('showInputBox', ({ value = '' }: vscode.InputBoxOptions) => {
    said.push(`input: ${value}`);
    return Promise.resolve(answers.input === undefined ? value : answers.input(value));
  });
  if (answers.progress !== undefined) replace('withProgress', progressThatAnswers(answers.progress));
  try {
    await work();
  } finally {
    for (const [name, original] of originals) window[name] = original;
  }
  return { said };
}

type Work = (
  bar: vscode.Progress<{ message?: string }>,
  token: vscode.CancellationToken,
) => Thenable<unknown>;

function progressThatAnswers(answer: (message: string, cancel: () => void) => void) {
  return async (_options: vscode.ProgressOptions, work: Work) => {
    const source = new vscode.CancellationTokenSource();
    try {
      const report = ({ message }: { message?: string }) => answer(message ?? '', () => source.cancel());
      return await work({ report }, source.token);
    } finally {
      source.dispose();
    }
  };
}

/** Polls until `holds`, for things that VS Code does in its own time; the test's own limit ends it. */
export async function until(holds: () => boolean | Thenable<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 50));
}

/** Whether the repository is watched from now on; a watcher that is started again knows nothing of what was before. */
export async function watching(on: boolean): Promise<void> {
  const settings = vscode.workspace.getConfiguration('astroArchive');
  await settings.update('watchRepository', on, vscode.ConfigurationTarget.Global);
}
