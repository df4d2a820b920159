/** `reject PATH…`: take frames out of their sessions, or back into them. */
import type { Command } from 'commander';
import type { RejectReport } from '../../core/api/archive';
import { countText } from '../../core/text/words';
import { rejectJson } from '../json/json';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { section } from '../terminal/section';

export function addReject(program: Command, action: Action): void {
  program
    .command('reject')
    .description('take frames out of their sessions; their files stay where they are')
    .argument('<file...>', 'files of the archive')
    .option('--undo', 'put them back into their sessions')
    .action((files: string[], { undo = false }: { undo?: boolean }, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing('write');
        const frames = files.map((file) => run.path(file));
        const report = await archive.reject({ frames, rejected: !undo });
        await run.output.document(
          () => rejectJson(report),
          () => rejectText(report, !undo),
        );
        return report.unknown.length > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

export function rejectText({ changed, unchanged, unknown }: RejectReport, rejected: boolean): string {
  const parts = [
    `${countText(changed.length, 'frame')} ${rejected ? 'rejected' : 'taken back'}`,
    ...(unchanged.length > 0 ? [`${unchanged.length} ${rejected ? 'rejected' : 'in use'} before`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} not in the archive`] : []),
  ];
  return [parts.join(', '), ...section('Not in the archive', unknown.map(String))].join('\n');
}
