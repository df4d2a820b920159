/** A small picture of an image file: stretched, the right way up, in colour where the frame has colour. */
import type { Cancel } from '../../base/ports';
import { encodeJpeg } from '../../formats/raster/jpeg';
import { paint, usualStretch } from '../../rules/picture/picture';
import { openComment, sealed, type Size } from '../../storage/thumbnails/sealed';
import { chosenImage, withPixels } from './openImage';
import { pictureOf, sourceOf } from './pictureOf';

/** Pixels in the longer side of a thumbnail. */
export const THUMBNAIL_PIXELS = 320;

/** The first is what nearly all get; the others are for noise in colour, which packs badly. */
const QUALITIES = [80, 60, 40, 20];
/** A tooltip may have 100,000 characters with its header, and bytes become 4/3 characters. */
const MOST_BYTES = 48_000;

/** A JPEG as it is kept. */
export interface MadeThumbnail extends Size {
  readonly bytes: Buffer;
}

/**
 * Of the first image in a file.
 * @throws ArchiveError where there is no image that can be read, or when cancelled.
 */
export function makeThumbnail(path: string, cancel: Cancel): Promise<MadeThumbnail> {
  return withPixels(path, cancel, async (file, signal) => {
    const image = chosenImage(file, { hdu: null, plane: 0 });
    const picture = await pictureOf(sourceOf(file.format, image, null), THUMBNAIL_PIXELS, signal);
    const raster = paint(picture, usualStretch(picture));
    const comment = openComment(raster);
    let bytes: Buffer = Buffer.alloc(0);
    for (const quality of QUALITIES) {
      bytes = encodeJpeg(raster, comment, quality);
      if (bytes.length <= MOST_BYTES) break;
    }
    const { width, height } = raster;
    return { width, height, bytes: sealed(bytes, raster) };
  });
}
