/** `restore`: put the generation before the last save in the place of the database. */
import type { Command } from 'commander';
import type { RestoreReport } from '../../core/api/archive';
import { countText } from '../../core/text/words';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';

export function addRestore(program: Command, action: Action): void {
  program
    .command('restore')
    .description('restore the database as it was before its last save; the current file is kept')
    .action((_options: unknown, command: Command) =>
      action(command, async (run) => {
        const report = await run.services.rescue(run.settings, run.log).restore();
        await run.output.document(
          () => ({
            database: report.database,
            kept: report.kept,
            saved: report.saved,
            frames: report.frameCount,
          }),
          () => restoreText(report),
        );
        return EXIT.done;
      }),
    );
}

export function restoreText({ kept, saved, frameCount: frames }: RestoreReport): string {
  return [
    `Restored the database of ${saved} with ${countText(frames, 'frame')}.`,
    ...(kept === null ? [] : [`The other one is kept as ${kept}`]),
    'Register the repository in place and regenerate to bring it up to date.',
  ].join('\n');
}
