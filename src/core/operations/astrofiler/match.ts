/** Which frame of the archive a frame of AstroFiler is. */
import type { Frames } from '../../storage/database/frames';
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { ForeignFrame } from './catalogue';
import { sameStart } from './compare';

export interface Match {
  readonly frame: ArchivedFrame;
  /** `source`: it was registered from the place where AstroFiler knows it. */
  readonly by: 'path' | 'hash' | 'source';
}

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * The same content is the surest sign, at the same place first. A file of another content at the same place is the frame
 * with another header, as AstroFiler leaves it when it edits one, unless its exposure began at another time.
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
