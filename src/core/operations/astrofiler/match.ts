/** Which frame or master of the archive is meant by AstroFiler: by its path on this machine, its hash or its bytes. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import type { Frames } from '../../storage/database/frames';
import type { ForeignFrame, ForeignMaster } from './catalogue';
import { sameStart } from './compare';

export interface Match {
  readonly frame: ArchivedFrame;
  /** `source`: it was registered from the place where AstroFiler knows it. */
  readonly by: 'path' | 'hash' | 'source';
}

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * The same content is the surest sign, at the same place first. A file of another content at the same place
 * is the frame with another header, as AstroFiler leaves it when it edits one, unless its exposure began at
 * another time.
 */
export function matchOf(there: ForeignFrame, local: string | null, frames: Frames): Match | undefined {
  const hash = there.hash?.trim().toLowerCase() ?? '';
  const here = local === null ? undefined : frames.atPath(local);
  if (here?.sha256 === hash) return { frame: here, by: 'path' };
  const [same] = SHA256.test(hash) ? frames.bySha256(hash) : [];
  const found = same && frames.byId(same.id);
  if (found) return { frame: found, by: 'hash' };
  if (here && sameStart(there, here)) return { frame: here, by: 'path' };
  const copy = local === null ? undefined : frames.stateOfSource(local);
  const copied = copy && frames.byId(copy.id);
  return copied && sameStart(there, copied) ? { frame: copied, by: 'source' } : undefined;
}

/**
 * The absolute path here, or null for one of another system: AstroFiler writes `/` everywhere, keeps `D:/…`
 * as it is, and stores what was relative to the folder it was started from, which is that of its database.
 * `localPath('REPOSITORY/Light/a.fits', '/home/me/astrofiler', 'linux')` is
 * `/home/me/astrofiler/REPOSITORY/Light/a.fits`.
 */
export function localPath(stored: string, folder: string, platform: NodeJS.Platform): string | null {
  if (stored.includes('\0') || stored.trim() === '') return null;
  if (platform === 'win32') {
    // Without a drive it may be on any of them.
    return /^[\\/](?![\\/])/.test(stored) ? null : win32.resolve(folder, stored);
  }
  if (/^[A-Za-z]:[\\/]/.test(stored) || stored.startsWith('//')) return null;
  return posix.resolve(folder, stored);
}

/** The frame that a master is; only masters of its size are read. One that cannot be read is none. */
export async function masterIn(
  { hash, size }: ForeignMaster,
  local: string | null,
  frames: Frames,
  log: Log,
): Promise<ArchivedFrame | undefined> {
  const here = local === null ? undefined : frames.atPath(local);
  const copy = local === null || here ? undefined : frames.stateOfSource(local);
  const known = here ?? (copy && frames.byId(copy.id));
  if (known) return known;
  if (size === null || hash === null || !/^[0-9a-f]{32}$/i.test(hash.trim())) return undefined;
  for (const frame of frames.mastersOfSize(size)) {
    try {
      if ((await md5Of(frame.path)) === hash.trim().toLowerCase()) return frame;
    } catch (error) {
      log.debug(`${frame.path} was not compared with a master of AstroFiler: ${messageOf(error)}`);
    }
  }
  return undefined;
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
