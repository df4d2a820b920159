/** What the plan knows of the archive, from its tables and from the disk. */
import { lstat } from 'node:fs/promises';
import type { Frames } from '../database/frames';
import { messageOf } from '../errors';
import type { Log } from '../ports';
import { imageDigest } from '../files/digests';
import { areTwoNames } from '../files/oneName';
import type { KnownFile, Knowledge } from './plan';

export function knowledgeOf(frames: Frames, log: Log): Knowledge {
  return {
    has: (path) => frames.stateAt(path) !== undefined,
    async bySha256(sha256) {
      let gone: KnownFile | undefined;
      for (const row of frames.bySha256(sha256)) {
        const known = { ...row, present: await isPresent(row.path) };
        if (known.present) return known;
        gone ??= known;
      }
      return gone;
    },
    byImageKey: (imageKey, dateObs) =>
      Promise.all(
        frames
          .byImageKey(imageKey, dateObs)
          .map(async (row) => ({ ...row, present: await isPresent(row.path) })),
      ),
    areTwoNames,
    async sameImage(a, b) {
      try {
        return (await imageDigest(a)) === (await imageDigest(b));
      } catch (error) {
        // An archived file that cannot be read cannot make this one a duplicate.
        log.warn(`${a} and ${b} could not be compared: ${messageOf(error)}`);
        return false;
      }
    },
  };
}

/** False only where the system is sure of it: a drive that answers with an error may still hold the file. */
async function isPresent(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
