/** Take the last registration or checkout back: look, show what would happen, ask, do it. */
import * as vscode from 'vscode';
import type { UndoReport } from '../core/archive';
import { operationText, timeText, undoText } from '../core/historyText';
import { codeSpan } from './markdown';
import { withProgress } from './progress';
import { showReport } from './reportDocument';
import type { Handler, Services } from './services';
import { undoLines } from './willChange';

/** Undoing takes most of the time, grouping the frames the rest: percent of the bar. */
const UNDO_SHARE = 90;
const LIST = 'Show the whole list';

export const undo: Handler = async (services) => {
  const plan = await withProgress('Looking at the last operation', (part) =>
    services.archive.undo({ operation: null, dryRun: true }, part()),
  );
  if (plan.cancelled || !(await confirmed(plan))) return undefined;
  const report = await withProgress('Taking back', async (part) => {
    // What was shown is what is taken back, and nothing that came in between.
    const request = { operation: plan.operation.id, dryRun: false };
    const done = await services.archive.undo(request, part(0, UNDO_SHARE));
    if (plan.operation.kind === 'register') await services.archive.regenerate({}, part(UNDO_SHARE, 100));
    return done;
  });
  void showOutcome(services, report);
  return undoText(report);
};

async function confirmed(plan: UndoReport): Promise<boolean> {
  const title = `${operationText(plan.operation)}, ${timeText(plan.operation.started)}`;
  if (plan.undone.length === 0 && !(plan.learnt && plan.refused.length === 0)) {
    void vscode.window.showInformationMessage(`Nothing of it can be taken back. ${title}`);
    if (plan.refused.length > 0) await showReport('Undo', undoMarkdown(plan));
    return false;
  }
  const question = 'Take the last operation back?';
  const lines = [undoText(plan), ...undoLines(plan)].map((line) => `${line}.`);
  const detail = [title, '', ...lines].join('\n');
  const options = { modal: true, detail };
  const answer = await vscode.window.showWarningMessage(question, options, 'Take back', LIST);
  if (answer !== LIST) return answer === 'Take back';
  await showReport('Undo', undoMarkdown(plan));
  // Asked beside the list this time, so that it can be read first.
  return (await vscode.window.showInformationMessage(`${question} ${title}`, 'Take back')) === 'Take back';
}

async function showOutcome({ log }: Services, report: UndoReport): Promise<void> {
  if (report.refused.length === 0) {
    void vscode.window.showInformationMessage(undoText(report));
    return;
  }
  log.warn(undoText(report));
  const answer = await vscode.window.showWarningMessage(undoText(report), LIST);
  if (answer === LIST) await showReport('Undo', undoMarkdown(report));
}

/** The whole report as Markdown; paths stand in code spans, so nothing in a name is taken for markup. */
export function undoMarkdown(report: UndoReport): string {
  const { operation, undone, refused } = report;
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${title} (${lines.length})`, lines.map((line) => `- ${line}`).join('\n')];
  return [
    '# Undo',
    `${codeSpan(operationText(operation))}, ${timeText(operation.started)}: ${undoText(report)}.`,
    ...list(
      'Taken back',
      undone.map(({ path, to, what }) =>
        to === null ? `${codeSpan(path)}: ${what}` : `${codeSpan(path)} → ${codeSpan(to)}`,
      ),
    ),
    ...list(
      'Left as they are',
      refused.map(({ path, why }) => `${codeSpan(path)}: ${codeSpan(why)}`),
    ),
    '',
  ].join('\n\n');
}
