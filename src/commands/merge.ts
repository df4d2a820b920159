/** Merge an object into another: ask which and how, show all changes, carry it out, offer to undo it. */
import * as vscode from 'vscode';
import type { MergeMode, MergeReport, ObjectSummary } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import { translated } from '../core/base/translation';
import { mergedSessionText, mergeText, ruleLines, spellingsText } from '../core/text/merge';
import { countText } from '../core/text/words';
import { argumentOf, mergeArguments } from './arguments';
import { asShown } from './asShown';
import { mergeDifference, mergeReport } from './mergeReport';
import { withProgress } from './progress';
import { showReport } from './report';
import type { Handler, Services } from './services';
import { showDifference } from './shownTexts';
import { targetsOf } from './targets';
import { mergeLines } from './willChange';

/**
 * The least change first, as Enter takes the first one: a name rule touches no file, and undo only has to
 * remove the rule. The others rewrite headers, then names and folders, too.
 */
const MODES: readonly (vscode.QuickPickItem & { readonly mode: MergeMode })[] = [
  {
    mode: 'database',
    label: vscode.l10n.t('Database only'),
    description: vscode.l10n.t('No file is changed'),
  },
  {
    mode: 'headers',
    label: vscode.l10n.t('Headers only'),
    description: vscode.l10n.t('Files keep their names'),
  },
  {
    mode: 'files',
    label: vscode.l10n.t('Files and folders'),
    description: vscode.l10n.t('Renames files and changes OBJECT in their headers'),
  },
  {
    mode: 'all',
    label: vscode.l10n.t('Files, folders and all headers'),
    description: vscode.l10n.t('Also changes the headers of files that keep their names'),
  },
];

const MERGE = vscode.l10n.t('Merge');
const LIST = vscode.l10n.t('Show all changes');
const UNDO = vscode.l10n.t('Undo');
const PROBLEMS = vscode.l10n.t('Show full list');
const OTHER = vscode.l10n.t('Another name…');
const PAGE = 1000;
/** Sessions that a question lists. */
const MOST_SESSIONS = 8;

export const merge: Handler = async (services, ...args) => {
  const given = argumentOf(mergeArguments, args[0]);
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

/** Returns undefined if the user goes back. */
function mergeAsShown(
  services: Services,
  request: { readonly from: string; readonly into: string; readonly mode: MergeMode },
): Promise<MergeReport | undefined> {
  const { archive } = services;
  return asShown(services, async () => {
    const shown = await withProgress(vscode.l10n.t('Reading the headers'), (part) =>
      archive.merge({ ...request, dryRun: true }, part()),
    );
    const { plan } = shown;
    if (shown.cancelled || typeof plan !== 'string' || !(await confirmed(shown))) return undefined;
    return withProgress(vscode.l10n.t('Merging'), (part) =>
      archive.merge({ ...request, dryRun: false, plan }, part()),
    );
  });
}

async function confirmed(plan: MergeReport): Promise<boolean> {
  const question = vscode.l10n.t('Merge {0} into {1}?', plan.from, plan.into);
  const sessions = plan.merged.slice(0, MOST_SESSIONS).map(mergedSessionText);
  const more = plan.merged.length - sessions.length;
  const detail = [
    ...plan.warnings.flatMap((warning) => [`${translated(warning)}.`, '']),
    ...mergeLines(plan).map((line) => `${line}.`),
    '',
    vscode.l10n.t('Names in headers: {0}.', spellingsText(plan)),
    ...ruleLines(plan).map((line) => `${line}.`),
    ...(sessions.length > 0 ? ['', vscode.l10n.t('Sessions:'), ...sessions] : []),
    ...(more > 0 ? [vscode.l10n.t('… and {0}', countText(more, 'more session'))] : []),
  ].join('\n');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, MERGE, LIST);
  if (answer !== LIST) return answer === MERGE;
  const { now, after } = mergeDifference(plan, vscode.workspace.asRelativePath);
  await showDifference(`${plan.from} → ${plan.into}`, now, after);
  // Not modal this time, so that the user can read the changes first.
  return (await vscode.window.showInformationMessage(question, MERGE)) === MERGE;
}

async function showOutcome({ log }: Services, report: MergeReport): Promise<void> {
  const changes = mergeText(report);
  const text = report.cancelled ? vscode.l10n.t('{0}; cancelled', changes) : changes;
  const problems = report.counts.failed > 0;
  const buttons = [UNDO, ...(problems || report.counts.left > 0 ? [PROBLEMS] : [])];
  if (problems) log.warn(text);
  const answer = await (problems
    ? vscode.window.showWarningMessage(text, ...buttons)
    : vscode.window.showInformationMessage(text, ...buttons));
  if (answer === PROBLEMS) await showReport(mergeReport(report));
  if (answer === UNDO) await vscode.commands.executeCommand('astroArchive.undo');
}

async function askFrom({ archive }: Services, args: readonly unknown[]): Promise<string | undefined> {
  const [target] = targetsOf(args);
  if (target?.kind === 'object') {
    if (target.summary.object !== null) return target.summary.object;
    throw new ArchiveError('request', vscode.l10n.t('Lights without an object name cannot be merged'), {
      advice: vscode.l10n.t('Add a name rule for empty headers, or edit the headers.'),
    });
  }
  const items = (await namedObjects(archive)).map(itemOf);
  return (await ask(items, vscode.l10n.t('Merge objects'), vscode.l10n.t('Which object to merge?')))?.label;
}

async function askInto({ archive }: Services, from: string): Promise<string | undefined> {
  const others = (await namedObjects(archive)).filter(({ object }) => object !== from);
  const title = vscode.l10n.t('Merge {0}', from);
  const other = { label: OTHER, description: vscode.l10n.t('Exactly as you type it') };
  const answer = await ask([...others.map(itemOf), other], title, vscode.l10n.t('Into which object?'));
  if (answer?.label !== OTHER) return answer?.label;
  const name = await vscode.window.showInputBox({
    title,
    value: from,
    prompt: vscode.l10n.t('The new name'),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Enter a name') : undefined),
  });
  return name?.trim();
}

async function askMode(from: string, into: string): Promise<MergeMode | undefined> {
  const answer = await vscode.window.showQuickPick(MODES, {
    title: vscode.l10n.t('Merge {0} into {1}', from, into),
    placeHolder: vscode.l10n.t('What should change?'),
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

function itemOf({ object, frameCount, sessions }: ObjectSummary): vscode.QuickPickItem {
  const description = `${countText(frameCount, 'frame')}, ${countText(sessions, 'session')}`;
  return { label: object ?? '', description };
}
