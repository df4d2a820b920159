/** One pixel of a file: what is stored, what it means, and where it lies on the sky. */
import type { ImageChoice, PixelReport, PixelValue } from '../../api/pixels';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Cancel } from '../../base/ports';
import type { PixelFile, PixelImage } from '../../formats/pixels/pixelImage';
import { exact, physicalValue } from '../../rules/picture/physical';
import { type Wcs, wcsOf } from '../../rules/sky/wcs';
import { chosenImage, withPixels } from './openImage';

export interface PixelPlace extends ImageChoice {
  /** From 1. */
  readonly x: number;
  readonly y: number;
}

/**
 * The pixel at a place.
 * @throws ArchiveError `request` for a place outside the image; else as reading does.
 */
export function pixelAt(path: string, place: PixelPlace, cancel: Cancel): Promise<PixelReport> {
  return withPixels(path, cancel, async (file, signal) => {
    const image = chosenImage(file, place);
    const { x, y, plane } = place;
    if (!isInside(x, image.width) || !isInside(y, image.height)) {
      throw new ArchiveError('request', english('there is no pixel {0}, {1}', x, y), {
        path: file.path,
        expected: english('1, 1 to {0}, {1}', image.width, image.height),
      });
    }
    const [sample = 0] = await image.read(plane, { x: x - 1, y: y - 1, width: 1, height: 1 }, signal);
    const wcs = wcsOf(image.keyword);
    const { ra, dec } = wcs.at?.(x, y) ?? { ra: null, dec: null };
    return {
      x,
      y,
      stored: storedOf(sample, image, file.format),
      value: physicalValue(sample, image),
      ra,
      dec,
      noPosition: noPosition(wcs),
    };
  });
}

const isInside = (at: number, length: number) => Number.isInteger(at) && at >= 1 && at <= length;

/** FITS has no whole numbers of 16 and 32 bits without sign: they are stored less the half of their range. */
function storedOf(sample: number | bigint, image: PixelImage, format: PixelFile['format']): PixelValue {
  if (typeof sample === 'bigint') return exact(sample);
  if (!Number.isFinite(sample)) return null;
  if (format !== 'fits') return sample;
  return sample - (image.sample === 'u16' ? 2 ** 15 : image.sample === 'u32' ? 2 ** 31 : 0);
}

/** Why there is no position, in a sentence; null where there is one. */
export function noPosition(wcs: Wcs): string | null {
  if (wcs.why === null) return null;
  switch (wcs.why) {
    case 'none':
      return english('The header does not say where the image lies on the sky.');
    case 'projection':
      return english('The projection {0} is not supported; only TAN is.', wcs.got);
    case 'axes':
      return english('The axes {0} are not right ascension and declination.', wcs.got);
    case 'distortion':
      return english('The distortion {0} is not supported; only SIP is.', wcs.got);
    case 'values':
      return english('The position in the header ({0}) is missing or makes no sense.', wcs.got);
  }
}
