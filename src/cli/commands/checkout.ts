/** `checkout ID…`: a folder that Siril can process, with the script to do it. */
import type { Command } from 'commander';
import type { CheckoutGroup, CheckoutReport } from '../../core/archive';
import { countText } from '../../core/words';
import { EXIT } from '../exit';
import { checkoutJson } from '../json';
import { printable } from '../printable';
import type { Action } from '../run';
import { NONE, table } from '../table';

interface CheckoutOptions {
  readonly to: string;
  readonly siril?: string;
  readonly copy?: boolean;
}

export function addCheckout(program: Command, action: Action): void {
  program
    .command('checkout')
    .description('make a folder of links and a script with which Siril calibrates, registers and stacks')
    .argument('<session...>', 'ids of light sessions, or the beginnings of them')
    .requiredOption('--to <folder>', 'the folder to make: new, empty or an earlier checkout')
    .option('--siril <version>', 'version of Siril to write the script for (default: the installed one)')
    .option('--copy', 'copy the files instead of linking to them')
    .action((sessions: readonly string[], options: CheckoutOptions, command: Command) =>
      action(command, async (run) => {
        const archive = await run.archive('write');
        const report = await archive.checkout(
          {
            sessions,
            to: run.path(options.to),
            siril: options.siril ?? null,
            copy: options.copy === true,
          },
          run.context,
        );
        await run.output.document(
          () => checkoutJson(report),
          () => checkoutText(report),
        );
        return EXIT.done;
      }),
    );
}

const groupsTable = (groups: readonly CheckoutGroup[]): string =>
  table(
    [
      { head: 'Group', value: ({ name }) => name },
      { head: 'Object', value: ({ object }) => object ?? NONE },
      { head: 'Night', value: ({ night }) => night ?? NONE },
      { head: 'Lights', align: 'right', value: ({ lights }) => String(lights) },
      { head: 'Biases', align: 'right', value: ({ biases }) => String(biases) },
      { head: 'Darks', align: 'right', value: ({ darks }) => String(darks) },
      { head: 'Flats', align: 'right', value: ({ flats }) => String(flats) },
      { head: 'Flat-darks', align: 'right', value: ({ flatDarks }) => String(flatDarks) },
      { head: 'Result', value: ({ result }) => result },
    ],
    groups,
  );

export function checkoutText(report: CheckoutReport): string {
  const { folder, script, groups, warnings } = report;
  return [
    `Checked out to ${printable(folder)}: ${countText(report.linked, 'link')}, ` +
      `${countText(report.copied, 'copy', 'copies')}, ${report.unpacked} unpacked`,
    '',
    groupsTable(groups),
    '',
    ...warnings.map((warning) => `Warning: ${printable(warning)}`),
    `Script: ${printable(script)}`,
  ].join('\n');
}
