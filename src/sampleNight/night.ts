/**
 * Writes a small, made-up observing night in the way a capture program would have left it: two telescopes,
 * nested folders, N.I.N.A. names and headers. Always the same bytes, so that what an archive makes of them
 * can be checked.
 */
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { english } from '../core/base/english';
import { CancelledError } from '../core/base/errors';
import { type Context, noContext } from '../core/base/ports';
import { fitsBytes } from './fitsWriter';
import { ninaCards, ninaPath, type Shot } from './nina';
import { randomFor } from './random';
import { type Run, runsOfTheNight } from './rigs';
import { SampleSky } from './sky';

export interface SampleNightOptions {
  /** Pixels along each axis, even; at least 240 × 180 for Siril to find stars enough. */
  readonly width?: number;
  readonly height?: number;
  /** Lights of each filter. */
  readonly lights?: number;
  /** Frames of each set of bias, dark and flat frames. */
  readonly calibrations?: number;
}

function shotsOf(run: Run): readonly Shot[] {
  const random = randomFor(`${run.rig.imager} ${run.type} ${run.filter ?? ''} ${run.exposure} temperature`);
  const first = Date.parse(`${run.start}.000Z`);
  return Array.from({ length: run.count }, (_, index) => ({
    run,
    index,
    start: first + Math.round(index * run.every * 1000),
    temperature: Math.round((-10 + random.normal(0.1)) * 10) / 10,
  }));
}

/**
 * Fills `folder` with the night: with the usual options 53 files of 230 KB. A file that is there already
 * stays as it is. `{ files: 53 }` counts those that belong to the night, written now or before. Rejects with
 * `cancelled` between two files.
 */
export async function makeSampleNight(
  folder: string,
  options: SampleNightOptions = {},
  { progress, cancel }: Context = noContext,
): Promise<{ files: number }> {
  const { width = 384, height = 288, lights = 6, calibrations = 5 } = options;
  const sky = new SampleSky({ width, height });
  const shots = runsOfTheNight(lights, calibrations).flatMap(shotsOf);
  for (const [done, shot] of shots.entries()) {
    if (cancel.isCancellationRequested) throw new CancelledError();
    const path = join(folder, ...ninaPath(shot));
    progress.report({
      phase: english('Making frames'),
      done,
      total: shots.length,
      item: basename(path),
      secondsLeft: null,
    });
    if (existsSync(path)) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, fitsBytes(width, height, sky.expose(shot), ninaCards(shot)), { flag: 'wx' });
    const end = new Date(shot.start + shot.run.exposure * 1000);
    await utimes(path, end, end);
  }
  return { files: shots.length };
}
