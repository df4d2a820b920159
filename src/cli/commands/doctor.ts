/** `doctor`: what a bug report needs to know of the program and the archive, without any name or path. */
import type { Command } from 'commander';
import { version } from '../../../package.json';
import { diagnose } from '../../core/archive/doctor/diagnose';
import { diagnosticsText } from '../../core/text/diagnostics';
import { diagnosticsJson } from '../json/diagnostics';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';

export function addDoctor(program: Command, action: Action): void {
  program
    .command('doctor')
    .description(
      'print versions and the state of the archive for a bug report: no names, no paths; changes nothing',
    )
    .action((_options: unknown, command: Command) =>
      action(command, async (run) => {
        const { settings } = run;
        const found = await diagnose({ version, editor: null, settings, mayStartPrograms: true });
        await run.output.document(
          () => diagnosticsJson(found),
          () => diagnosticsText(found),
        );
        return EXIT.done;
      }),
    );
}
