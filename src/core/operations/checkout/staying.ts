/** What a checkout is made for, and what cleaning never takes: its results and scripts. */
import { lstat, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { StayingFiles } from '../../api/archive';
import { fileError } from '../../base/errors';
import { findResult } from '../../siril/folders/resultFile';
import type { Marker } from './marker';

/**
 * The results that the script has written so far, and all scripts in the folder, also the user's own ones:
 * `{ results: [{ path: '/c/NGC_7000_L.fit', bytes: 52000000 }], scripts: … }`. Throws an ArchiveError where
 * the folder cannot be read.
 */
export async function filesThatStay(
  folder: string,
  { results }: Pick<Marker, 'results'>,
): Promise<StayingFiles> {
  try {
    const found = results.flatMap(({ name }) => findResult(folder, name) ?? []);
    const names = (await readdir(folder)).filter((name) => /\.ssf$/i.test(name)).sort();
    const scripts: StayingFiles['scripts'][number][] = [];
    for (const name of names) {
      const file = path.join(folder, name);
      const stat = await lstat(file);
      if (stat.isFile()) scripts.push({ path: file, bytes: stat.size });
    }
    return {
      results: found.map(({ path: file, stat }) => ({ path: file, bytes: Number(stat.size) })),
      scripts,
    };
  } catch (error) {
    throw fileError(error, folder);
  }
}
