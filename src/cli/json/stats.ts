/** The JSON answer of `stats`, field by field. */
import type { Stats } from '../../core/api/archive';
import { missingJson } from './json';

/** `{ lights: 60, …, objects: [{ object: 'M 31', frames: 60, totalExposure: 18000, filters: […] }], … }` */
export function statsJson(stats: Stats): unknown {
  return {
    lights: stats.lights,
    darks: stats.darks,
    flats: stats.flats,
    biases: stats.biases,
    flatDarks: stats.flatDarks,
    stacks: stats.stacks,
    processed: stats.processed,
    unknown: stats.unknown,
    masters: stats.masters,
    lightSessions: stats.lightSessions,
    nights: stats.nights,
    totalExposure: stats.totalExposure,
    bytes: stats.bytes,
    objects: stats.objects.map(({ object, frameCount, totalExposure, filters }) => ({
      object,
      frames: frameCount,
      totalExposure,
      filters: filters.map((each) => ({
        filter: each.filter,
        frames: each.frameCount,
        totalExposure: each.totalExposure,
      })),
    })),
    months: stats.months.map(({ month, frameCount, totalExposure }) => ({
      month,
      frames: frameCount,
      totalExposure,
    })),
    missing: stats.missing.map(missingJson),
    counted: stats.counted,
  };
}
