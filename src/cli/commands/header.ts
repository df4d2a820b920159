/** `header FILE`: what a file's headers say, and what the archive makes of them. Needs no archive. */
import type { Command } from 'commander';
import type { HeaderReport } from '../../core/archive';
import type { Card, Hdu } from '../../core/fits/header';
import type { ExplainedFrame, Frame } from '../../core/model';
import { bytesText } from '../../core/words';
import { EXIT } from '../exit';
import { headerJson } from '../json';
import { printable } from '../printable';
import type { Action } from '../run';
import { NONE, table } from '../table';

export function addHeader(program: Command, action: Action): void {
  program
    .command('header')
    .description('print the headers of a FITS or XISF file and what they mean')
    .argument('<file>', 'a FITS or XISF file')
    .action((file: string, _options: unknown, command: Command) =>
      action(command, async (run) => {
        const report = run.services.readHeader(run.path(file), run.settings.timeZone);
        await run.output.document(
          () => headerJson(report),
          () => headerText(report),
        );
        return EXIT.done;
      }),
    );
}

function valueText({ type, value }: Card): string {
  if (value === null) return '';
  if (typeof value === 'string') return type === 'string' ? `'${value}'` : value;
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  return typeof value === 'object' ? `(${value.join(', ')})` : String(value);
}

function cardText(card: Card): string {
  if (card.type === 'commentary') return `${card.keyword.padEnd(8)}  ${valueText(card)}`;
  const comment = card.comment === '' ? '' : ` / ${card.comment}`;
  return `${card.keyword.padEnd(8)}= ${valueText(card)}${comment}`;
}

function hduText(hdu: Hdu): string {
  const name = hdu.name === '' ? '' : ` ${hdu.name}`;
  const title = `HDU ${hdu.index}${name} (${hdu.type}), data ${bytesText(hdu.dataSize)} at byte ${hdu.dataOffset}`;
  return [title, ...hdu.cards.map(cardText)].map(printable).join('\n');
}

function fieldText(value: Frame[keyof Frame]): string {
  if (value === null) return NONE;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? value.map(({ message }) => message).join('; ') : String(value);
}

/** What the archive reads from the header, with the keyword each value came from. */
function frameText(frame: ExplainedFrame): string {
  const { sources, ...fields } = frame;
  const rows = (Object.entries(fields) as [keyof Frame, Frame[keyof Frame]][]).filter(
    ([field]) => field !== 'problems',
  );
  return table(
    [
      { head: 'Field', value: ([field]: (typeof rows)[number]) => field },
      { head: 'Value', value: ([, value]) => fieldText(value) },
      { head: 'From', value: ([field]) => sources[field] ?? '' },
    ],
    rows,
  );
}

export function headerText(report: HeaderReport): string {
  const parts = report.file.hdus.map(hduText);
  if (report.frame) parts.push(frameText(report.frame));
  if (report.problems.length > 0) {
    parts.push(['Problems', ...report.problems.map(({ message }) => printable(message))].join('\n'));
  }
  return parts.join('\n\n');
}
