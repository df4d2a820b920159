/** `pixels FILE`: what the pixels of a file are, or what one of them is. Needs no archive. */
import type { Command } from 'commander';
import type { PixelReport, PixelsReport, PixelValue } from '../../core/api/pixels';
import { ArchiveError } from '../../core/base/errors';
import { pixelAt } from '../../core/operations/pictures/pixelAt';
import { pixelsReport } from '../../core/operations/pictures/pixelsReport';
import { pixelJson, pixelsJson } from '../json/pixels';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { section } from '../terminal/section';
import { NONE, table } from '../terminal/table';

interface PixelsOptions {
  readonly at?: string;
  readonly hdu?: string;
  readonly plane?: string;
}

export function addPixels(program: Command, action: Action): void {
  program
    .command('pixels')
    .description('print statistics of the pixels of a FITS or XISF file, or one pixel with its position')
    .argument('<file>', 'a FITS or XISF file')
    .option('--at <x,y>', 'one pixel, counted from 1 as FITS does: --at 1024,768')
    .option('--hdu <n>', 'with --at: the image in this HDU (default: the first image)')
    .option('--plane <n>', 'with --at: the plane, counted from 1')
    .action((file: string, options: PixelsOptions, command: Command) =>
      action(command, async (run) => {
        const path = run.path(file);
        if (options.at === undefined) {
          const report = await pixelsReport(path, run.context);
          await run.output.document(
            () => pixelsJson(report),
            () => pixelsText(report),
          );
          return report.incomplete ? EXIT.failed : EXIT.done;
        }
        const [x, y] = placeIn(options.at);
        const place = {
          x,
          y,
          hdu: options.hdu === undefined ? null : wholeNumber('--hdu', options.hdu, 0),
          plane: wholeNumber('--plane', options.plane ?? '1', 1) - 1,
        };
        const report = await pixelAt(path, place, run.context.cancel);
        await run.output.document(
          () => pixelJson(report),
          () => pixelText(report),
        );
        return EXIT.done;
      }),
    );
}

function placeIn(text: string): readonly [x: number, y: number] {
  const parts = /^\s*(\d{1,10})\s*,\s*(\d{1,10})\s*$/.exec(text);
  if (parts) return [Number(parts[1]), Number(parts[2])];
  throw new ArchiveError('request', '--at needs two whole numbers', { expected: '1024,768', got: text });
}

/** The value of an option, at least `least`. Throws `request` for anything else. */
export function wholeNumber(option: string, text: string, least: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (number >= least) return number;
  throw new ArchiveError('request', `${option} needs a whole number`, {
    expected: `${least} or more`,
    got: text,
  });
}

const valueText = (value: PixelValue): string =>
  value === null ? NONE : typeof value === 'number' ? String(Number(value.toPrecision(9))) : String(value);

function pixelsText({ path, images, problems }: PixelsReport): string {
  const rows = images.flatMap((image) =>
    image.statistics.map((statistics, plane) => ({ image, statistics, plane })),
  );
  type Row = (typeof rows)[number];
  const column = (head: string, value: (row: Row) => string) => ({ head, align: 'right' as const, value });
  return [
    path,
    ...images.map(({ hdu, name, width, height, planes, sample, compression, bayer }) =>
      [
        `HDU ${hdu}${name === '' ? '' : ` ${name}`}: ${width} × ${height} pixels`,
        ...(planes > 1 ? [`${planes} planes`] : []),
        sample,
        ...[compression, bayer].filter((word) => word !== null),
      ].join(', '),
    ),
    ...(rows.length === 0
      ? []
      : [
          '',
          table<Row>(
            [
              column('HDU', ({ image }) => String(image.hdu)),
              column('plane', ({ plane }) => String(plane + 1)),
              column('pixels', ({ statistics }) => String(statistics.n)),
              column('invalid', ({ statistics }) => String(statistics.invalid)),
              column('min', ({ statistics }) => valueText(statistics.min)),
              column('max', ({ statistics }) => valueText(statistics.max)),
              column('mean', ({ statistics }) => valueText(statistics.mean)),
              column('median', ({ statistics }) => valueText(statistics.median)),
              column('MAD', ({ statistics }) => valueText(statistics.mad)),
            ],
            rows,
          ),
        ]),
    ...section('Problems', problems),
  ].join('\n');
}

function pixelText({ x, y, stored, value, ra, dec, noPosition }: PixelReport): string {
  const place = ra === null || dec === null ? noPosition : `RA ${ra.toFixed(6)}°, Dec ${dec.toFixed(6)}°`;
  return [`Pixel ${x}, ${y}: ${valueText(value)} (stored ${valueText(stored)})`, place ?? ''].join('\n');
}
