/**
 * `checkout ID…`: a folder that Siril can process, with the script to do it; `checkout --clean` clears one
 * away.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CheckoutGroup, CheckoutReport, CleanReport, Palette } from '../../core/api/archive';
import { bytesText, countText } from '../../core/text/words';
import { checkoutJson, cleanJson } from '../json/checkout';
import { EXIT } from '../run/exit';
import type { Action, Run } from '../run/run';
import { printable } from '../terminal/printable';
import { NONE, table } from '../terminal/table';

const PALETTES: readonly Palette[] = ['lrgb', 'rgb', 'sho', 'hoo'];

interface CheckoutOptions {
  readonly to?: string;
  readonly siril?: string;
  readonly copy?: boolean;
  readonly copyUnlinkable?: boolean;
  readonly compose?: Palette;
  readonly biasLevel?: number;
  readonly template?: string;
  readonly dryRun?: boolean;
  readonly clean?: string;
}

function addu(text: string): number {
  const level = Number(text);
  if (text.trim() === '' || !(level >= 0 && level < 65_536)) {
    throw new InvalidArgumentError('It is a level in ADU, from 0 to 65535.');
  }
  return level;
}

export function addCheckout(program: Command, action: Action): void {
  program
    .command('checkout')
    .description('make a folder of links, and a script that calibrates, registers and stacks in Siril')
    .argument('[session...]', 'ids of light sessions, or the beginnings of them')
    .option('--to <folder>', 'the folder to make: new, empty or an earlier checkout')
    .option('--siril <version>', 'version of Siril to write the script for (default: the installed one)')
    .option('--copy', 'copy the files instead of linking to them')
    .option('--copy-unlinkable', 'copy the files that cannot be linked')
    .addOption(
      new Option('--compose <palette>', 'put the filters together as colours').choices([...PALETTES]),
    )
    .option(
      '--bias-level <adu>',
      'level to take off where there is no bias (default: measured in darks)',
      addu,
    )
    .option('--template <file>', 'your own script template')
    .option('--dry-run', 'show what would be done; do nothing')
    .addOption(
      new Option('--clean <folder>', 'clear a checkout away but for its results and scripts').conflicts([
        'to',
        'siril',
        'copy',
        'copyUnlinkable',
        'compose',
        'biasLevel',
        'template',
      ]),
    )
    .action((sessions: readonly string[], options: CheckoutOptions, command: Command) => {
      const { to, clean } = options;
      const dryRun = options.dryRun === true;
      if (clean !== undefined) {
        if (sessions.length > 0) command.error('error: --clean takes no sessions');
        return action(command, (run) => cleaned(run, clean, dryRun));
      }
      if (to === undefined) command.error("error: required option '--to <folder>' not specified");
      if (sessions.length === 0) command.error("error: missing required argument 'session'");
      return action(command, (run) => checkedOut(run, sessions, { ...options, to, dryRun }));
    });
}

async function checkedOut(
  run: Run,
  sessions: readonly string[],
  options: CheckoutOptions & { readonly to: string; readonly dryRun: boolean },
) {
  const archive = await (options.dryRun ? run.existing() : run.archive('write'));
  const report = await archive.checkout(
    {
      sessions,
      to: run.path(options.to),
      siril: options.siril ?? null,
      copy: options.copy === true,
      copyWhereNeeded: options.copyUnlinkable === true,
      compose: options.compose ?? null,
      biasLevel: options.biasLevel ?? null,
      template: options.template === undefined ? null : run.path(options.template),
      dryRun: options.dryRun,
    },
    run.context,
  );
  await run.output.document(
    () => checkoutJson(report),
    () => checkoutText(report),
  );
  return EXIT.done;
}

async function cleaned(run: Run, folder: string, dryRun: boolean) {
  const archive = await (dryRun ? run.existing() : run.archive('write'));
  const report = await archive.cleanCheckout({ folder: run.path(folder), dryRun }, run.context);
  await run.output.document(
    () => cleanJson(report),
    () => cleanText(report),
  );
  return EXIT.done;
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
  const { folder, script, groups, warnings, dryRun } = report;
  const title = dryRun ? 'Would check out to' : 'Checked out to';
  return [
    `${title} ${printable(folder)}: ${countText(report.linked, 'link')}, ` +
      `${countText(report.copied, 'copy')}, ${report.unpacked} unpacked`,
    ...report.links.map(
      ({ way, files, bytes, reason, needsConsent }) =>
        `  ${countText(files, 'file')} by ${way}${bytes > 0 ? `, ${bytesText(bytes)}` : ''}: ${printable(reason)}` +
        (needsConsent ? '; needs --copy-unlinkable' : ''),
    ),
    '',
    groupsTable(groups),
    '',
    `Results: ${report.results.join(', ')}`,
    ...(report.palettes.length > 0 ? [`Can be composed: ${report.palettes.join(', ')}`] : []),
    ...warnings.map((warning) => `Warning: ${printable(warning)}`),
    `Script: ${printable(script)}`,
  ].join('\n');
}

export function cleanText({ folder, process, masters, frames, kept, stays, dryRun }: CleanReport): string {
  const bytes = process.bytes + masters.bytes + frames.bytes;
  return [
    `${dryRun ? 'Would clean' : 'Cleaned'} ${printable(folder)}: ${bytesText(bytes)}`,
    `  process: ${countText(process.files, 'file')}, ${bytesText(process.bytes)}`,
    `  masters: ${countText(masters.files, 'file')}, ${bytesText(masters.bytes)}`,
    `  frames: ${countText(frames.files, 'file')}, ${bytesText(frames.bytes)}`,
    ...[...stays.results, ...stays.scripts].map(
      (each) => `Kept: ${printable(each.path)}, ${bytesText(each.bytes)}`,
    ),
    ...kept.map((each) => `Kept: ${printable(each.path)}: ${printable(each.why)}`),
  ].join('\n');
}
