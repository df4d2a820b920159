/**
 * `run SCRIPT`: runs a checkout's script in Siril. Not in the help: it serves the guided tour of `npm start`.
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { targetOf } from '../../core/siril/check/target';
import { parseScript } from '../../core/siril/parser/script';
import { goOn, withoutReference } from '../../core/siril/running/goOn';
import { type Registration, registrationLines } from '../../core/siril/running/registration';
import { RunFollower } from '../../core/siril/running/runFollower';
import type { InstalledSiril, RunReport } from '../../core/siril/running/runSiril';
import { durationText } from '../../core/text/words';
import { EXIT } from '../run/exit';
import type { Action, Run } from '../run/run';
import { printable } from '../terminal/printable';

interface RunOptions {
  readonly program?: string;
  readonly result?: readonly string[];
  readonly otherReference?: boolean;
}

/** A run, and what Siril has said of the sequences that it registered. */
interface Ran {
  readonly report: RunReport;
  readonly registrations: readonly Registration[];
}

export function addRun(program: Command, action: Action): void {
  program
    .command('run', { hidden: true })
    .description('run the script of a checkout in Siril')
    .argument('<script>', 'the script; Siril works in its folder')
    .option('--program <file>', "Siril's command-line program (default: siril-cli)")
    .option('--result <file...>', 'files that the script must have written, relative to its folder')
    .option('--other-reference', 'if the reference image has too few stars, continue with another one')
    .action((script: string, options: RunOptions, command: Command) =>
      action(command, async (run) => {
        const path = run.path(script);
        const siril = await run.services.findSiril(options.program);
        if (siril === null) {
          run.log.error('Siril was not found; install it, or name its command-line program with --program');
          return EXIT.failed;
        }
        run.log.info(`Siril ${siril.version}`);
        const text = textOf(path);
        const phase = `Siril ${siril.version}`;
        let lines = 0;
        const say = (line: string) => {
          run.log.debug(line);
          run.context.progress.report({ phase, done: ++lines, total: null, item: line, secondsLeft: null });
        };
        const follower = new RunFollower(parseScript(text));
        const report = await run.services.runScript({
          program: siril.program,
          folder: dirname(path),
          script: path,
          results: options.result ?? [],
          cancel: run.context.cancel,
          onLine(line) {
            follower.take(line);
            say(line);
          },
        });
        const whole: Ran = { report, registrations: follower.registrations };
        const lacking = report.ok ? undefined : withoutReference(whole.registrations);
        const wanted = lacking !== undefined && options.otherReference === true;
        const rest = wanted ? await goOnFrom(run, { text, path, siril, registration: lacking, say }) : null;
        const ran = rest ?? whole;
        const advice =
          lacking === undefined || wanted
            ? null
            : `The image of ${lacking.sequence} that the others are aligned on has too few stars: run it with ` +
              '--other-reference to go on with another one';
        await run.output.document(
          () => runJson(ran),
          () => runText(ran, advice),
        );
        return ran.report.ok ? EXIT.done : EXIT.failed;
      }),
    );
}

/** Siril reports a script that cannot be read better than this could. */
function textOf(script: string): string {
  try {
    return readFileSync(script, 'utf8');
  } catch {
    return '';
  }
}

interface Rest {
  readonly text: string;
  readonly path: string;
  readonly siril: InstalledSiril;
  readonly registration: Registration;
  readonly say: (line: string) => void;
}

async function goOnFrom(run: Run, { text, path, siril, registration, say }: Rest): Promise<Ran | null> {
  const { version } = targetOf(parseScript(text), { version: siril.version, from: 'installed' });
  return goOn({
    text,
    folder: dirname(path),
    siril,
    version,
    registration,
    cancel: run.context.cancel,
    run: run.services.runScript,
    onReference: (sequence, image) => run.log.info(`${sequence} is registered on image ${image}`),
    onLine: say,
  });
}

const runJson = ({ report, registrations }: Ran): unknown => ({
  ok: report.ok,
  exitCode: report.exitCode,
  missing: report.missing,
  error: report.error,
  seconds: report.seconds,
  registrations: registrations.map(({ sequence, registered, failed, skipped }) => ({
    sequence,
    registered,
    failed,
    skipped: [...skipped].map(([image, why]) => ({ image, why })),
  })),
});

export function runText({ report, registrations }: Ran, advice: string | null): string {
  const took = durationText(report.seconds);
  const few = registrationLines(registrations).map(printable);
  if (report.ok) return [`Siril finished in ${took}`, ...few].join('\n');
  const lines = [`Siril failed after ${took} (status ${report.exitCode ?? 'none'})`];
  if (report.error !== null) lines.push(printable(report.error));
  if (report.missing.length > 0) lines.push(`Not written: ${report.missing.map(printable).join(', ')}`);
  return [...lines, ...few, ...(advice === null ? [] : [printable(advice)])].join('\n');
}
