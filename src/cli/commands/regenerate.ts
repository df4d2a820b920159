/** `regenerate`: regenerate the sessions and their links. */
import type { Command } from 'commander';
import type { RegenerateReport } from '../../core/api/archive';
import { LINK_KINDS } from '../../core/base/session';
import { rereadText } from '../../core/text/reread';
import { countText, durationText, linkKindText } from '../../core/text/words';
import { regenerateJson } from '../json/json';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';

export function addRegenerate(program: Command, action: Action): void {
  program
    .command('regenerate')
    .description('group frames into sessions, and link calibration frames to lights')
    .option('--full', 'look at every frame, not only at what a change can affect')
    .action((options: { readonly full?: boolean }, command: Command) =>
      action(command, async (run) => {
        const archive = await run.archive('write');
        const report = await archive.regenerate({ full: options.full === true }, run.context);
        await run.output.document(
          () => regenerateJson(report),
          () => regenerateText(report),
        );
        return EXIT.done;
      }),
    );
}

export function regenerateText(report: RegenerateReport): string {
  const links = LINK_KINDS.map((kind) => `${linkKindText(kind)} ${report.links[kind]}`).join(', ');
  return [
    `${countText(report.lightSessions, 'light session')}, ` +
      `${countText(report.calibrationSessions, 'calibration session')}, ${durationText(report.seconds)}`,
    `Light sessions with: ${links}; with nothing ${report.unlinked}`,
    ...(report.reread === null ? [] : [rereadText(report.reread)]),
  ].join('\n');
}
