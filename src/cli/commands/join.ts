/** `join FILE`: take what another database of the archive knows. */
import type { Command } from 'commander';
import type { JoinReport } from '../../core/api/archive';
import { countText } from '../../core/text/words';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';

export function addJoin(program: Command, action: Action): void {
  program
    .command('join')
    .description('take over what another database of this archive knows; that file is only read')
    .argument('<database>', 'the other database')
    .option('--dry-run', 'show what would be taken; change nothing')
    .action((database: string, options: { readonly dryRun?: boolean }, command: Command) =>
      action(command, async (run) => {
        const dryRun = options.dryRun === true;
        const archive = await run.existing(dryRun ? 'read' : 'write');
        const report = await archive.join({ database: run.path(database), dryRun }, run.context);
        await run.output.document(
          () => report,
          () => joinText(report),
        );
        return report.cancelled ? EXIT.cancelled : EXIT.done;
      }),
    );
}

function joinText({ added, found, known, left, learnt, results }: JoinReport): string {
  const { links, aliases, rejected, notes, goals, filterNumbers } = learnt;
  return [
    `${countText(added, 'frame')} added, ${found} found again, ${known} known already, ${left} whose files are not there`,
    `${countText(links, 'link')}, ${countText(aliases, 'rule')}, ${countText(rejected, 'rejected frame')}, ` +
      `${countText(notes, 'note')}, ${countText(goals, 'goal')}, ${countText(filterNumbers, 'filter number')} ` +
      `and ${countText(results, 'result')} added`,
  ].join('\n');
}
