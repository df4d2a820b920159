/** `rebuild`: rebuild the database from the files. */
import type { Command } from 'commander';
import type { RebuildReport } from '../../core/api/archive';
import { countText, durationText } from '../../core/text/words';
import { rebuildJson } from '../json/rescue';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { section } from '../terminal/section';

export function addRebuild(program: Command, action: Action): void {
  program
    .command('rebuild')
    .description('rebuild the database from the files of the repository; the current file is kept')
    .action((_options: unknown, command: Command) =>
      action(command, async (run) => {
        const report = await run.services.rescue(run.settings, run.log).rebuild(run.context);
        await run.output.document(
          () => rebuildJson(report),
          () => rebuildText(report),
        );
        return report.failures > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

export function rebuildText({
  kept,
  frameCount,
  sessions,
  failures,
  failed,
  seconds,
}: RebuildReport): string {
  return [
    `Rebuilt the database: ${countText(frameCount, 'frame')}, ${countText(sessions, 'session')}, ` +
      `${countText(failures, 'file')} failed, ${durationText(seconds)}`,
    ...(kept === null ? [] : [`The old one is kept as ${kept}`]),
    ...section(
      'Failed',
      failed.map(({ path, error }) => (error.includes(path) ? error : `${path}: ${error}`)),
    ),
  ].join('\n');
}
