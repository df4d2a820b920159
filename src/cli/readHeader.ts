/** What a file's headers say, without an archive. */
import type { ArchiveSettings, HeaderReport } from '../core/archive';
import { fileError } from '../core/errors';
import { imageHeader } from '../core/fits/image';
import { readFitsFile } from '../core/fits/read';
import { frameOf } from '../core/frame/frame';

/** Throws an ArchiveError when the file cannot be read or is no FITS file. */
export function readHeader(path: string, { timeZone }: Pick<ArchiveSettings, 'timeZone'>): HeaderReport {
  try {
    const file = readFitsFile(path);
    const image = imageHeader(file);
    const frame = image && frameOf(image, { path, timeZone });
    return { file, frame, problems: [...file.problems, ...(frame?.problems ?? [])] };
  } catch (error) {
    throw fileError(error, path);
  }
}
