/** How an archive has grown, by the nights of its frames. Pure. */
import type { StatsRow } from '../../api/archive';
import { grouped, sumOf } from './sums';

/** A month, and all that was there at its end. */
export interface Growth {
  /** `2024-09`. */
  readonly month: string;
  /** Frames of all types, on disk. */
  readonly files: number;
  readonly bytes: number;
  /** Lights in sessions. */
  readonly frameCount: number;
  /** Seconds of these. */
  readonly totalExposure: number;
  /** Ids of all sessions, also of calibration frames. */
  readonly sessions: readonly string[];
}

/** Months with frames, the oldest first. Frames without a date are in none. */
export function growthOf(rows: readonly StatsRow[]): Growth[] {
  return [...grouped(rows, ({ night }) => night?.slice(0, 7) ?? null)]
    .flatMap(([month, own]) => {
      if (month === null) return [];
      const lights = own.filter(({ kind, session }) => kind === 'light' && session !== null);
      const { frameCount, totalExposure } = sumOf(lights);
      return [{ month, ...storedOf(own), frameCount, totalExposure, sessions: sumOf(own).sessions }];
    })
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** What lies on disk. */
export function storedOf(rows: readonly StatsRow[]): { readonly files: number; readonly bytes: number } {
  let [files, bytes] = [0, 0];
  for (const row of rows) {
    files += row.files;
    bytes += row.bytes;
  }
  return { files, bytes };
}
