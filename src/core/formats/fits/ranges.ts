/** Where the pixels are. */
import type { FitsFile } from './header';

export interface DataRange {
  /** Bytes from the start of the file, of the unpacked file for `.fits.gz`. */
  readonly offset: number;
  /** Bytes without padding. */
  readonly size: number;
}

/**
 * The data units of a file, empty ones left out: `[{ offset: 5760, size: 120000 }]`. Data that are cut off
 * end with the file, except in a gzipped one, whose unpacked size is not known without unpacking it.
 */
export function dataRanges(file: FitsFile): DataRange[] {
  const end = file.format === 'fits.gz' ? Number.MAX_SAFE_INTEGER : file.size;
  return file.hdus
    .map(({ dataOffset, dataSize }) => ({
      offset: dataOffset,
      size: Math.max(0, Math.min(dataSize, end - dataOffset)),
    }))
    .filter((range) => range.size > 0);
}
