/** `map suggest`, `map apply`, `map export`, `map import`. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { MapReport, MapRequest, NameSuggestion } from '../../core/api/archive';
import { ArchiveError, fileError } from '../../core/base/errors';
import type { NameRule } from '../../core/base/nameRule';
import { LARGEST_NAMES, namesText } from '../../core/rules/names/rulesFile';
import {
  importText,
  mapText,
  nameChangeText,
  nameKindText,
  ruleText,
  suggestionDetail,
  suggestionText,
} from '../../core/text/names';
import { countText } from '../../core/text/words';
import { importNamesJson, mapJson, suggestionJson } from '../json/names';
import { EXIT, type ExitCode } from '../run/exit';
import type { Action, Run } from '../run/run';
import { printable } from '../terminal/printable';
import { section } from '../terminal/section';
import { table } from '../terminal/table';
import { fileOptions, type FileOptions, kindOption, type OfKind } from './mapOptions';

export function addMapWork(map: Command, action: Action): void {
  map
    .command('suggest')
    .description('list names that probably mean the same, and the rules for them')
    .addOption(kindOption())
    .action((_options: unknown, command: Command) =>
      action(command, (run) => suggest(run, command.optsWithGlobals<OfKind>())),
    );
  fileOptions(
    map
      .command('apply')
      .description('write the names that the rules give into headers and file names')
      .addOption(kindOption()),
  ).action((_options: unknown, command: Command) =>
    action(command, (run) => {
      const { kind, ...files } = command.optsWithGlobals<OfKind & FileOptions>();
      if (!files.headers && !files.rename && !files.dryRun) {
        throw new ArchiveError('request', 'Nothing is chosen to be changed', {
          expected: '--headers, --rename or --dry-run',
          advice: 'Sessions follow the rules by themselves.',
        });
      }
      return mapAndTell(run, { add: [], ...(kind === undefined ? {} : { kind }) }, files);
    }),
  );
  map
    .command('export')
    .description('export the rules to a file, or print them')
    .argument('[file]', 'a new file')
    .action((file: string | undefined, _options: unknown, command: Command) =>
      action(command, (run) => exportRules(run, file)),
    );
  map
    .command('import')
    .description('import rules from a file')
    .argument('<file>', 'a file that map export wrote, or the astro-archive.json of another archive')
    .option('--replace', "replace the archive's own rules for the same names")
    .option('--dry-run', 'show what would happen; change nothing')
    .action((file: string, options: { replace?: true; dryRun?: true }, command: Command) =>
      action(command, (run) => importRules(run, run.path(file), options)),
    );
}

async function suggest(run: Run, { kind }: OfKind): Promise<ExitCode> {
  const archive = await run.existing();
  const suggestions = await archive.suggestNames(kind === undefined ? {} : { kind });
  await run.output.document(
    () => suggestions.map(suggestionJson),
    () => suggestionsText(suggestions),
  );
  return EXIT.done;
}

function suggestionsText(suggestions: readonly NameSuggestion[]): string {
  if (suggestions.length === 0) return 'No names that look alike.';
  return table(
    [
      { head: 'Of', value: ({ kind }) => nameKindText(kind) },
      { head: 'Names', value: suggestionText },
      { head: 'Frames', value: suggestionDetail },
    ],
    suggestions,
  );
}

/** Carries out and answers; rules to be added come with `request`. */
export async function mapAndTell(
  run: Run,
  request: Pick<MapRequest, 'add' | 'kind'>,
  { headers = false, rename = false, dryRun = false }: { readonly [K in keyof FileOptions]?: boolean },
): Promise<ExitCode> {
  const archive = await run.existing(dryRun ? 'read' : 'write');
  const report = await archive.mapNames({ ...request, headers, rename, dryRun }, run.context);
  await run.output.document(
    () => mapJson(report),
    () => mapReportText(report, dryRun),
  );
  if (report.cancelled) return EXIT.cancelled;
  return (report.files?.counts.failed ?? 0) > 0 ? EXIT.failed : EXIT.done;
}

function mapReportText(report: MapReport, dryRun: boolean): string {
  const { names, files } = report;
  return [
    `${dryRun ? 'Would be: ' : ''}${mapText(report)}`,
    ...section('Names', names.map(nameChangeText)),
    ...section(
      'Files',
      (files?.changed ?? []).map(({ path, to, differences }) =>
        [path === to ? path : `${path} → ${to}`, ...differences.map(({ after }) => after ?? '')].join('; '),
      ),
    ),
    ...section(
      'Left as they are',
      (files?.left ?? []).map(({ path, why }) => `${path}: ${why}`),
    ),
    ...section(
      'Failed',
      (files?.failed ?? []).map(({ path, error }) => `${path}: ${error}`),
    ),
  ].join('\n');
}

async function exportRules(run: Run, file: string | undefined): Promise<ExitCode> {
  const rules = await (await run.existing()).nameRules({ action: 'list' });
  if (file === undefined) {
    const text = namesText(rules);
    await run.output.document(
      () => JSON.parse(text) as unknown,
      () => text.trimEnd(),
    );
    return EXIT.done;
  }
  const path = run.path(file);
  writeRules(path, rules);
  await run.output.document(
    () => ({ file: path, rules: rules.length }),
    () => `${countText(rules.length, 'rule')} in ${printable(path)}`,
  );
  return EXIT.done;
}

function writeRules(path: string, rules: readonly NameRule[]): void {
  try {
    writeFileSync(path, namesText(rules), { flag: 'wx' });
  } catch (error) {
    throw fileError(error, path);
  }
}

async function importRules(
  run: Run,
  path: string,
  { replace = false, dryRun = false }: { readonly replace?: boolean; readonly dryRun?: boolean },
): Promise<ExitCode> {
  const archive = await run.existing(dryRun ? 'read' : 'write');
  const report = await archive.importNames({ text: textOf(path), replace, dryRun });
  const { added, replaced, conflicts, refused } = report;
  await run.output.document(
    () => importNamesJson(report),
    () =>
      [
        `${dryRun ? 'Would be: ' : ''}${importText(report)}`,
        ...section('Added', added.map(ruleText)),
        ...section(
          'In the place of another',
          replaced.map(({ rule, own }) => `${ruleText(rule)}, was ${own.name}`),
        ),
        ...section(
          'Left out',
          conflicts.map(({ rule, own }) => `${ruleText(rule)}, is ${own.name}`),
        ),
        ...section(
          'Not understood',
          refused.map(({ entry, why }) => `${entry}: ${why}`),
        ),
      ].join('\n'),
  );
  return conflicts.length + refused.length > 0 ? EXIT.failed : EXIT.done;
}

function textOf(path: string): string {
  try {
    const { size } = statSync(path);
    if (size <= LARGEST_NAMES) return readFileSync(path, 'utf8');
  } catch (error) {
    throw fileError(error, path);
  }
  throw new ArchiveError('format', 'The file is too large to hold names', { path });
}
