/** `set KEYWORD=VALUE… FILE…`: edit headers by hand. */
import type { Command } from 'commander';
import type { CardChange, EditReport, FileEditRow, FrameSelection } from '../../core/api/archive';
import { ArchiveError } from '../../core/base/errors';
import { assignmentOf, changeOf, removalOf } from '../../core/rules/headers/headerChanges';
import { countText, durationText } from '../../core/text/words';
import { EXIT } from '../run/exit';
import type { Action, Run } from '../run/run';
import { printable } from '../terminal/printable';
import { section } from '../terminal/section';
import { shortList } from '../terminal/table';

/** Rows of each list in a JSON document. */
const LISTED = 100_000;

interface Options {
  readonly remove: readonly string[];
  readonly add: readonly string[];
  readonly object: readonly string[];
  readonly session: readonly string[];
  readonly unknown?: true;
  /** Commander's word for `--no-rename` is false here. */
  readonly rename: boolean;
  readonly dryRun?: true;
}

export function addSet(program: Command, action: Action): void {
  program
    .command('set')
    .description('set, add or remove keywords in the headers of frames; can be undone')
    .argument('[arguments...]', 'KEYWORD=VALUE pairs, then files and folders of the archive')
    .option('--remove <keyword>', 'remove a keyword; can be repeated', gathered, [])
    .option('--add <keyword=value>', 'add a keyword where there is none, or a line of COMMENT', gathered, [])
    .option('--object <name>', 'all frames of an object, by any of its names', gathered, [])
    .option('--session <id>', 'all frames of a session; the beginning of its id is enough', gathered, [])
    .option('--unknown', 'all frames whose type is unknown')
    .option('--no-rename', 'keep the file names')
    .option('--dry-run', 'show what would happen; touch nothing')
    .action((words: readonly string[], options: Options, command: Command) =>
      action(command, async (run) => {
        const { changes, files } = parsed(words, options);
        const selection = selectionOf(files, options, run);
        const dryRun = options.dryRun === true;
        const archive = await run.existing(dryRun ? 'read' : 'write');
        const request = { selection, changes, rename: options.rename, dryRun, listed: LISTED };
        const report = await archive.editHeaders(request, run.context);
        await run.output.document(
          () => setJson(report),
          () => setText(report, dryRun),
        );
        if (report.cancelled) return EXIT.cancelled;
        const { failed, left } = report.counts;
        return failed + left + report.unknown.length > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

function gathered(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Assignments come first; what follows the first word that is none is a file, also where it holds `=`. */
function parsed(
  words: readonly string[],
  { remove, add }: Options,
): { readonly changes: readonly CardChange[]; readonly files: readonly string[] } {
  const first = words.findIndex((word) => assignmentOf(word) === undefined);
  const pairs = first < 0 ? words : words.slice(0, first);
  const change = (action: 'set' | 'add', word: string): CardChange => {
    const pair = assignmentOf(word);
    if (pair) return changeOf(action, pair.keyword, pair.value);
    throw new ArchiveError('request', `${word} is not a keyword with a value`, { expected: 'KEYWORD=VALUE' });
  };
  const changes = [
    ...pairs.map((word) => change('set', word)),
    ...add.map((word) => change('add', word)),
    ...remove.map(removalOf),
  ];
  return { changes, files: first < 0 ? [] : words.slice(first) };
}

function selectionOf(files: readonly string[], options: Options, run: Run): FrameSelection {
  const { object: objects, session: sessions, unknown } = options;
  if (files.length + objects.length + sessions.length === 0 && unknown !== true) {
    throw new ArchiveError('request', 'No frames are chosen', {
      expected: 'files, folders, --object, --session or --unknown',
    });
  }
  return {
    paths: files.map((file) => run.path(file)),
    objects,
    sessions,
    ...(unknown === true ? { problem: 'unknown' } : {}),
  };
}

export function setJson(report: EditReport): unknown {
  return {
    changed: report.changed.map(({ path, to, type, differences, kept }) => ({
      path,
      to,
      type,
      differences,
      kept,
    })),
    left: report.left,
    failed: report.failed,
    unknown: report.unknown,
    warnings: report.warnings,
    counts: report.counts,
    selected: report.selected,
    cancelled: report.cancelled,
    seconds: report.seconds,
  };
}

export function setText(report: EditReport, dryRun: boolean): string {
  const { counts, changed, cancelled } = report;
  const parts = [
    `${dryRun ? 'Would change' : 'Changed'} ${countText(counts.changed, 'file')}`,
    ...(counts.renamed > 0 ? [`${counts.renamed} renamed`] : []),
    ...(counts.unchanged > 0 ? [`${counts.unchanged} as they should be`] : []),
    ...(counts.left > 0 ? [`${counts.left} left`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    durationText(report.seconds),
  ];
  return [
    parts.join(', '),
    ...(cancelled ? ['Cancelled; what was changed by then stays changed.'] : []),
    ...report.warnings.map((warning) => `Warning: ${printable(warning)}`),
    ...shortList(
      changed.flatMap((row) => ['', ...rowLines(row)]),
      dryRun ? 200 : 40,
    ),
    ...section(
      'Left as they are',
      report.left.map(({ path, why }) => (why.includes(path) ? why : `${path}: ${why}`)),
    ),
    ...section(
      'Failed',
      report.failed.map(({ path, error }) => (error.includes(path) ? error : `${path}: ${error}`)),
    ),
    ...section('Not in the archive', report.unknown),
  ].join('\n');
}

/** A diff of the cards of one file. */
function rowLines({ path, to, differences, kept }: FileEditRow): string[] {
  return [
    printable(to === path ? path : `${path} → ${to}`),
    ...(kept === null ? [] : [`  keeps its name: ${kept}`]),
    ...differences.flatMap(({ before, after }) => [
      ...(before === null ? [] : [`  - ${printable(before)}`]),
      ...(after === null ? [] : [`  + ${printable(after)}`]),
    ]),
  ];
}
