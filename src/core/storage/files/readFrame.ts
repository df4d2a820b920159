/** Reads the frame of a file without reading its pixels. */
import type { Frame } from '../../base/frame';
import { imageHeader } from '../../formats/fits/image';
import { readImageFile } from '../../formats/image/imageFile';
import { frameOf } from '../../rules/frame/frameOf';

/**
 * The frame of the image file at `path`, named as it was at `as`: a header that is silent about the type of a
 * frame leaves it to the folders that the file came from. Null for a file without an image.
 * @throws ArchiveError `file` when it cannot be read, `format` when it has no usable header.
 */
export function readFrame(path: string, as: string, timeZone: string | null): Frame | null {
  const image = imageHeader(readImageFile(path));
  if (image === null) return null;
  const { sources, electronsPerAdu, ...frame } = frameOf(image, { path: as, timeZone });
  return frame;
}
