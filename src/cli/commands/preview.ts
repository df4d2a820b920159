/** `preview FILE…`: pictures of image files as PNG or JPEG. Needs no archive. */
import { type Command, Option } from 'commander';
import type { PreviewsReport } from '../../core/api/pixels';
import { RASTER_FORMATS, type RasterFormat } from '../../core/formats/raster/raster';
import { makePreviews } from '../../core/operations/pictures/makePreviews';
import { STRETCHES, type StretchName } from '../../core/rules/picture/stretch';
import { countText } from '../../core/text/words';
import { previewsJson } from '../json/pixels';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { section } from '../terminal/section';
import { wholeNumber } from './pixels';

interface PreviewOptions {
  readonly to: string;
  readonly size: string;
  readonly stretch?: StretchName;
  readonly format: RasterFormat;
  readonly hdu?: string;
  readonly plane?: string;
}

/** No picture is wider than the largest sensors. */
const LARGEST = 32_768;

export function addPreview(program: Command, action: Action): void {
  program
    .command('preview')
    .description('make pictures of FITS and XISF files, stretched, in colour where the frame has colour')
    .argument('<files...>', 'FITS or XISF files')
    .requiredOption('--to <folder>', 'the folder that the pictures go into')
    .option('--size <n>', 'pixels of the longer side, at most', '1600')
    .addOption(
      new Option(
        '--stretch <name>',
        'how it is stretched (default: stf, and stf-linked for stacks in colour)',
      ).choices(STRETCHES),
    )
    .addOption(new Option('--format <name>', 'format of the pictures').choices(RASTER_FORMATS).default('png'))
    .option('--hdu <n>', 'the image in this HDU (default: the first image)')
    .option('--plane <n>', 'one plane in grey, counted from 1')
    .action((files: readonly string[], options: PreviewOptions, command: Command) =>
      action(command, async (run) => {
        const request = {
          files: files.map((file) => run.path(file)),
          folder: run.path(options.to),
          size: Math.min(LARGEST, wholeNumber('--size', options.size, 1)),
          stretch: options.stretch ?? null,
          format: options.format,
          hdu: options.hdu === undefined ? null : wholeNumber('--hdu', options.hdu, 0),
          plane: options.plane === undefined ? null : wholeNumber('--plane', options.plane, 1) - 1,
        };
        const report = await makePreviews(request, run.context);
        await run.output.document(
          () => previewsJson(report),
          () => previewsText(report),
        );
        if (report.cancelled) return EXIT.cancelled;
        return report.failed.length > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

function previewsText({ made, failed }: PreviewsReport): string {
  return [
    ...made.map(({ preview, width, height, stretch }) => `${preview}  ${width} × ${height}, ${stretch}`),
    ...section(
      `${countText(failed.length, 'file')} failed`,
      failed.map(({ error }) => error),
    ),
  ].join('\n');
}
