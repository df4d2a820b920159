/** `astrobin`: the acquisitions of objects or sessions as the table that AstroBin imports. */
import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Acquisition, AcquisitionsReport } from '../../core/api/astrobin';
import { ArchiveError, fileError } from '../../core/base/errors';
import { acquisitionCsv } from '../../core/rules/astrobin/acquisitionCsv';
import { exposureText, numberText } from '../../core/text/words';
import { acquisitionsJson } from '../json/astrobin';
import { EXIT, type ExitCode } from '../run/exit';
import type { Action, Run } from '../run/run';
import { section } from '../terminal/section';
import { type Column, NONE, table } from '../terminal/table';

interface Options {
  readonly filterId: readonly string[];
  readonly unnumbered?: 'empty' | 'omit';
  readonly csv?: boolean;
  readonly to?: string;
}

export function addAstrobin(program: Command, action: Action): void {
  program
    .command('astrobin')
    .description("make the table that AstroBin's form of acquisitions imports")
    .argument('[of...]', 'objects by any of their names, and sessions by the beginning of their id')
    .addOption(
      new Option(
        '--filter-id <filter=number>',
        "AstroBin's number of a filter, kept for the next time; none forgets it",
      )
        .argParser((text: string, before: readonly string[]) => [...before, text])
        .default([], 'as kept'),
    )
    .addOption(
      new Option(
        '--unnumbered <what>',
        'filters without a number: leave their cells empty, or omit their rows (default: refuse)',
      ).choices(['empty', 'omit']),
    )
    .option('--csv', 'print the table as CSV')
    .option('--to <file>', 'write the table as CSV to a new file')
    .action((of: readonly string[], options: Options, command: Command) =>
      action(command, (run) => astrobin(run, of, options)),
    );
}

async function astrobin(run: Run, of: readonly string[], options: Options): Promise<ExitCode> {
  const set = options.filterId.map(numberOf);
  const archive = await run.existing(set.length > 0 ? 'write' : 'read');
  if (of.length === 0) {
    const numbers = await archive.filterNumbers(set.length > 0 ? { set } : {});
    await run.output.document(
      () => ({ filterNumbers: numbers.map(({ filter, number }) => ({ filter, number })) }),
      () =>
        numbers.length === 0
          ? 'No filter numbers.'
          : numbers.map((n) => `${n.filter}: ${n.number}`).join('\n'),
    );
    return EXIT.done;
  }
  if (set.length > 0) await archive.filterNumbers({ set });
  const report = await archive.acquisitions({ of });
  if (report.unnumbered.length > 0 && options.unnumbered === undefined) throw unnumbered(report.unnumbered);
  const shown = options.unnumbered === 'omit' ? withoutUnnumbered(report) : report;
  const file = options.to === undefined ? null : run.path(options.to);
  if (file !== null) write(file, acquisitionCsv(shown.rows));
  await run.output.document(
    () => acquisitionsJson(shown, file),
    () => (options.csv === true ? acquisitionCsv(shown.rows).trimEnd() : textOf(shown, file)),
  );
  for (const { session, why } of shown.left) run.log.warn(`session ${session} is left out: ${why}`);
  return EXIT.done;
}

/** `Ha=4657`; null for `Ha=none`. */
function numberOf(text: string): { readonly filter: string; readonly number: number | null } {
  const at = text.lastIndexOf('=');
  const [filter, value] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()];
  const isNumber = /^[1-9]\d{0,8}$/.test(value);
  if (filter !== '' && (isNumber || value === 'none')) {
    return { filter, number: isNumber ? Number(value) : null };
  }
  throw new ArchiveError('request', "AstroBin's number of a filter cannot be read", {
    expected: 'a filter and a number, as Ha=4657, or Ha=none to forget it',
    got: text,
  });
}

function unnumbered(filters: readonly string[]): ArchiveError {
  return new ArchiveError('request', `AstroBin's number is not known of ${filters.join(', ')}`, {
    expected: filters.map((filter) => `--filter-id "${filter}=NUMBER"`).join(' '),
    advice:
      "The number is in the address of the filter's page in AstroBin's equipment database. " +
      '--unnumbered empty leaves the cells empty, --unnumbered omit leaves the rows out.',
  });
}

function withoutUnnumbered(report: AcquisitionsReport): AcquisitionsReport {
  const isNumbered = ({ filter, filterName }: Acquisition) => filter !== null || filterName === null;
  return { ...report, rows: report.rows.filter(isNumbered) };
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw fileError(error, path);
  }
}

function textOf({ rows, unnumbered: without }: AcquisitionsReport, file: string | null): string {
  return [
    rows.length === 0 ? 'No acquisitions.' : table(COLUMNS, rows),
    ...section('Filters without a number', without),
    ...(file === null ? [] : ['', `Written to ${file}`]),
  ].join('\n');
}

const cell = (value: number | null) => (value === null ? NONE : numberText(value, 2));
const COLUMNS: readonly Column<Acquisition>[] = [
  { head: 'Date', value: ({ date }) => date ?? NONE },
  { head: 'Filter', value: ({ filterName }) => filterName ?? NONE },
  { head: 'Number', align: 'right', value: ({ filter }) => (filter === null ? NONE : String(filter)) },
  {
    head: 'Frames',
    align: 'right',
    value: ({ number, duration }) => `${number} × ${exposureText(duration)}`,
  },
  { head: 'Binning', align: 'right', value: ({ binning }) => cell(binning) },
  { head: 'Gain', align: 'right', value: ({ gain, iso }) => (iso === null ? cell(gain) : `ISO ${iso}`) },
  { head: '°C', align: 'right', value: ({ sensorCooling }) => cell(sensorCooling) },
  { head: 'Darks', align: 'right', value: ({ darks }) => cell(darks) },
  { head: 'Flats', align: 'right', value: ({ flats }) => cell(flats) },
  { head: 'Flat-darks', align: 'right', value: ({ flatDarks }) => cell(flatDarks) },
  { head: 'Bias', align: 'right', value: ({ bias }) => cell(bias) },
];
