/** Register a folder: ask what and how, show what a move would do, do it, group the new frames, report. */
import * as vscode from 'vscode';
import type { RegisterMode, RegisterReport } from '../core/archive';
import { ArchiveError } from '../core/errors';
import { countText } from '../core/words';
import { withProgress } from './progress';
import { hasProblems, registerSummary, reportMarkdown } from './registerReport';
import { showReport } from './reportDocument';
import type { Handler, Services } from './services';

/** For a keyboard shortcut that asks nothing: `{ "folders": ["/astro/incoming"], "mode": "copy" }`. */
interface RegisterArguments {
  readonly folders: readonly string[];
  readonly mode?: RegisterMode;
}

const MODES: readonly (vscode.QuickPickItem & { readonly mode: RegisterMode })[] = [
  { mode: 'copy', label: 'Copy', description: 'The originals stay where they are' },
  { mode: 'move', label: 'Move', description: 'The files are renamed into the repository' },
  { mode: 'in-place', label: 'In place', description: 'The files stay where they are and are only listed' },
];

/** Registering takes most of the time, grouping the frames the rest: percent of the bar. */
const REGISTER_SHARE = 90;

export const register: Handler = async (services, ...args) => {
  const sources = foldersOf(args) ?? (await askFolders());
  if (sources === undefined) return undefined;
  const mode = modeOf(args) ?? (await askMode(services.settings().registerMode));
  if (mode === undefined) return undefined;
  if (mode === 'move' && !(await confirmMove(services, sources))) return undefined;

  const report = await withProgress('Registering', async (part) => {
    const done = await services.archive.register({ sources, mode, dryRun: false }, part(0, REGISTER_SHARE));
    if (done.registered.length > 0 && !done.cancelled) {
      await services.archive.regenerate({}, part(REGISTER_SHARE, 100));
    }
    return done;
  });
  logProblems(services, report);
  void showOutcome(report, mode);
  return registerSummary(report, 'done');
};

function foldersOf([first, selection]: readonly unknown[]): readonly string[] | undefined {
  if (isArguments(first)) return first.folders;
  const list: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [first];
  const uris = list.filter((uri) => uri instanceof vscode.Uri);
  if (uris.length === 0) return undefined;
  const remote = uris.find(({ scheme }) => scheme !== 'file');
  if (remote === undefined) return uris.map(({ fsPath }) => fsPath);
  throw new ArchiveError('request', 'Only folders on a disk can be registered', {
    expected: 'a folder of the file system',
    got: remote.toString(),
    advice: 'Copy the files to a disk first.',
  });
}

function modeOf([first]: readonly unknown[]): RegisterMode | undefined {
  const mode = isArguments(first) ? first.mode : undefined;
  return MODES.find((each) => each.mode === mode)?.mode;
}

function isArguments(value: unknown): value is RegisterArguments {
  if (typeof value !== 'object' || value === null || !('folders' in value)) return false;
  const { folders } = value;
  return Array.isArray(folders) && folders.length > 0 && folders.every((each) => typeof each === 'string');
}

async function askFolders(): Promise<readonly string[] | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: 'Register a folder of FITS files',
    openLabel: 'Register',
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
  });
  return folders?.map(({ fsPath }) => fsPath);
}

/** The mode of the settings comes first, so that return chooses it. */
async function askMode(usual: RegisterMode): Promise<RegisterMode | undefined> {
  const items = [...MODES].sort((a, b) => Number(b.mode === usual) - Number(a.mode === usual));
  const answer = await vscode.window.showQuickPick(items, {
    title: 'Register a folder',
    placeHolder: 'What happens to the files?',
  });
  return answer?.mode;
}

/** Nothing is moved before the user has seen what would be. */
async function confirmMove({ archive }: Services, sources: readonly string[]): Promise<boolean> {
  const plan = await withProgress('Looking at the files', (part) =>
    archive.register({ sources, mode: 'move', dryRun: true }, part()),
  );
  if (plan.cancelled) return false;
  if (plan.registered.length === 0) {
    void showOutcome(plan, 'move');
    return false;
  }
  const files = countText(plan.registered.length, 'file');
  const [move, list] = [`Move ${files}`, 'Show the whole list'];
  const question = `Move ${files} into the repository?`;
  const detail = [registerSummary(plan, 'plan'), ...plan.registered.slice(0, 1).map(exampleOf)].join('\n\n');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, move, list);
  if (answer !== list) return answer === move;
  await showReport('Move into the repository', reportMarkdown(plan, 'move', 'plan'));
  // Asked beside the list this time, so that it can be read first.
  return (await vscode.window.showInformationMessage(question, move)) === move;
}

function exampleOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return `For instance:\n${from}\n→ ${to}`;
}

/** Many failures are one line each in the report; the log names the first of them. */
const LOGGED_PROBLEMS = 100;

function logProblems({ log }: Services, report: RegisterReport): void {
  for (const { path, error } of report.failed.slice(0, LOGGED_PROBLEMS)) log.warn(`${path}: ${error}`);
  const rest = report.failed.length - LOGGED_PROBLEMS;
  if (rest > 0) log.warn(`${countText(rest, 'more file')} failed`);
}

async function showOutcome(report: RegisterReport, mode: RegisterMode): Promise<void> {
  const [problems, regenerate] = ['Show problems', 'Regenerate sessions'];
  const buttons = hasProblems(report) ? [problems] : [];
  // A cancelled registration leaves its frames without sessions, which the user may want after all.
  if (report.cancelled && report.registered.length > 0) buttons.unshift(regenerate);
  const text = registerSummary(report, 'done');
  const answer =
    report.failed.length > 0
      ? await vscode.window.showWarningMessage(text, ...buttons)
      : await vscode.window.showInformationMessage(text, ...buttons);
  if (answer === problems) await showReport('Registration', reportMarkdown(report, mode, 'done'));
  if (answer === regenerate) await vscode.commands.executeCommand('astroArchive.regenerate');
}
