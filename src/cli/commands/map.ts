/** `map`: rules that give names in headers other names. */
import type { Command } from 'commander';
import type { NameKind, NameRule } from '../../core/base/nameRule';
import { spellingText } from '../../core/text/names';
import { aliasJson } from '../json/json';
import { EXIT, type ExitCode } from '../run/exit';
import type { Action, Run } from '../run/run';
import { table } from '../terminal/table';
import {
  fileOptions,
  type FileOptions,
  kindArgument,
  kindOption,
  matchingOption,
  type OfKind,
} from './mapOptions';
import { addMapWork, mapAndTell } from './mapWork';

export function addMap(program: Command, action: Action): void {
  const map = program
    .command('map')
    .description('list or change name rules')
    .addOption(kindOption())
    .action((options: OfKind, command: Command) => action(command, (run) => list(run, options.kind)));
  fileOptions(
    map
      .command('add')
      .description('use another name for a name in headers; sessions are regenerated')
      .addArgument(kindArgument())
      .argument('<from>', 'the name in headers; empty for headers that say nothing')
      .argument('<to>', 'the name to use')
      .addOption(matchingOption()),
  ).action((kind: NameKind, from: string, to: string, options: AddOptions, command: Command) =>
    action(command, (run) => {
      const { matching, ...files } = options;
      const rule = ruleOf(kind, from, to, matching);
      if (files.headers || files.rename || files.dryRun) return mapAndTell(run, { add: [rule] }, files);
      return addRule(run, rule);
    }),
  );
  map
    .command('remove')
    .description('remove a rule')
    .addArgument(kindArgument())
    .argument('<from>', 'the name in headers, as in the rule')
    .action((kind: NameKind, from: string, _options: unknown, command: Command) =>
      action(command, (run) => removeRule(run, kind, from)),
    );
  addMapWork(map, action);
}

type AddOptions = Pick<NameRule, 'matching'> & FileOptions;

/** Headers that say nothing have nothing to fold. */
function ruleOf(kind: NameKind, spelling: string, name: string, matching: NameRule['matching']): NameRule {
  return { kind, spelling, name, matching: spelling === '' ? 'exact' : matching };
}

export async function list(run: Run, kind?: NameKind): Promise<ExitCode> {
  return answer(run, await (await run.existing()).nameRules({ action: 'list' }), kind);
}

/** Returns the rules of one kind, or all. */
export async function addRule(run: Run, rule: NameRule, shown?: NameKind): Promise<ExitCode> {
  return answer(run, await (await run.existing('write')).nameRules({ action: 'add', rule }), shown);
}

export async function removeRule(
  run: Run,
  kind: NameKind,
  spelling: string,
  shown?: NameKind,
): Promise<ExitCode> {
  return answer(
    run,
    await (await run.existing('write')).nameRules({ action: 'remove', kind, spelling }),
    shown,
  );
}

async function answer(run: Run, rules: readonly NameRule[], kind?: NameKind): Promise<ExitCode> {
  const shown = rules.filter((rule) => kind === undefined || rule.kind === kind);
  await run.output.document(
    () => shown.map(aliasJson),
    () => rulesText(shown),
  );
  return EXIT.done;
}

export function rulesText(rules: readonly NameRule[]): string {
  if (rules.length === 0) return 'No name rules.';
  return table(
    [
      { head: 'Of', value: ({ kind }) => kind },
      { head: 'In headers', value: ({ spelling }) => spellingText(spelling) },
      { head: 'Stands for', value: ({ name }) => name },
      { head: 'Compared', value: ({ matching }) => matching },
    ],
    rules,
  );
}
