/** Which files of a checkout frames of the archive have come to be links to: programs against duplicates make such links. */
import { lstat, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { below } from '../../base/inside';
import { several } from '../../base/several';
import type { Marker } from './marker';

/** The files in `folder` that the sources of a marker lead to, absolute. */
export async function filesBehind(folder: string, { files }: Marker): Promise<ReadonlySet<string>> {
  const real = await realpath(folder).catch(() => folder);
  const targets = await several(files, async ({ source, made }) => {
    if (made === 'junction') return null;
    try {
      return (await lstat(source)).isSymbolicLink() ? await realpath(source) : null;
    } catch {
      // What is not there leads nowhere.
      return null;
    }
  });
  const inside = targets.flatMap((target) => {
    const relative = target === null ? null : below(real, target);
    return relative === null ? [] : [path.join(folder, relative)];
  });
  return new Set(inside);
}
