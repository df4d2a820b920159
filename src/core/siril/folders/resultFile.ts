/** Finds the file that Siril wrote under a name, whatever extension the user's Siril is set to. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { SIRIL_EXTENSIONS } from './imageNames';

export interface ResultFile {
  /** Absolute. */
  readonly path: string;
  readonly stat: fs.BigIntStats;
}

/** `findResult('/c', 'NGC_7000_L')`: the newest file of that name; undefined where there is none. */
export function findResult(folder: string, stem: string): ResultFile | undefined {
  let newest: ResultFile | undefined;
  for (const extension of SIRIL_EXTENSIONS) {
    const file = path.join(folder, stem + extension);
    const stat = fs.lstatSync(file, { bigint: true, throwIfNoEntry: false });
    if (!stat?.isFile()) continue;
    if (newest === undefined || stat.mtimeNs > newest.stat.mtimeNs) newest = { path: file, stat };
  }
  return newest;
}
