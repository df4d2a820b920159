/** `goals import FILE`: goals of N.I.N.A.'s Target Scheduler. */
import type { Command } from 'commander';
import type { ForeignGoal, ImportGoalsReport } from '../../core/api/goals';
import { countText } from '../../core/text/words';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { section } from '../terminal/section';

export function addImportGoals(goals: Command, action: Action): void {
  goals
    .command('import')
    .description("take goals over from N.I.N.A.'s Target Scheduler; its database is only read")
    .argument('<file>', 'its schedulerdb.sqlite, or the folder of that')
    .option('--replace', "replace the archive's own goals that want something else")
    .option('--dry-run', 'show what would happen; change nothing')
    .action((file: string, options: { replace?: true; dryRun?: true }, command: Command) =>
      action(command, async (run) => {
        const { replace = false, dryRun = false } = options;
        const archive = await run.existing(dryRun ? 'read' : 'write');
        const report = await archive.importGoals({ path: run.path(file), replace, dryRun });
        await run.output.document(
          () => report,
          () => textOf(report, dryRun),
        );
        return report.conflicts.length > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

const goalText = ({ object, filter, wanted }: ForeignGoal) => `${object}, ${filter}: ${wanted}`;

function textOf({ added, replaced, conflicts, same, left }: ImportGoalsReport, dryRun: boolean): string {
  const counts = `${countText(added.length, 'goal')} added, ${replaced.length} replaced, ${same} already there`;
  return [
    `${dryRun ? 'Would be: ' : ''}${counts}`,
    ...section('Added', added.map(goalText)),
    ...section(
      'In the place of another',
      replaced.map(({ goal, own }) => `${goalText(goal)}, was ${own}`),
    ),
    ...section(
      'Left out: the archive wants something else (--replace takes these)',
      conflicts.map(({ goal, own }) => `${goalText(goal)}, is ${own}`),
    ),
    ...section(
      'Not taken over',
      left.map(({ plan, why }) => `${plan}: ${why}`),
    ),
  ].join('\n');
}
