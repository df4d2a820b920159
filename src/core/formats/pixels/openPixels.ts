/** Opens an image file for reading its pixels. */
import { isGzip } from '../fits/gunzip';
import { isXisf } from '../xisf/container';
import { fitsPixels } from './fitsPixels';
import type { PixelFile } from './pixelImage';
import { openPixelSource, type PixelSource } from './pixelSource';
import { openUnpacked } from './unpacked';
import { xisfPixels } from './xisfPixels';

/**
 * Opens the file at `path`, FITS or XISF by its first bytes, whatever its name. A gzipped one is unpacked
 * first, which takes as long as reading all of it.
 * @param signal Stops the unpacking.
 * @throws ArchiveError `file` when it cannot be read, `format` when it has no usable header, `cancelled`.
 */
export async function openPixels(path: string, signal?: AbortSignal): Promise<PixelFile> {
  let source = openPixelSource(path);
  try {
    if (isGzip(source)) {
      source.close();
      source = await openUnpacked(path, signal);
    }
    return readPixels(source);
  } catch (error) {
    source.close();
    throw error;
  }
}

function readPixels(source: PixelSource): PixelFile {
  return isXisf(source) ? xisfPixels(source) : fitsPixels(source);
}
