/** `alias`: names of objects that stand for another one. */
import { Option, type Command } from 'commander';
import type { AliasRequest } from '../../core/archive';
import type { Alias } from '../../core/model';
import { EXIT, type ExitCode } from '../exit';
import { aliasJson } from '../json';
import type { Action, Run } from '../run';
import { table } from '../table';

export function addAlias(program: Command, action: Action): void {
  const alias = program
    .command('alias')
    .description('list the names of objects that stand for another one, or change them')
    .action((_options: unknown, command: Command) =>
      action(command, (run) => change(run, { action: 'list' })),
    );
  alias
    .command('add')
    .description('take one name for another; the sessions are made anew')
    .argument('<spelling>', 'the name in headers')
    .argument('<name>', 'the name that it stands for')
    .addOption(
      new Option('--matching <way>', 'how the names of headers are compared; * and ? in a pattern')
        .choices(['exact', 'folded', 'pattern'])
        .default('folded'),
    )
    .action((spelling: string, name: string, options: Pick<Alias, 'matching'>, command: Command) =>
      action(command, (run) =>
        change(run, { action: 'add', alias: { kind: 'object', spelling, name, matching: options.matching } }),
      ),
    );
  alias
    .command('remove')
    .description('take a name as it is again')
    .argument('<spelling>', 'the name in headers, as it was added')
    .action((spelling: string, _options: unknown, command: Command) =>
      action(command, (run) => change(run, { action: 'remove', spelling })),
    );
}

async function change(run: Run, request: AliasRequest): Promise<ExitCode> {
  const archive = await run.existing(request.action === 'list' ? 'read' : 'write');
  const aliases = await archive.alias(request);
  await run.output.document(
    () => aliases.map(aliasJson),
    () => aliasesText(aliases),
  );
  return EXIT.done;
}

export function aliasesText(aliases: readonly Alias[]): string {
  if (aliases.length === 0) return 'No aliases.';
  return table(
    [
      { head: 'In headers', value: ({ spelling }) => spelling },
      { head: 'Stands for', value: ({ name }) => name },
      { head: 'Compared', value: ({ matching }) => matching },
    ],
    aliases,
  );
}
