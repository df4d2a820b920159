/** `undo`: takes the last operation or another one back; `history`: what was done to the archive. */
import { type Command, InvalidArgumentError } from 'commander';
import type { HistoryEntry, UndoReport } from '../../core/api/archive';
import { operationText, stateText, timeText, undoText } from '../../core/text/history';
import { EXIT } from '../run/exit';
import { pages } from '../run/pages';
import type { Action } from '../run/run';
import { section } from '../terminal/section';
import { table } from '../terminal/table';

export function addUndo(program: Command, action: Action): void {
  program
    .command('undo')
    .description(
      'take the last registration, checkout, merge or edit back, file by file, where nothing has changed since',
    )
    .option(
      '--operation <id>',
      'take this one back, by its id in the history, where no later one stands on it',
      idOf,
    )
    .option('--dry-run', 'show what would happen; touch nothing')
    .action((options: { readonly operation?: number; readonly dryRun?: true }, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing('write');
        const request = { operation: options.operation ?? null, dryRun: options.dryRun === true };
        const report = await archive.undo(request, run.context);
        await run.output.document(
          () => report,
          () => undoReportText(report, request.dryRun),
        );
        if (report.cancelled) return EXIT.cancelled;
        return report.counts.refused > 0 || report.settled !== null ? EXIT.failed : EXIT.done;
      }),
    );
}

export function addHistory(program: Command, action: Action): void {
  program
    .command('history')
    .description('list what was done to the archive, newest first')
    .action((_options: unknown, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing();
        await run.output.list(
          pages((page) => archive.history(page)),
          (entry) => entry,
          historyTable,
          'Nothing has been done yet.',
        );
        return EXIT.done;
      }),
    );
}

function idOf(text: string): number {
  const id = Number(text);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new InvalidArgumentError('Give a number from the history.');
}

function undoReportText(report: UndoReport, dryRun: boolean): string {
  const { operation, undone, refused } = report;
  return [
    `${operationText(operation)}, ${timeText(operation.started)}`,
    `${dryRun ? 'Would be: ' : ''}${undoText(report)}`,
    ...section(
      'Taken back',
      undone.map(({ path, to, what }) => (to === null ? `${path} (${what})` : `${path} → ${to}`)),
    ),
    ...section(
      'Left as they are',
      refused.map(({ path, why }) => `${path}: ${why}`),
    ),
  ].join('\n');
}

function historyTable(entries: readonly HistoryEntry[]): string {
  return table<HistoryEntry>(
    [
      { head: 'Id', value: ({ id }) => String(id) },
      { head: 'When', value: ({ started }) => timeText(started) },
      { head: 'What', value: operationText },
      { head: 'State', value: stateText },
    ],
    entries,
  );
}
