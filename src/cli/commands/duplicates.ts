/** `duplicates`: which files the archive has more than once, or has already. Deletes nothing. */
import type { Command } from 'commander';
import type { DuplicateGroup, DuplicatesReport } from '../../core/api/archive';
import { comparedText } from '../../core/text/duplicates';
import { bytesText, cardValueText, countText, duplicateNote } from '../../core/text/words';
import { duplicateJson } from '../json/json';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { refuseAbsent } from '../run/sources';
import { printable } from '../terminal/printable';
import { shortList } from '../terminal/table';

export function addDuplicates(program: Command, action: Action): void {
  program
    .command('duplicates')
    .description(
      'list files that are the same, or the same image; with folders, what the archive has already',
    )
    .argument('[folder...]', 'folders to compare with the archive')
    .action((given: readonly string[], _options: unknown, command: Command) =>
      action(command, async (run) => {
        const folders = given.map((folder) => run.path(folder));
        refuseAbsent(folders);
        const archive = await run.existing();
        const report = await archive.duplicates({ folders }, run.context);
        for (const { path, error } of report.failed) {
          run.log.warn(error.includes(path) ? error : `${path}: ${error}`);
        }
        await run.output.document(
          () => report.groups.map(duplicateJson),
          () => duplicatesText(report),
        );
        if (report.cancelled) return EXIT.cancelled;
        return report.failed.length > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

export function duplicatesText({ groups, compared, cancelled }: DuplicatesReport): string {
  const found = groups.length === 0 ? 'No duplicates' : countText(groups.length, 'group');
  const title = `${found}${cancelled ? '; cancelled before the end' : ''}`;
  return [`${title}\n${printable(comparedText(compared))}`, ...groups.map(groupText)].join('\n\n');
}

function groupText({ same, files, keep, differences }: DuplicateGroup): string {
  return [
    same === 'file' ? 'The same file, byte for byte' : 'The same image, pixel for pixel, other headers',
    ...files.map((file) => `  ${printable(file.path)}  ${bytesText(file.size)}${duplicateNote(file, keep)}`),
    ...shortList(
      differences.map(
        ({ keyword, values }) =>
          `    ${printable(keyword)}: ${printable(values.map(cardValueText).join(' | '))}`,
      ),
    ),
  ].join('\n');
}
