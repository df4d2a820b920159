/** Opens image files for reading pixels, and closes them again. */
import { stat } from 'node:fs/promises';
import type { ImageChoice } from '../../api/pixels';
import { english } from '../../base/english';
import { ArchiveError, CancelledError } from '../../base/errors';
import type { Cancel } from '../../base/ports';
import { openPixels } from '../../formats/pixels/openPixels';
import type { PixelFile, PixelImage } from '../../formats/pixels/pixelImage';
import type { FileState } from '../../storage/files/fileState';

/** How often a cancel is looked for, in milliseconds. */
const LOOK_EVERY = 100;

/**
 * Works with a signal that aborts soon after a cancel was requested.
 * @throws ArchiveError `cancelled`, at once where it is requested already.
 */
export async function withSignal<T>(cancel: Cancel, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const timer = setInterval(() => cancel.isCancellationRequested && stop.abort(), LOOK_EVERY);
  try {
    if (cancel.isCancellationRequested) throw new CancelledError();
    return await work(stop.signal);
  } finally {
    clearInterval(timer);
  }
}

/**
 * Works on an open file; a cancel stops the reading at the next chance.
 * @throws ArchiveError `file` with the reason `changed` where the file was written to meanwhile: what was read may be
 * of both. One that was moved or removed meanwhile has been read as it was.
 */
export function withPixels<T>(
  path: string,
  cancel: Cancel,
  work: (file: PixelFile, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withSignal(cancel, async (signal) => {
    const before = await stateOf(path);
    const outcome = await settled(async () => {
      const file = await openPixels(path, signal);
      try {
        return await work(file, signal);
      } finally {
        await file.close();
      }
    });
    if (!signal.aborted && isOther(before, await stateOf(path))) throw changed(path);
    return outcome();
  });
}

/** Does work that may fail; returns what returns or throws what it did. */
async function settled<T>(work: () => Promise<T>): Promise<() => T> {
  try {
    const result = await work();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** Null where the system says nothing of the file; then opening it tells why. */
async function stateOf(path: string): Promise<FileState | null> {
  const info = await stat(path).catch(() => null);
  return info === null ? null : { size: info.size, mtime: info.mtimeMs };
}

function isOther(before: FileState | null, after: FileState | null): boolean {
  return before !== null && after !== null && (before.size !== after.size || before.mtime !== after.mtime);
}

function changed(path: string): ArchiveError {
  return new ArchiveError('file', english('It changed while it was being read'), {
    path,
    advice: english('Try again when the program that writes it is done.'),
    reason: 'changed',
  });
}

/**
 * The image that is asked for, the first one by default.
 * @throws ArchiveError `request` where there is no such image or plane, `format` where there is none at all.
 */
export function chosenImage(file: PixelFile, { hdu, plane }: ImageChoice): PixelImage {
  const image = hdu === null ? file.images[0] : file.images.find((one) => one.hdu === hdu);
  if (!image) {
    if (file.images.length > 0 && hdu !== null) {
      const got = file.images.map((one) => one.hdu).join(', ');
      throw new ArchiveError('request', english('there is no image in HDU {0}', hdu), {
        path: file.path,
        expected: english('one of {0}', got),
      });
    }
    const [problem] = file.problems;
    throw new ArchiveError('format', english('there is no image that can be read'), {
      path: file.path,
      ...(problem === undefined ? {} : { got: problem }),
    });
  }
  if (Number.isInteger(plane) && plane >= 0 && plane < image.planes) return image;
  throw new ArchiveError('request', english('there is no plane {0}', plane + 1), {
    path: file.path,
    expected: english('{0} to {1}', 1, image.planes),
  });
}
