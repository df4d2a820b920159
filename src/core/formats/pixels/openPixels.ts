/** Opens an image file for reading its pixels. */
import { ArchiveError } from '../../base/errors';
import { withSource } from '../fits/source';
import { isXisf } from '../xisf/container';
import type { PixelFile } from './pixelImage';

/**
 * Opens the file at `path`, FITS or XISF by its first bytes, whatever its name.
 * @throws ArchiveError `file` when it cannot be read, `format` when it has no usable header.
 */
export function openPixels(path: string): Promise<PixelFile> {
  return Promise.resolve().then(() => {
    const format = withSource(path, isXisf) ? 'XISF' : 'FITS';
    throw new ArchiveError('format', `pixels of ${format} files are not read yet`, { path });
  });
}
