/** Figures of statistics as tables, the same for the page and the command line. Stored words: heads stay English. */
import type { MoonAndDarkness, StatsRow } from '../api/archive';
import { type Coverage, coverageOf, coveredPercent } from '../rules/figures/coverage';
import { type Growth, growthOf } from '../rules/figures/growth';
import {
  type Grouping,
  GROUPINGS,
  groupLights,
  type LightSum,
  nightsOf,
  type NightSum,
} from '../rules/figures/sums';
import { coolingErrors, type Histogram, measuredTemperatures } from '../rules/figures/temperatures';
import { type CsvTable, hoursNumber } from './csv';

/** What figures can be listed by on the command line. */
export const FIGURE_TABLES = [
  ...GROUPINGS,
  ...(['night', 'month', 'temperature', 'cooling', 'calibration'] as const),
] as const;
export type FigureTable = (typeof FIGURE_TABLES)[number];

/** The figures of these rows. */
export function figureTable(rows: readonly StatsRow[], by: FigureTable): CsvTable {
  switch (by) {
    case 'night':
      return nightTable(nightsOf(rows));
    case 'month':
      return growthTable(growthOf(rows));
    case 'temperature':
      return temperatureTable(measuredTemperatures(rows));
    case 'cooling':
      return temperatureTable(coolingErrors(rows));
    case 'calibration':
      return coverageTable(coverageOf(rows));
    case 'object':
    case 'rig':
    case 'telescope':
    case 'camera':
    case 'filter':
      return groupTable(groupLights(rows, by), by);
  }
}

/** A row for each group and filter: `M 31, Ha, 5.25, 63`. */
export function groupTable(groups: readonly LightSum[], by: Grouping): CsvTable {
  const isFilter = by === 'filter';
  return {
    head: [by, ...(isFilter ? [] : ['filter']), 'hours', 'frames'],
    rows: groups.flatMap(({ name, filters }) =>
      filters.map(({ filter, totalExposure, frameCount }) => [
        ...(isFilter ? [name] : [name, filter]),
        ...[hoursNumber(totalExposure), frameCount],
      ]),
    ),
  };
}

/** A row for each night with light; Moon and darkness where they are known. */
export function nightTable(
  nights: readonly NightSum[],
  sky?: ReadonlyMap<string, MoonAndDarkness>,
): CsvTable {
  return {
    head: ['night', 'hours', 'frames', 'objects', ...(sky ? ['moon', 'hours dark'] : [])],
    rows: nights.map(({ night, totalExposure, frameCount, objects }) => {
      const figures = [night, hoursNumber(totalExposure), frameCount, objects.join('; ')];
      if (!sky) return figures;
      const { moon = null, dark = null } = sky.get(night) ?? {};
      return [...figures, moon, dark === null ? null : hoursNumber(dark)];
    }),
  };
}

/** A row for each month with frames, and all that was there at its end. */
export function growthTable(months: readonly Growth[]): CsvTable {
  let [allFiles, allBytes] = [0, 0];
  return {
    head: ['month', 'hours', 'lights', 'frames', 'bytes', 'frames in total', 'bytes in total'],
    rows: months.map(({ month, totalExposure, frameCount, files, bytes }) => {
      allFiles += files;
      allBytes += bytes;
      return [month, hoursNumber(totalExposure), frameCount, files, bytes, allFiles, allBytes];
    }),
  };
}

/** A row for each bin. */
export function temperatureTable({ bins, step }: Histogram): CsvTable {
  return {
    head: ['degrees Celsius', 'bin width', 'lights'],
    rows: bins.map(({ middle, frameCount }) => [middle, step, frameCount]),
  };
}

/** A row for darks, flats and bias frames. */
export function coverageTable(coverage: readonly Coverage[]): CsvTable {
  return {
    head: ['calibration', 'percent', 'lights with', 'lights without', 'lights that need none'],
    rows: coverage.map((each) => [
      ...[each.kind, coveredPercent(each)],
      ...[each.covered.frameCount, each.missing.frameCount, each.unneeded.frameCount],
    ]),
  };
}
