/** `run SCRIPT`: runs a checkout's script in Siril. Not in the help: it serves the guided tour of `npm start`. */
import { dirname } from 'node:path';
import type { Command } from 'commander';
import type { RunReport } from '../../core/siril/run';
import { durationText } from '../../core/words';
import { EXIT } from '../exit';
import { printable } from '../printable';
import type { Action } from '../run';

interface RunOptions {
  readonly program?: string;
  readonly result?: readonly string[];
}

export function addRun(program: Command, action: Action): void {
  program
    .command('run', { hidden: true })
    .description('run the script of a checkout in Siril')
    .argument('<script>', 'the script; Siril works in its folder')
    .option('--program <file>', "Siril's command-line program (default: siril-cli)")
    .option('--result <file...>', 'files that the script must have written, relative to its folder')
    .action((script: string, options: RunOptions, command: Command) =>
      action(command, async (run) => {
        const path = run.path(script);
        const siril = await run.services.findSiril(options.program);
        if (siril === null) {
          run.log.error('Siril was not found; install it, or name its command-line program with --program');
          return EXIT.failed;
        }
        run.log.info(`Siril ${siril.version}`);
        let lines = 0;
        const report = await run.services.runScript({
          program: siril.program,
          folder: dirname(path),
          script: path,
          results: options.result ?? [],
          cancel: run.context.cancel,
          onLine(line) {
            run.log.debug(line);
            const phase = `Siril ${siril.version}`;
            run.context.progress.report({ phase, done: ++lines, total: null, item: line, secondsLeft: null });
          },
        });
        await run.output.document(
          () => runJson(report),
          () => runText(report),
        );
        return report.ok ? EXIT.done : EXIT.failed;
      }),
    );
}

const runJson = ({ ok, exitCode, missing, error, seconds }: RunReport): unknown => ({
  ok,
  exitCode,
  missing,
  error,
  seconds,
});

export function runText(report: RunReport): string {
  const took = durationText(report.seconds);
  if (report.ok) return `Siril finished in ${took}`;
  const lines = [`Siril failed after ${took} (status ${report.exitCode ?? 'none'})`];
  if (report.error !== null) lines.push(printable(report.error));
  if (report.missing.length > 0) lines.push(`Not written: ${report.missing.map(printable).join(', ')}`);
  return lines.join('\n');
}
