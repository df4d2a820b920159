/** `stats`: what there is, for how long it was exposed, and what is missing; figures by night, object, rig …. */
import { type Command, Option } from 'commander';
import type { Stats } from '../../core/api/archive';
import { bytesText, countText, frameTypeText, hoursText } from '../../core/text/words';
import { statsJson } from '../json/stats';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { printable } from '../terminal/printable';
import { NONE, shortList, table } from '../terminal/table';
import { asksForTable, FIGURE_TABLES, statsBy, type StatsOptions } from './statsBy';

export function addStats(program: Command, action: Action): void {
  program
    .command('stats')
    .description('count frames, nights and hours, and list missing calibration frames')
    .addOption(new Option('--by <what>', 'list the figures of lights by this instead').choices(FIGURE_TABLES))
    .option('--from <night>', 'only from this night on: 2024-09-13')
    .option('--to <night>', 'only up to this night')
    .option('--rig <name>', 'only of this telescope and camera: "FSQ106 + ASI2600MM"')
    .option('--object <name>', 'only of this object, by any spelling of its name')
    .option('--csv', 'print the table as CSV')
    .action((options: StatsOptions, command: Command) =>
      action(command, async (run) => {
        if (asksForTable(options)) return statsBy(run, options);
        const archive = await run.existing();
        const stats = await archive.stats({ fresh: true });
        await run.output.document(
          () => statsJson(stats),
          () => statsText(stats),
        );
        return EXIT.done;
      }),
    );
}

const objectsTable = (stats: Stats): string =>
  table(
    [
      { head: 'Object', value: ({ object }) => object ?? 'No object' },
      { head: 'Frames', align: 'right', value: ({ frameCount }) => String(frameCount) },
      { head: 'Exposure', align: 'right', value: ({ totalExposure }) => hoursText(totalExposure) },
      {
        head: 'Filters',
        value: ({ filters }) =>
          filters
            .map(({ filter, totalExposure }) => `${filter ?? NONE} ${hoursText(totalExposure)}`)
            .join(', '),
      },
    ],
    stats.objects,
  );

export function statsText(stats: Stats): string {
  const counts = [
    frameTypeText('light', stats.lights),
    frameTypeText('dark', stats.darks),
    frameTypeText('flat', stats.flats),
    frameTypeText('bias', stats.biases),
    frameTypeText('flatDark', stats.flatDarks),
    frameTypeText('stack', stats.stacks),
    frameTypeText('unknown', stats.unknown),
    countText(stats.masters, 'master'),
    ...(stats.processed === 0 ? [] : [countText(stats.processed, 'processed frame')]),
  ];
  const parts = [
    [
      counts.join(', '),
      `${countText(stats.lightSessions, 'light session')}, ${countText(stats.nights, 'night')}, ` +
        `${hoursText(stats.totalExposure)} of light, ${bytesText(stats.bytes)}`,
    ].join('\n'),
  ];
  if (stats.objects.length > 0) parts.push(objectsTable(stats));
  if (stats.missing.length > 0) {
    const lines = stats.missing.map(
      ({ text, sessions }) => `  ${printable(text)} (for ${countText(sessions.length, 'session')})`,
    );
    parts.push(['Missing', ...shortList(lines)].join('\n'));
  }
  return parts.join('\n\n');
}
