/** Options that the commands about names share. */
import { Argument, type Command, Option } from 'commander';
import { NAME_KINDS, type NameKind } from '../../core/base/nameRule';

export interface OfKind {
  readonly kind?: NameKind;
}

export function kindOption(): Option {
  return new Option('--kind <kind>', 'only names of this kind').choices(NAME_KINDS);
}

export function kindArgument(): Argument {
  return new Argument('<kind>', 'what is named').choices(NAME_KINDS);
}

export function matchingOption(): Option {
  return new Option('--matching <way>', 'how the names of headers are compared; * and ? in a pattern')
    .choices(['exact', 'folded', 'pattern'])
    .default('folded');
}

/** What is to happen to files beside the database. */
export interface FileOptions {
  readonly headers?: true;
  readonly rename?: true;
  readonly dryRun?: true;
}

export function fileOptions(command: Command): Command {
  return command
    .option('--headers', 'write the names into headers, with a line of HISTORY')
    .option('--rename', 'rename files to match')
    .option('--dry-run', 'show what would happen; touch nothing');
}
