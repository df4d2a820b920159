/** What the plan knows of the archive, from its tables and from the disk. */
import { lstat } from 'node:fs/promises';
import { messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import { isEdited } from '../../formats/fits/historyCards';
import { imageHeader } from '../../formats/fits/image';
import { dataRanges } from '../../formats/fits/ranges';
import { withSource } from '../../formats/fits/source';
import { readImage, readImageFile } from '../../formats/image/imageFile';
import { frameOf } from '../../rules/frame/frameOf';
import { richnessOf } from '../../rules/frame/richness';
import type { Frames } from '../../storage/database/frames';
import { imageDigest } from '../../storage/files/digests';
import { areTwoNames } from '../../storage/files/oneName';
import { tailOf } from '../scan/settled';
import type { Knowledge, KnownFile } from './decision';

export function knownArchive(frames: Frames, timeZone: string | null, log: Log): Knowledge {
  /** Frames of a night and camera by start: capture programs take thousands of flats of one night. */
  const starts = new Map<string, ReturnType<Frames['starts']>>();
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
    sameStart(frame) {
      const { night, imager, dateObs } = frame;
      if (night === null || imager === null || dateObs === null) return [];
      const key = `${night} ${imager}`;
      let taken = starts.get(key);
      if (!taken) starts.set(key, (taken = frames.starts(night, imager)));
      return taken.get(dateObs) ?? [];
    },
    endsInZeros(path) {
      try {
        return withSource(path, (source) => {
          const file = readImage(source);
          const tail = file.format === 'fits.gz' ? null : tailOf(dataRanges(file));
          return tail !== null && source.read(tail.offset, tail.size).every((byte) => byte === 0);
        });
      } catch {
        // One that is gone or that cannot be read is told of by whoever verifies the archive.
        return null;
      }
    },
    header(path) {
      try {
        const image = imageHeader(readImageFile(path));
        if (image === null) return null;
        const frame = frameOf(image, { path, timeZone });
        return { richness: richnessOf(image, frame), edited: isEdited(image.cards) };
      } catch (error) {
        // What cannot be read is not given up for another.
        log.warn(`The header of ${path} could not be compared: ${messageOf(error)}`);
        return null;
      }
    },
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

/** False only where the system is sure of it: a drive that returns an error may still hold the file. */
async function isPresent(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
