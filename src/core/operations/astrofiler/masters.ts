/** AstroFiler's masters in the archive: found by path, or by the MD5 of their bytes. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Frames } from '../../storage/database/frames';
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { Log } from '../../base/ports';
import { messageOf } from '../../base/errors';
import type { ForeignMaster } from './catalogue';

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
