/** A real exFAT drive, as cameras and external disks have it: no links, no case, times of whole seconds. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryFolder } from './makeFits';

const BYTES = 64e6;

export interface Drive {
  readonly path: string;
  unmount(): void;
}

/** Answers why there is none where it cannot be had. Needs Debian's exfatprogs and exfat-fuse, and an administrator. */
export function mountExfat(): Drive | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only an administrator of Linux can mount exFAT';
  const folder = temporaryFolder();
  const image = path.join(folder.path, 'image');
  const mounted = path.join(folder.path, 'drive');
  fs.mkdirSync(mounted);
  fs.writeFileSync(image, '');
  fs.truncateSync(image, BYTES);
  const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' });
  const made = run('mkfs.exfat', image);
  const loop = made.status === 0 ? run('losetup', '-f', '--show', image) : made;
  const device = loop.stdout?.trim() ?? '';
  const done = loop.status === 0 ? run('mount.exfat-fuse', device, mounted) : loop;
  const detach = () => {
    if (device !== '' && loop !== made) run('losetup', '-d', device);
    folder.dispose();
  };
  if (done.status !== 0) {
    detach();
    return `exFAT could not be mounted: ${done.error?.message ?? done.stderr.trim()}`;
  }
  return {
    path: mounted,
    unmount() {
      run('umount', mounted);
      detach();
    },
  };
}
