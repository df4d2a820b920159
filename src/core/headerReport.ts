/** The header of any file, inside the archive or not. */
import type { HeaderReport } from './archive';
import { imageHeader } from './fits/image';
import { frameOf } from './frame/frame';
import { readImageFile } from './imageFiles';

/** Throws an ArchiveError when the file cannot be read or is no image file. */
export function headerReport(path: string, timeZone: string | null): HeaderReport {
  const file = readImageFile(path);
  const image = imageHeader(file);
  const frame = image && frameOf(image, { path, timeZone });
  return {
    file,
    frame,
    problems: [...file.problems, ...file.hdus.flatMap((hdu) => hdu.problems), ...(frame?.problems ?? [])],
  };
}
