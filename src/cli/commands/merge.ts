/** `merge FROM INTO`: make one object of two. */
import { type Command, Option } from 'commander';
import type { FileEditRow, MergeMode, MergeReport } from '../../core/api/archive';
import { amendedLines, mergedSessionText, mergeText, ruleLines, spellingsText } from '../../core/text/merge';
import { durationText } from '../../core/text/words';
import { mergeJson } from '../json/merge';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { printable } from '../terminal/printable';
import { section } from '../terminal/section';
import { shortPath } from '../terminal/shortPath';

/** Rows of each list in an answer; `counts` tells of all. */
const LISTED = 100_000;

interface MergeOptions {
  readonly mode?: MergeMode;
  readonly renameFiles?: true;
  readonly dryRun?: true;
}

export function addMerge(program: Command, action: Action): void {
  program
    .command('merge')
    .description('merge two objects: names, files and folders, headers, sessions')
    .argument('<from>', 'the object to merge, in any spelling')
    .argument('<into>', 'the object to merge it into, spelled as you want it')
    .addOption(
      new Option(
        '--mode <mode>',
        'only count it so (database), rename files and change their headers (files, the default), ' +
          'change headers only (headers), or change all headers and rename files (all)',
      ).choices(['database', 'files', 'headers', 'all']),
    )
    .addOption(new Option('--rename-files', 'the same as --mode files').conflicts('mode'))
    .option('--dry-run', 'show what would happen; touch nothing')
    .action((from: string, into: string, options: MergeOptions, command: Command) =>
      action(command, async (run) => {
        const dryRun = options.dryRun === true;
        const archive = await run.existing(dryRun ? 'read' : 'write');
        const request = { from, into, mode: options.mode ?? 'files', dryRun, listed: LISTED };
        const report = await archive.merge(request, run.context);
        await run.output.document(
          () => mergeJson(report),
          () => mergeReportText(report, dryRun, run.settings.repository),
        );
        if (report.cancelled) return EXIT.cancelled;
        return report.counts.failed > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

function mergeReportText(report: MergeReport, dryRun: boolean, repository: string): string {
  const { changed, left, failed, merged } = report;
  const short = (path: string) => shortPath(path, repository);
  return [
    `${dryRun ? 'Would be: ' : ''}${printable(mergeText(report))}${dryRun ? '' : `, ${durationText(report.seconds)}`}`,
    ...(report.cancelled && !dryRun ? ['Cancelled; what was changed by then stays changed.'] : []),
    ...report.warnings.map((warning) => `Warning: ${printable(warning)}`),
    `Names in headers: ${printable(spellingsText(report))}`,
    ...ruleLines(report).map(printable),
    ...section('Sessions', merged.map(mergedSessionText)),
    // Every line of it: that is what a dry run is for.
    ...(dryRun && changed.length > 0
      ? ['', 'Files', ...changed.flatMap((row) => fileLines(row, short))]
      : []),
    ...section(
      'Left as they are',
      left.map(({ path, why }) => (why.startsWith(path) ? why : `${path}: ${why}`)),
    ),
    ...section(
      'Failed',
      failed.map(({ path, error }) => (error.includes(path) ? error : `${path}: ${error}`)),
    ),
  ].join('\n');
}

function fileLines(row: FileEditRow, short: (path: string) => string): string[] {
  return amendedLines(row, short).map(({ before, after }, i) => {
    if (i > 0) return printable(cardLine(before, after));
    return `  ${printable(before === after ? before : `${before} → ${after}`)}`;
  });
}

function cardLine(before: string, after: string): string {
  if (before === '') return `    + ${after.trim()}`;
  return after === '' ? `    - ${before.trim()}` : `    ${before.trim()} → ${after.trim()}`;
}
