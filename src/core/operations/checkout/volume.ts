/** What the folder of a checkout allows, found out by trying. Leaves nothing behind. */
import * as fs from 'node:fs';
import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import { english } from '../../base/english';

export interface Volume {
  /**
   * Null where a symbolic link can be made in the folder, else the system's code, `EPERM`, or what came of
   * it.
   */
  symlinkRefusal(folder: string): string | null;
  /** Null where a hard link can be made in the folder, else the system's code. */
  hardlinkRefusal(folder: string): string | null;
  /** A number that is the same for all files of a volume; null where the file is not there. */
  device(file: string): Promise<number | null>;
}

export const realVolume: Volume = {
  symlinkRefusal: (folder) => attempt(folder, (from, to) => fs.symlinkSync(from, to, 'file')),
  hardlinkRefusal: (folder) => attempt(folder, (from, to) => fs.linkSync(from, to)),
  device: (file) =>
    stat(file).then(
      ({ dev }) => dev,
      () => null,
    ),
};

/** The folder itself, or the nearest one above it that is there. */
export function existingFolder(folder: string): string {
  let nearest = path.resolve(folder);
  while (!fs.existsSync(nearest) && path.dirname(nearest) !== nearest) nearest = path.dirname(nearest);
  return nearest;
}

function attempt(folder: string, link: (from: string, to: string) => void): string | null {
  let scratch: string | undefined;
  try {
    scratch = fs.mkdtempSync(path.join(existingFolder(folder), '.astro-archive-probe-'));
    const file = path.join(scratch, 'file');
    fs.writeFileSync(file, '');
    link(file, path.join(scratch, 'link'));
    // Some drivers, and Wine, report success and make nothing.
    return fs.existsSync(path.join(scratch, 'link')) ? null : english('no link appears');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    if (scratch !== undefined) fs.rmSync(scratch, { recursive: true, force: true });
  }
}
