/** Merge an object into another: ask which and how, show every name and card before and after, do it, offer to take it back. */
import * as vscode from 'vscode';
import type { MergeMode, MergeReport, ObjectSummary } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import { mergedSessionText, mergeText, ruleLines, spellingsText } from '../core/text/merge';
import { countText } from '../core/text/words';
import { asShown } from './asShown';
import { withProgress } from './progress';
import { mergeDifference, mergeMarkdown } from './mergeReport';
import { showDifference, showReport } from './reportDocument';
import type { Handler, Services } from './services';
import { targetsOf } from './targets';
import { mergeLines } from './willChange';

/** For a keyboard shortcut that asks nothing but whether to go on: `{ "from": "m31", "into": "M 31", "mode": "files" }`. */
interface MergeArguments {
  readonly from: string;
  readonly into: string;
  readonly mode?: MergeMode;
}

const MODES: readonly (vscode.QuickPickItem & { readonly mode: MergeMode })[] = [
  {
    mode: 'files',
    label: 'Files and folders',
    description: 'Renames files, and changes OBJECT in the headers of these',
  },
  {
    mode: 'all',
    label: 'Files, folders and all headers',
    description: 'Also headers of files whose names stay',
  },
  { mode: 'headers', label: 'Headers only', description: 'Files keep their names' },
  { mode: 'database', label: 'Database only', description: 'No file is touched' },
];

const [MERGE, LIST, UNDO, PROBLEMS] = ['Merge', 'Show every change', 'Undo', 'Show the whole list'];
const OTHER = 'Another name…';
const PAGE = 1000;
/** Sessions that a question tells of one by one. */
const MOST_SESSIONS = 8;

export const merge: Handler = async (services, ...args) => {
  const given = argumentsOf(args);
  const from = given?.from ?? (await askFrom(services, args));
  if (from === undefined) return undefined;
  const into = given?.into ?? (await askInto(services, from));
  if (into === undefined) return undefined;
  const mode = given?.mode ?? (await askMode(from, into));
  if (mode === undefined) return undefined;
  const report = await mergeAsShown(services, { from, into, mode });
  if (report === undefined) return undefined;
  void showOutcome(services, report);
  return mergeText(report);
};

/** Undefined when the user goes back. */
function mergeAsShown(
  services: Services,
  request: { readonly from: string; readonly into: string; readonly mode: MergeMode },
): Promise<MergeReport | undefined> {
  const { archive } = services;
  return asShown(services, async () => {
    const shown = await withProgress('Looking at the files', (part) =>
      archive.merge({ ...request, dryRun: true }, part()),
    );
    const { plan } = shown;
    if (shown.cancelled || typeof plan !== 'string' || !(await confirmed(shown))) return undefined;
    return withProgress('Merging', (part) => archive.merge({ ...request, dryRun: false, plan }, part()));
  });
}

async function confirmed(plan: MergeReport): Promise<boolean> {
  const question = `Merge ${plan.from} into ${plan.into}?`;
  const sessions = plan.merged.slice(0, MOST_SESSIONS).map(mergedSessionText);
  const more = plan.merged.length - sessions.length;
  const detail = [
    ...mergeLines(plan).map((line) => `${line}.`),
    '',
    `Names in headers: ${spellingsText(plan)}.`,
    ...ruleLines(plan).map((line) => `${line}.`),
    ...(sessions.length > 0 ? ['', 'Sessions:', ...sessions] : []),
    ...(more > 0 ? [`… and ${countText(more, 'more session')}`] : []),
  ].join('\n');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, MERGE, LIST);
  if (answer !== LIST) return answer === MERGE;
  const { now, after } = mergeDifference(plan, vscode.workspace.asRelativePath);
  await showDifference(`${plan.from} → ${plan.into}`, now, after);
  // Asked beside the changes this time, so that they can be read first.
  return (await vscode.window.showInformationMessage(question, MERGE)) === MERGE;
}

async function showOutcome({ log }: Services, report: MergeReport): Promise<void> {
  const text = `${mergeText(report)}${report.cancelled ? '; cancelled' : ''}`;
  const problems = report.counts.failed > 0;
  const buttons = [UNDO, ...(problems || report.counts.left > 0 ? [PROBLEMS] : [])];
  if (problems) log.warn(text);
  const answer = await (problems
    ? vscode.window.showWarningMessage(text, ...buttons)
    : vscode.window.showInformationMessage(text, ...buttons));
  if (answer === PROBLEMS) await showReport('Merge', mergeMarkdown(report));
  if (answer === UNDO) await vscode.commands.executeCommand('astroArchive.undo');
}

function argumentsOf([first]: readonly unknown[]): MergeArguments | undefined {
  if (typeof first !== 'object' || first === null || !('from' in first) || !('into' in first))
    return undefined;
  const { from, into } = first;
  if (typeof from !== 'string' || typeof into !== 'string') return undefined;
  const asked = 'mode' in first ? first.mode : undefined;
  const mode = MODES.find((each) => each.mode === asked)?.mode;
  return { from, into, ...(mode ? { mode } : {}) };
}

async function askFrom({ archive }: Services, args: readonly unknown[]): Promise<string | undefined> {
  const [target] = targetsOf(args);
  if (target?.kind === 'object') {
    if (target.summary.object !== null) return target.summary.object;
    throw new ArchiveError('request', 'Lights whose headers name no object cannot be merged', {
      advice: 'Give them a rule for headers that say nothing, or edit their headers.',
    });
  }
  const items = (await namedObjects(archive)).map(itemOf);
  return (await ask(items, 'Merge objects', 'Which object goes?'))?.label;
}

async function askInto({ archive }: Services, from: string): Promise<string | undefined> {
  const others = (await namedObjects(archive)).filter(({ object }) => object !== from);
  const title = `Merge ${from}`;
  const items = [...others.map(itemOf), { label: OTHER, description: 'Written as you give it' }];
  const answer = await ask(items, title, 'Into which object?');
  if (answer?.label !== OTHER) return answer?.label;
  const name = await vscode.window.showInputBox({
    title,
    value: from,
    prompt: 'The name that it gets',
    validateInput: (text) => (text.trim() === '' ? 'A name is needed' : undefined),
  });
  return name?.trim();
}

async function askMode(from: string, into: string): Promise<MergeMode | undefined> {
  const answer = await vscode.window.showQuickPick(MODES, {
    title: `Merge ${from} into ${into}`,
    placeHolder: 'What is changed?',
  });
  return answer?.mode;
}

function ask(items: readonly vscode.QuickPickItem[], title: string, placeHolder: string) {
  return vscode.window.showQuickPick(items, { title, placeHolder });
}

async function namedObjects(archive: Services['archive']): Promise<ObjectSummary[]> {
  const objects: ObjectSummary[] = [];
  for (let from: number | null = 0; from !== null;) {
    const { items, next } = await archive.objects({ from, limit: PAGE });
    objects.push(...items.filter(({ object }) => object !== null));
    from = next;
  }
  return objects;
}

function itemOf({ object, frames, sessions }: ObjectSummary): vscode.QuickPickItem {
  const description = `${countText(frames, 'frame')}, ${countText(sessions, 'session')}`;
  return { label: object ?? '', description };
}
