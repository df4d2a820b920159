/** Undo an operation: choose one of the last, look, show what would happen, ask, do it. */
import * as vscode from 'vscode';
import type { Archive, HistoryEntry, UndoReport } from '../core/api/archive';
import { operationText, timeText, undoText } from '../core/text/history';
import { codeSpan } from './markdown';
import { withProgress } from './progress';
import { showReport } from './reportDocument';
import type { Handler, Services } from './services';
import { undoLines } from './willChange';

/** Undoing takes most of the time, grouping the frames the rest: percent of the bar. */
const UNDO_SHARE = 90;
const LIST = 'Show the whole list';

/** Operations to choose from, and entries of the history in which they are looked for. */
const OFFERED = 10;
const LOOKED_THROUGH = 1000;

/** Called with the id of an operation from the history; asks which one otherwise. */
export const undo: Handler = async (services, chosen) => {
  const operation = typeof chosen === 'number' ? chosen : await choose(services.archive);
  if (operation === undefined) return undefined;
  const plan = await withProgress('Looking at the operation', (part) =>
    services.archive.undo({ operation, dryRun: true }, part()),
  );
  if (plan.cancelled || !(await confirmed(plan))) return undefined;
  const report = await withProgress('Undoing', async (part) => {
    // What was shown is what is taken back, and nothing that came in between.
    const request = { operation: plan.operation.id, dryRun: false };
    const done = await services.archive.undo(request, part(0, UNDO_SHARE));
    if (plan.operation.kind === 'register') await services.archive.regenerate({}, part(UNDO_SHARE, 100));
    return done;
  });
  void showOutcome(services, report);
  return undoText(report);
};

/** The id of the operation that is picked; null lets the engine say that there is none, undefined for none picked. */
async function choose(archive: Archive): Promise<number | null | undefined> {
  const { items } = await archive.history({ from: 0, limit: LOOKED_THROUGH });
  const offered = items.filter(({ undoable, settled }) => undoable && settled === null).slice(0, OFFERED);
  const [newest, ...others] = offered;
  if (newest === undefined) return null;
  if (others.length === 0) return newest.id;
  const picked = await vscode.window.showQuickPick(offered.map(itemOf), {
    title: 'Undo',
    placeHolder: 'Which operation?',
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
  const question = 'Undo this operation?';
  const lines = [undoText(plan), ...undoLines(plan)].map((line) => `${line}.`);
  const detail = [title, '', ...lines].join('\n');
  const options = { modal: true, detail };
  const answer = await vscode.window.showWarningMessage(question, options, 'Undo', LIST);
  if (answer !== LIST) return answer === 'Undo';
  await showReport('Undo', undoMarkdown(plan));
  // Asked beside the list this time, so that it can be read first.
  return (await vscode.window.showInformationMessage(`${question} ${title}`, 'Undo')) === 'Undo';
}

/** Nothing can be taken back: the operation is noted as such, so that the next undo goes on to the one before it. */
async function settle(plan: UndoReport, title: string): Promise<boolean> {
  void vscode.window.showInformationMessage(`${title}: ${plan.settled ?? 'nothing to undo at the moment'}`);
  if (plan.counts.refused > 0) await showReport('Undo', undoMarkdown(plan));
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
  if (answer === LIST) await showReport('Undo', undoMarkdown(report));
}

/** The whole report as Markdown; paths stand in code spans, so nothing in a name is taken for markup. */
export function undoMarkdown(report: UndoReport): string {
  const { operation, undone, refused, counts } = report;
  const list = (title: string, lines: readonly string[], count: number) =>
    lines.length === 0 ? [] : [`## ${title} (${count})`, lines.map((line) => `- ${line}`).join('\n')];
  return [
    '# Undo',
    `${codeSpan(operationText(operation))}, ${timeText(operation.started)}: ${undoText(report)}.`,
    ...list(
      'Taken back',
      undone.map(({ path, to, what }) =>
        to === null ? `${codeSpan(path)}: ${what}` : `${codeSpan(path)} → ${codeSpan(to)}`,
      ),
      counts.moved + counts.removed + counts.restored + counts.unlisted,
    ),
    ...list(
      'Left as they are',
      refused.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(why)}`),
      counts.refused,
    ),
    '',
  ].join('\n\n');
}
