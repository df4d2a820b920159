/** `map`: rules that give names in headers other names. */
import { Argument, Option, type Command } from 'commander';
import { NAME_KINDS, type Alias, type NameKind } from '../../core/model';
import { EXIT, type ExitCode } from '../exit';
import { aliasJson } from '../json';
import type { Action, Run } from '../run';
import { table } from '../table';

export function addMap(program: Command, action: Action): void {
  const map = program
    .command('map')
    .description('list the rules that give names in headers other names, or change them')
    .addOption(kindOption())
    .action((options: OfKind, command: Command) => action(command, (run) => list(run, options.kind)));
  map
    .command('add')
    .description('take one name for another; the sessions are made anew')
    .addArgument(kindArgument())
    .argument('<from>', 'the name in headers; empty for headers that say nothing')
    .argument('<to>', 'the name that it stands for')
    .addOption(matchingOption())
    .action(
      (kind: NameKind, from: string, to: string, { matching }: Pick<Alias, 'matching'>, command: Command) =>
        action(command, (run) => addRule(run, ruleOf(kind, from, to, matching))),
    );
  map
    .command('remove')
    .description('take a name as it is again')
    .addArgument(kindArgument())
    .argument('<from>', 'the name in headers, as it was added')
    .action((kind: NameKind, from: string, _options: unknown, command: Command) =>
      action(command, (run) => removeRule(run, kind, from)),
    );
}

export interface OfKind {
  readonly kind?: NameKind;
}

export function kindOption(): Option {
  return new Option('--kind <kind>', 'only names of this kind').choices(NAME_KINDS);
}

function kindArgument(): Argument {
  return new Argument('<kind>', 'what is named').choices(NAME_KINDS);
}

export function matchingOption(): Option {
  return new Option('--matching <way>', 'how the names of headers are compared; * and ? in a pattern')
    .choices(['exact', 'folded', 'pattern'])
    .default('folded');
}

/** Headers that say nothing have nothing to fold. */
function ruleOf(kind: NameKind, spelling: string, name: string, matching: Alias['matching']): Alias {
  return { kind, spelling, name, matching: spelling === '' ? 'exact' : matching };
}

export async function list(run: Run, kind?: NameKind): Promise<ExitCode> {
  return answer(run, await (await run.existing()).alias({ action: 'list' }), kind);
}

/** Answers with the rules of one kind, or with all. */
export async function addRule(run: Run, alias: Alias, shown?: NameKind): Promise<ExitCode> {
  return answer(run, await (await run.existing('write')).alias({ action: 'add', alias }), shown);
}

export async function removeRule(
  run: Run,
  kind: NameKind,
  spelling: string,
  shown?: NameKind,
): Promise<ExitCode> {
  return answer(run, await (await run.existing('write')).alias({ action: 'remove', kind, spelling }), shown);
}

async function answer(run: Run, rules: readonly Alias[], kind?: NameKind): Promise<ExitCode> {
  const shown = rules.filter((rule) => kind === undefined || rule.kind === kind);
  await run.output.document(
    () => shown.map(aliasJson),
    () => rulesText(shown),
  );
  return EXIT.done;
}

export function rulesText(rules: readonly Alias[]): string {
  if (rules.length === 0) return 'No rules for names.';
  return table(
    [
      { head: 'Of', value: ({ kind }) => kind },
      { head: 'In headers', value: ({ spelling }) => (spelling === '' ? '(nothing)' : spelling) },
      { head: 'Stands for', value: ({ name }) => name },
      { head: 'Compared', value: ({ matching }) => matching },
    ],
    rules,
  );
}
