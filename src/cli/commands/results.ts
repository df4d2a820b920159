/** `results`: stacked pictures and the sessions they were made from. */
import { type Command, Option } from 'commander';
import type { RecordResultsReport, ResultQuery, StackedResult } from '../../core/api/archive';
import { worstYield, yieldText } from '../../core/text/results';
import { countText, hoursText } from '../../core/text/words';
import { recordResultsJson, resultJson } from '../json/results';
import { EXIT } from '../run/exit';
import { pages } from '../run/pages';
import type { Action } from '../run/run';
import { printable } from '../terminal/printable';
import { NONE, table } from '../terminal/table';

interface ResultsOptions {
  readonly session?: string;
  readonly object?: string;
  readonly record?: string;
}

export function addResults(program: Command, action: Action): void {
  program
    .command('results')
    .description('list stacked results, or record those that the script of a checkout wrote')
    .option('--session <id>', 'only results of this session; the beginning of its id is enough')
    .option('--object <name>', 'only results of this object')
    .addOption(
      new Option('--record <folder>', 'a checkout whose script has run').conflicts(['session', 'object']),
    )
    .action(({ record, session, object }: ResultsOptions, command: Command) =>
      action(command, async (run) => {
        if (record !== undefined) {
          const archive = await run.archive('write');
          const report = await archive.recordResults({ folder: run.path(record) });
          await run.output.document(
            () => recordResultsJson(report),
            () => recordText(report),
          );
          const isGood = report.missing.length === 0 && worstYield(report.recorded) !== 'error';
          return isGood ? EXIT.done : EXIT.failed;
        }
        const archive = await run.existing();
        const query: ResultQuery = {
          ...(session === undefined ? {} : { session: (await archive.session(session)).id }),
          ...(object === undefined ? {} : { object }),
        };
        await run.output.list(
          pages((page) => archive.results({ ...page, ...query })),
          resultJson,
          resultsTable,
          'No results. Check sessions out, run the script, and record what it wrote.',
        );
        return EXIT.done;
      }),
    );
}

export const resultsTable = (results: readonly StackedResult[]): string =>
  table(
    [
      { head: 'Object', value: ({ object }) => object ?? NONE },
      { head: 'Filter', value: ({ filter }) => filter ?? NONE },
      { head: 'Frames', align: 'right', value: framesText },
      {
        head: 'Exposure',
        align: 'right',
        value: ({ totalExposure }) => (totalExposure === null ? NONE : hoursText(totalExposure)),
      },
      { head: 'Sessions', align: 'right', value: ({ sessions }) => String(sessions.length) },
      { head: 'Made', value: ({ made }) => made.slice(0, 16).replace('T', ' ') },
      { head: 'File', value: ({ path, exists }) => (exists ? path : `${path} (gone)`) },
    ],
    results,
  );

/** `6 of 8` where lights were left out. */
function framesText({ stackCount, lights }: StackedResult): string {
  if (stackCount === null) return NONE;
  return lights === null || lights <= stackCount ? String(stackCount) : `${stackCount} of ${lights}`;
}

export function recordText({ recorded, missing }: RecordResultsReport): string {
  return [
    `${countText(recorded.length, 'result')} recorded`,
    ...recorded.map((result) => {
      const told = yieldText(result);
      return `  ${printable(result.path)}${told === null ? '' : `: ${printable(told)}`}`;
    }),
    ...missing.map(({ path, why }) => `Not recorded: ${printable(path)}: ${printable(why)}`),
  ].join('\n');
}
