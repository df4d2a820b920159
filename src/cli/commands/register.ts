/** `register FOLDER…`: take files into the archive. */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { Option, type Command } from 'commander';
import type { RegisterMode, RegisterReport } from '../../core/archive';
import { ArchiveError } from '../../core/errors';
import { FRAME_TYPES } from '../../core/model';
import { countText, durationText, frameTypeText } from '../../core/words';
import { EXIT } from '../exit';
import { registerJson } from '../json';
import type { Action } from '../run';
import { section } from '../section';

interface RegisterOptions {
  readonly mode: RegisterMode;
  readonly dryRun?: boolean;
}

export function addRegister(program: Command, action: Action): void {
  program
    .command('register')
    .description('take the FITS files of folders into the archive')
    .argument('<folder...>', 'folders or files')
    .addOption(
      new Option('--mode <mode>', 'copy the files into the archive, move them, or leave them where they are')
        .choices(['copy', 'move', 'in-place'])
        .default('copy'),
    )
    .option('--dry-run', 'say what would happen and touch nothing')
    .action((folders: readonly string[], options: RegisterOptions, command: Command) =>
      action(command, async (run) => {
        const sources = folders.map((folder) => run.path(folder));
        for (const path of sources) {
          if (!existsSync(path))
            throw new ArchiveError('request', 'There is no such file or folder', { path });
        }
        const dryRun = options.dryRun === true;
        // A dry run touches nothing, not even the database; it also works while another program has it open.
        const archive = await run.archive(dryRun ? 'read' : 'write');
        const report = await archive.register({ sources, mode: options.mode, dryRun }, run.context);
        await run.output.document(
          () => registerJson(report),
          () => registerText(report, { dryRun, repository: run.settings.repository }),
        );
        if (report.cancelled) return EXIT.cancelled;
        return report.failed.length > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

/** `12 lights, 20 darks`; the types that there are, in the usual order. */
function typesText(report: RegisterReport): string {
  const counts = new Map<string, number>();
  for (const { type } of report.registered) counts.set(type, (counts.get(type) ?? 0) + 1);
  return FRAME_TYPES.flatMap((type) => {
    const count = counts.get(type);
    return count === undefined ? [] : [frameTypeText(type, count)];
  }).join(', ');
}

/** File by file, but one line for a reason that many files share: `53 files: It is in the archive already`. */
function skippedLines(skipped: RegisterReport['skipped']): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { path, why } of skipped) {
    const paths = reasons.get(why);
    if (paths) paths.push(path);
    else reasons.set(why, [path]);
  }
  return [...reasons].flatMap(([why, paths]) =>
    paths.length > 3
      ? [`${countText(paths.length, 'file')}: ${why}`]
      : paths.map((path) => `${path}: ${why}`),
  );
}

export function registerText(
  report: RegisterReport,
  { dryRun, repository }: { dryRun: boolean; repository: string },
): string {
  const { registered, duplicates, failed, skipped } = report;
  const types = typesText(report);
  const lines = [
    `${dryRun ? 'Would register' : 'Registered'} ${countText(registered.length, 'file')}` +
      `${types === '' ? '' : ` (${types})`}, ${countText(duplicates.length, 'duplicate')}, ` +
      `${failed.length} failed, ${skipped.length} skipped, ${durationText(report.seconds)}`,
  ];
  if (report.cancelled) lines.push('Cancelled; what was registered by then stays registered.');
  if (dryRun) {
    const inside = (path: string) => relative(repository, path) || path;
    lines.push(
      ...section(
        'Would go to',
        registered.map(({ from, to }) => `${from} → ${from === to ? 'stays' : inside(to)}`),
      ),
    );
  }
  lines.push(
    ...section(
      'Duplicates',
      duplicates.map(
        ({ path, of, same }) =>
          `${path}: same ${same === 'file' ? 'file as' : 'image, other header, as'} ${of}`,
      ),
    ),
    ...section(
      'Failed',
      failed.map(({ path, error }) => (error.includes(path) ? error : `${path}: ${error}`)),
    ),
    ...section('Skipped', skippedLines(skipped)),
  );
  return lines.join('\n');
}
