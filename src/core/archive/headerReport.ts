/** The header of any file, inside the archive or not. */
import type { HeaderReport } from '../api/archive';
import { imageHeader } from '../formats/fits/image';
import { readImageFile } from '../formats/image/imageFile';
import { frameOf } from '../rules/frame/frameOf';

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
