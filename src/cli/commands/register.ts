/** `register FOLDER…`: take files into the archive. */
import { type Command, Option } from 'commander';
import type { RegisterMode, RegisterReport } from '../../core/api/archive';
import { FRAME_TYPES } from '../../core/base/frame';
import { KNOWN } from '../../core/operations/register/reportBuilder';
import { unreadText } from '../../core/storage/files/unread';
import {
  bytesText,
  countText,
  duplicateText,
  durationText,
  frameTypeText,
  insteadText,
} from '../../core/text/words';
import { registerJson } from '../json/register';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { refuseAbsent } from '../run/sources';
import { planLines } from '../terminal/planLines';
import { section } from '../terminal/section';

/**
 * Rows of each list in a JSON document. More would not fit into memory beside the archive; `counts` tells of
 * all.
 */
const LISTED = 100_000;

interface RegisterOptions {
  readonly mode: RegisterMode;
  readonly dryRun?: boolean;
}

export function addRegister(program: Command, action: Action): void {
  program
    .command('register')
    .description('register the FITS and XISF files of folders')
    .argument('<folder...>', 'folders or files')
    .addOption(
      new Option('--mode <mode>', 'copy the files into the archive, move them, or leave them where they are')
        .choices(['copy', 'move', 'in-place'])
        .default('copy'),
    )
    .option('--dry-run', 'show what would happen; touch nothing')
    .action((folders: readonly string[], options: RegisterOptions, command: Command) =>
      action(command, async (run) => {
        const sources = folders.map((folder) => run.path(folder));
        refuseAbsent(sources);
        const dryRun = options.dryRun === true;
        // A dry run touches nothing, not even the database; it also works while another program has it open.
        const archive = await run.archive(dryRun ? 'read' : 'write');
        const report = await archive.register(
          { sources, mode: options.mode, dryRun, listed: LISTED },
          run.context,
        );
        await run.output.document(
          () => registerJson(report),
          () => registerText(report, { dryRun, repository: run.settings.repository }),
        );
        if (report.cancelled) return EXIT.cancelled;
        return report.counts.failed > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

/** `12 lights, 20 darks`; the types that there are, in the usual order. */
function typesText({ registered, plan }: RegisterReport): string {
  const counts = new Map<string, number>();
  const add = (type: string, files: number) => counts.set(type, (counts.get(type) ?? 0) + files);
  if (plan) for (const { type, files } of plan.groups) add(type, files);
  else for (const { type } of registered) add(type, 1);
  return FRAME_TYPES.flatMap((type) => {
    const count = counts.get(type);
    return count === undefined ? [] : [frameTypeText(type, count)];
  }).join(', ');
}

/**
 * File by file, but one line for a reason that many files share: `53 files: It is in the archive already`.
 */
function skippedLines(skipped: RegisterReport['skipped'], known: number): readonly string[] {
  const reasons = new Map<string, string[]>();
  const listed = skipped.filter(({ why, unread }) => why !== KNOWN && !unread);
  for (const { path, why } of listed) {
    const paths = reasons.get(why);
    if (paths) paths.push(path);
    else reasons.set(why, [path]);
  }
  const lines = [...reasons].flatMap(([why, paths]) =>
    paths.length > 3
      ? [`${countText(paths.length, 'file')}: ${why}`]
      : paths.map((path) => `${path}: ${why}`),
  );
  const all = [...lines, ...unreadLines(skipped)];
  return known > 0 ? [`${countText(known, 'file')}: ${KNOWN}`, ...all] : all;
}

/** A line for each folder, but one for a kind of files that lies in many. */
function unreadLines(skipped: RegisterReport['skipped']): readonly string[] {
  const kinds = new Map<string, RegisterReport['skipped'][number][]>();
  for (const each of skipped) {
    if (!each.unread) continue;
    const { ending } = each.unread;
    const same = kinds.get(ending);
    if (same) same.push(each);
    else kinds.set(ending, [each]);
  }
  return [...kinds].flatMap(([ending, folders]) => {
    if (folders.length <= 3) return folders.map(({ path, why }) => `${path}: ${why}`);
    const files = folders.reduce((sum, { unread }) => sum + (unread?.files ?? 0), 0);
    return [`${countText(folders.length, 'folder')}: ${unreadText(ending, files)}`];
  });
}

export function registerText(
  report: RegisterReport,
  { dryRun, repository }: { dryRun: boolean; repository: string },
): string {
  const { registered, duplicates, failed, skipped, counts, known, plan } = report;
  // A list that was cut short cannot tell of what types all files are.
  const types = plan || registered.length === counts.registered ? typesText(report) : '';
  const sums = [types, counts.registered > 0 ? bytesText(report.bytes) : ''].filter((text) => text !== '');
  const lines = [
    `${dryRun ? 'Would register' : 'Registered'} ${countText(counts.registered, 'file')}` +
      `${sums.length === 0 ? '' : ` (${sums.join(', ')})`}, ${countText(counts.duplicates, 'duplicate')}, ` +
      `${counts.failed} failed, ${counts.skipped} skipped, ${durationText(report.seconds)}`,
  ];
  if (report.cancelled) lines.push('Cancelled; what was registered by then stays registered.');
  if (plan) lines.push(...planLines(registered, plan, repository));
  lines.push(
    ...section(
      'Duplicates',
      duplicates.map((each) => `${each.path}: ${duplicateText(each, each.of)}`),
    ),
    ...section(
      'In the place of a poorer copy',
      registered.flatMap(({ to, instead }) =>
        instead === undefined ? [] : [`${to}: ${insteadText(instead)}`],
      ),
    ),
    ...section(
      'Failed',
      failed.map(({ path, error }) => (error.includes(path) ? error : `${path}: ${error}`)),
    ),
    ...section('Skipped', skippedLines(skipped, known)),
  );
  if (!dryRun && counts.registered > 0) lines.push('', 'Run regenerate to put them into sessions.');
  return lines.join('\n');
}
