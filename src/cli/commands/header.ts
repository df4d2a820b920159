/** `header FILE`: what a file's headers say, and what the archive makes of them. Needs no archive. */
import type { Command } from 'commander';
import { headerLines } from '../../core/text/header';
import { headerJson } from '../json/json';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { printable } from '../terminal/printable';

export function addHeader(program: Command, action: Action): void {
  program
    .command('header')
    .description('print the headers of a FITS or XISF file and what they mean')
    .argument('<file>', 'a FITS or XISF file')
    .action((file: string, _options: unknown, command: Command) =>
      action(command, async (run) => {
        const report = run.services.readHeader(run.path(file), run.settings.timeZone);
        await run.output.document(
          () => headerJson(report),
          () => headerLines(report).map(printable).join('\n').trimEnd(),
        );
        return EXIT.done;
      }),
    );
}
