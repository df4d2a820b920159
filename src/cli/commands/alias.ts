/** `alias`: `map` for the names of objects, in fewer words. */
import type { Command } from 'commander';
import type { Alias } from '../../core/base/nameRule';
import type { Action } from '../run/run';
import { addRule, list, removeRule } from './map';
import { matchingOption } from './mapOptions';

export function addAlias(program: Command, action: Action): void {
  const alias = program
    .command('alias')
    .description('list the names of objects that stand for another one, or change them')
    .action((_options: unknown, command: Command) => action(command, (run) => list(run, 'object')));
  alias
    .command('add')
    .description('take one name for another; the sessions are made anew')
    .argument('<spelling>', 'the name in headers')
    .argument('<name>', 'the name that it stands for')
    .addOption(matchingOption())
    .action((spelling: string, name: string, { matching }: Pick<Alias, 'matching'>, command: Command) =>
      action(command, (run) => addRule(run, { kind: 'object', spelling, name, matching }, 'object')),
    );
  alias
    .command('remove')
    .description('take a name as it is again')
    .argument('<spelling>', 'the name in headers, as it was added')
    .action((spelling: string, _options: unknown, command: Command) =>
      action(command, (run) => removeRule(run, 'object', spelling, 'object')),
    );
}
