/** Undo an operation: choose a recent one, show what would happen, ask, carry it out. */
import * as vscode from 'vscode';
import type { Archive, HistoryEntry, UndoReport } from '../core/api/archive';
import { translated } from '../core/base/translation';
import { operationText, timeText, undoText } from '../core/text/history';
import { fileText, type Report } from '../core/text/report';
import { argumentOf, operationArgument } from './arguments';
import { withProgress } from './progress';
import { showReport } from './report';
import { fileLine, section } from './reportSection';
import type { Handler, Services } from './services';
import { undoLines } from './willChange';

/** Undoing takes most of the time, grouping the frames the rest: percent of the bar. */
const UNDO_SHARE = 90;
const UNDO = vscode.l10n.t('Undo');
const LIST = vscode.l10n.t('Show full list');

/** The number of operations to choose from, and of history entries to search for them. */
const OFFERED = 10;
const LOOKED_THROUGH = 1000;

/** Undoes the operation whose id the history passes; otherwise asks for one. */
export const undo: Handler = async (services, chosen) => {
  const operation = argumentOf(operationArgument, chosen) ?? (await choose(services.archive));
  if (operation === undefined) return undefined;
  const plan = await withProgress(vscode.l10n.t('Reading the operation'), (part) =>
    services.archive.undo({ operation, dryRun: true }, part()),
  );
  if (plan.cancelled || !(await confirmed(plan))) return undefined;
  const report = await withProgress(vscode.l10n.t('Undoing'), async (part) => {
    // Undo the operation that was shown, even if a newer one has finished meanwhile.
    const request = { operation: plan.operation.id, dryRun: false };
    const done = await services.archive.undo(request, part(0, UNDO_SHARE));
    if (plan.operation.kind === 'register') await services.archive.regenerate({}, part(UNDO_SHARE, 100));
    return done;
  });
  void showOutcome(services, report);
  return undoText(report);
};

/**
 * The id of the chosen operation; null if there is none, which the engine reports; undefined if the user goes
 * back.
 */
async function choose(archive: Archive): Promise<number | null | undefined> {
  const { items } = await archive.history({ from: 0, limit: LOOKED_THROUGH });
  const offered = items.filter(({ undoable, settled }) => undoable && settled === null).slice(0, OFFERED);
  const [newest, ...others] = offered;
  if (newest === undefined) return null;
  if (others.length === 0) return newest.id;
  const picked = await vscode.window.showQuickPick(offered.map(itemOf), {
    title: UNDO,
    placeHolder: vscode.l10n.t('Which operation?'),
    matchOnDescription: true,
  });
  return picked?.id;
}

function itemOf(entry: HistoryEntry): vscode.QuickPickItem & { readonly id: number } {
  return { label: operationText(entry), description: timeText(entry.started), id: entry.id };
}

async function confirmed(plan: UndoReport): Promise<boolean> {
  const title = `${operationText(plan.operation)}, ${timeText(plan.operation.started)}`;
  const onlyLearnt = plan.learnt && plan.counts.refused === 0;
  if (plan.undone.length === 0 && !onlyLearnt) return await settle(plan, title);
  const question = vscode.l10n.t('Undo this operation?');
  const lines = [undoText(plan), ...undoLines(plan)].map((line) => `${line}.`);
  const detail = [title, '', ...lines].join('\n');
  const options = { modal: true, detail };
  const answer = await vscode.window.showWarningMessage(question, options, UNDO, LIST);
  if (answer !== LIST) return answer === UNDO;
  await showReport(undoReport(plan));
  // Not modal this time, so that the user can read the list first.
  return (await vscode.window.showInformationMessage(`${question} ${title}`, UNDO)) === UNDO;
}

/**
 * Nothing can be undone. Returns true to record that, so that the next undo continues with the operation
 * before.
 */
async function settle(plan: UndoReport, title: string): Promise<boolean> {
  void vscode.window.showInformationMessage(
    `${title}: ${plan.settled === null ? vscode.l10n.t('nothing to undo at the moment') : translated(plan.settled)}`,
  );
  if (plan.counts.refused > 0) await showReport(undoReport(plan));
  return plan.settled !== null;
}

async function showOutcome({ log }: Services, report: UndoReport): Promise<void> {
  if (report.settled !== null) return;
  if (report.counts.refused === 0) {
    void vscode.window.showInformationMessage(undoText(report));
    return;
  }
  log.warn(undoText(report));
  const answer = await vscode.window.showWarningMessage(undoText(report), LIST);
  if (answer === LIST) await showReport(undoReport(report));
}

/** What was undone, and what was left unchanged. */
export function undoReport(report: UndoReport): Report {
  const { operation, undone, refused, counts } = report;
  return {
    title: UNDO,
    intro: [`${fileText(operationText(operation))}, ${timeText(operation.started)}: ${undoText(report)}.`],
    sections: [
      ...section(
        vscode.l10n.t('Undone'),
        undone.map(({ path, to, what }) =>
          to === null ? `${fileText(path)}: ${what}` : `${fileText(path)} → ${fileText(to)}`,
        ),
        { count: counts.moved + counts.removed + counts.restored + counts.unlisted },
      ),
      ...section(
        vscode.l10n.t('Left unchanged'),
        refused.map(({ path, why }) => fileLine(path, why)),
        { count: counts.refused },
      ),
    ],
  };
}
