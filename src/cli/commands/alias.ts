/** `alias`: `map` for the names of objects, in fewer words. */
import type { Command } from 'commander';
import type { NameRule } from '../../core/base/nameRule';
import type { Action } from '../run/run';
import { addRule, list, removeRule } from './map';
import { matchingOption } from './mapOptions';

export function addAlias(program: Command, action: Action): void {
  const alias = program
    .command('alias')
    .description('list or change name rules of objects')
    .action((_options: unknown, command: Command) => action(command, (run) => list(run, 'object')));
  alias
    .command('add')
    .description('use another name for a name in headers; sessions are regenerated')
    .argument('<spelling>', 'the name in headers')
    .argument('<name>', 'the name to use')
    .addOption(matchingOption())
    .action((spelling: string, name: string, { matching }: Pick<NameRule, 'matching'>, command: Command) =>
      action(command, (run) => addRule(run, { kind: 'object', spelling, name, matching }, 'object')),
    );
  alias
    .command('remove')
    .description('remove a rule')
    .argument('<spelling>', 'the name in headers, as in the rule')
    .action((spelling: string, _options: unknown, command: Command) =>
      action(command, (run) => removeRule(run, 'object', spelling, 'object')),
    );
}
