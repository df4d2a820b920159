/** Whether a part of an image can be asked for. Pure. */
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
    throw new ArchiveError('request', `${imageName(shape)} has no such part`, {
      path,
      expected: `a part of ${shape.width} × ${shape.height} pixels in ${counted(shape.planes)}`,
      got: `${rect.width} × ${rect.height} pixels at ${rect.x}, ${rect.y} of plane ${plane}`,
    });
  }
  const bytes = rect.width * rect.height * SAMPLE_BYTES[shape.sample];
  if (bytes <= MOST_READ_BYTES) return;
  throw new ArchiveError('request', `too much of ${imageName(shape)} was asked for at once`, {
    path,
    expected: `at most ${MOST_READ_BYTES} bytes`,
    got: `${bytes} bytes`,
  });
}

/** How errors call an image: `image SCI (HDU 1)`. */
export function imageName({ name, hdu }: PixelShape): string {
  return name === '' ? `image HDU ${hdu}` : `image ${name} (HDU ${hdu})`;
}

function counted(planes: number): string {
  return planes === 1 ? '1 plane' : `${planes} planes`;
}
