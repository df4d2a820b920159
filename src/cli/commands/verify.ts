/**
 * `verify`: read every archived file again and say what is wrong; on request, bring the database into line.
 */
import type { Command } from 'commander';
import type { RepairReport, VerifyReport } from '../../core/api/archive';
import { ArchiveError } from '../../core/base/errors';
import { archiveExists } from '../../core/storage/identity/find';
import { changeText, countText, durationText } from '../../core/text/words';
import { repairJson, verifyJson } from '../json/json';
import { EXIT, type ExitCode } from '../run/exit';
import type { Action, Run } from '../run/run';
import { section } from '../terminal/section';

interface VerifyOptions {
  readonly quick?: boolean;
  readonly fromStart?: boolean;
  readonly repair?: boolean;
  readonly forgetMissing?: boolean;
}

export function addVerify(program: Command, action: Action): void {
  program
    .command('verify')
    .description('read every file again, and list what is missing, changed or unknown')
    .option('--quick', 'compare sizes and modification times only')
    .option('--from-start', 'start over instead of going on where a cancelled verification stopped')
    .option('--repair', 'update the database to match the files; no file is touched')
    .option('--forget-missing', 'with --repair: remove missing files from the archive')
    .action((options: VerifyOptions, command: Command) =>
      action(command, async (run) => {
        if (options.forgetMissing === true && options.repair !== true) {
          throw new ArchiveError('request', '--forget-missing needs --repair');
        }
        const report = await verify(run, options);
        const repaired = await repair(run, report, options);
        await run.output.document(
          () => ({ ...verifyJson(report), ...(repaired ? { repaired: repairJson(repaired) } : {}) }),
          () => [verifyText(report), ...(repaired ? [repairText(repaired)] : [])].join('\n\n'),
        );
        if (report.cancelled || repaired?.cancelled === true) return EXIT.cancelled;
        return statusOf(report, repaired);
      }),
    );
}

async function verify(run: Run, options: VerifyOptions): Promise<VerifyReport> {
  // Where it stopped is remembered in the database, but a mistyped folder must not get one for that.
  const exists = options.repair === true || (await archiveExists(run.settings));
  const archive = exists ? await run.archive('write') : await run.existing();
  const request = { quick: options.quick === true, fromStart: options.fromStart === true };
  return archive.verify(request, run.context);
}

async function repair(
  run: Run,
  report: VerifyReport,
  options: VerifyOptions,
): Promise<RepairReport | undefined> {
  if (options.repair !== true || report.cancelled) return undefined;
  const archive = await run.archive('write');
  const [missing, changed, unknown] = [report.missing, report.changed, report.unknown].map((list) =>
    list.map(({ path }) => path),
  ) as [string[], string[], string[]];
  const forgetMissing = options.forgetMissing === true;
  return archive.repair({ missing, changed, unknown, forgetMissing }, run.context);
}

function statusOf(report: VerifyReport, repaired: RepairReport | undefined): ExitCode {
  const { missing, changed, unreadable, unknown } = report;
  const wrong = repaired
    ? repaired.left.length + unreadable.length
    : missing.length + changed.length + unreadable.length + unknown.length;
  return wrong > 0 ? EXIT.failed : EXIT.done;
}

export function verifyText(report: VerifyReport): string {
  const { checked, missing, changed, unreadable, unknown } = report;
  return [
    `Checked ${countText(checked, 'file')}: ${missing.length} missing, ${changed.length} changed, ` +
      `${unreadable.length} unreadable, ${countText(unknown.length, 'unknown file')}, ` +
      durationText(report.seconds),
    ...(report.resumed === null ? [] : [`Went on with the verification of ${report.resumed}.`]),
    ...(report.cancelled ? ['Cancelled; the next verification goes on here.'] : []),
    ...section(
      'Missing',
      missing.map(({ path }) => path),
    ),
    ...section(
      'Changed',
      changed.map(({ path, what }) => `${path}: ${changeText(what)}`),
    ),
    ...section(
      'Unreadable',
      unreadable.map(({ path, error }) => (error.includes(path) ? error : `${path}: ${error}`)),
    ),
    ...section(
      'Unknown to the archive',
      unknown.map(({ path }) => path),
    ),
  ].join('\n');
}

export function repairText(report: RepairReport): string {
  const { moved, read, registered, forgotten, left } = report;
  const changes = moved.length + read.length + registered.length + forgotten.length;
  return [
    `Repaired: ${moved.length} moved, ${read.length} read again, ${registered.length} registered, ` +
      `${forgotten.length} forgotten, ${left.length} left`,
    ...(changes > 0 ? ['Regenerate to bring the sessions up to date.'] : []),
    ...section(
      'Found again',
      moved.map(({ from, to }) => `${from} → ${to}`),
    ),
    ...section('Forgotten', forgotten),
    ...section(
      'Left',
      left.map(({ path, why }) => (why.includes(path) ? why : `${path}: ${why}`)),
    ),
  ].join('\n');
}
