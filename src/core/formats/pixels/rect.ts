/** Whether a part of an image can be asked for. Pure. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Rect } from './pixelImage';
import { SAMPLE_BYTES } from './samples';
import type { PixelShape } from './shape';

/** 1 GiB of pixels in one piece; whoever needs more asks for it in strips. */
export const MOST_READ_BYTES = 2 ** 30;

/**
 * Checks what is asked for before any memory is reserved.
 * @throws ArchiveError `request` for a plane or a part that the image does not have, or one too large.
 */
export function checkRect(path: string, shape: PixelShape, plane: number, rect: Rect): void {
  const numbers = [plane, rect.x, rect.y, rect.width, rect.height];
  const inside =
    numbers.every((number) => Number.isSafeInteger(number) && number >= 0) &&
    plane < shape.planes &&
    rect.x + rect.width <= shape.width &&
    rect.y + rect.height <= shape.height;
  if (!inside) {
    throw new ArchiveError('request', english('{0} has no such part', imageName(shape)), {
      path,
      expected: english(
        'a part of {0} × {1} pixels in planes 0 to {2}',
        shape.width,
        shape.height,
        shape.planes - 1,
      ),
      got: english(
        '{0} × {1} pixels at {2}, {3} of plane {4}',
        rect.width,
        rect.height,
        rect.x,
        rect.y,
        plane,
      ),
    });
  }
  const bytes = rect.width * rect.height * SAMPLE_BYTES[shape.sample];
  if (bytes <= MOST_READ_BYTES) return;
  throw new ArchiveError('request', english('too much of {0} was asked for at once', imageName(shape)), {
    path,
    expected: english('at most {0} bytes', MOST_READ_BYTES),
    got: english('{0} bytes', bytes),
  });
}

/** How errors call an image: `image SCI (HDU 1)`. */
export function imageName({ name, hdu }: PixelShape): string {
  return name === '' ? english('the image in HDU {0}', hdu) : english('image {0} (HDU {1})', name, hdu);
}
