/** `stats --by …`: the figures of a time, a rig or an object as a table. */
import type { StatsRow } from '../../core/api/archive';
import { ArchiveError } from '../../core/base/errors';
import { choices, selected, type Selection } from '../../core/rules/figures/selection';
import { foldName } from '../../core/rules/names/fold';
import { objectKey } from '../../core/rules/names/objectName';
import { type CsvTable, csvText } from '../../core/text/csv';
import { FIGURE_TABLES, figureTable, type FigureTable } from '../../core/text/figureTables';
import { EXIT, type ExitCode } from '../run/exit';
import type { Run } from '../run/run';
import { NONE, table } from '../terminal/table';

export interface StatsOptions {
  readonly by?: FigureTable;
  readonly from?: string;
  readonly to?: string;
  readonly rig?: string;
  readonly object?: string;
  readonly csv?: boolean;
}

export { FIGURE_TABLES };

/** Whether anything but the figures of the whole archive is asked for. */
export function asksForTable(options: StatsOptions): boolean {
  return Object.values(options).some((value) => value !== undefined);
}

/** By object unless said otherwise. */
export async function statsBy(run: Run, options: StatsOptions): Promise<ExitCode> {
  const archive = await run.existing();
  const { rows } = await archive.statsRows({ fresh: true });
  const made = figureTable(selected(rows, selectionOf(options, rows)), options.by ?? 'object');
  await run.output.document(
    () => tableJson(made),
    () => (options.csv === true ? csvText(made).replaceAll('\r\n', '\n').trimEnd() : tableText(made)),
  );
  return EXIT.done;
}

/** `[{ "night": "2024-09-13", "hours": 5.25, "hoursDark": 7.5 }]`. */
function tableJson({ head, rows }: CsvTable): unknown {
  const keys = head.map((name) => name.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase()));
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [keys[i] ?? '', cell])));
}

function tableText({ head, rows }: CsvTable): string {
  if (rows.length === 0) return 'No frames.';
  const columns = head.map((name, i) => {
    const isNumber = rows.every((row) => row[i] === null || typeof row[i] === 'number');
    return {
      head: name.charAt(0).toUpperCase() + name.slice(1),
      ...(isNumber ? { align: 'right' as const } : {}),
      value: (row: CsvTable['rows'][number]) => String(row[i] ?? NONE),
    };
  });
  return table(columns, rows);
}

function selectionOf({ from, to, rig, object }: StatsOptions, rows: readonly StatsRow[]): Selection {
  const { rigs, objects } = choices(rows);
  return {
    ...{ from: nightOf(from), to: nightOf(to) },
    rig: rig === undefined ? null : oneOf('rig', rig, rigs, (name) => foldName(name)),
    object: object === undefined ? null : oneOf('object', object, objects, objectKey),
  };
}

function nightOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return text;
  throw new ArchiveError('request', 'The night cannot be read', { expected: '2024-09-13', got: text });
}

function oneOf(
  what: string,
  asked: string,
  names: readonly string[],
  keyOf: (name: string) => string | null,
): string {
  const found = names.find((name) => keyOf(name) === keyOf(asked));
  if (found !== undefined) return found;
  throw new ArchiveError('request', `No lights of this ${what}`, {
    expected: names.length === 0 ? `a ${what} of the archive` : names.slice(0, 20).join(', '),
    got: asked,
  });
}
