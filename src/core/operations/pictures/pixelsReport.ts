/** What the pixels of a file are: of every image and every plane. */
import type { ImagePixels, PixelsReport, PixelValue, PlaneReport } from '../../api/pixels';
import { ArchiveError, messageOf } from '../../base/errors';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import type { PixelImage } from '../../formats/pixels/pixelImage';
import { physicalValue } from '../../rules/picture/physical';
import { withPixels } from './openImage';
import { planeStatistics } from './planeReader';

const FIRST = 5;

/**
 * Statistics of all pixels. What cannot be read of an image is a problem, and leaves the others alone.
 * @param path Absolute.
 * @throws ArchiveError where the file cannot be read at all, is no image file, or when cancelled.
 */
export function pixelsReport(path: string, { progress, cancel }: Context): Promise<PixelsReport> {
  return withPixels(path, cancel, async (file, signal) => {
    const problems = [...file.problems];
    const images: ImagePixels[] = [];
    const planes = file.images.reduce((sum, image) => sum + image.planes, 0);
    const meter = new Meter(progress, 'Reading pixels', planes);
    let incomplete = false;
    for (const image of file.images) {
      const statistics: PlaneReport[] = [];
      try {
        for (let plane = 0; plane < image.planes; plane++) {
          statistics.push({
            ...(await planeStatistics(image, plane, signal)),
            first: await firstValues(image, plane, signal),
          });
          meter.step(path);
        }
      } catch (error) {
        if (!(error instanceof ArchiveError) || error.code === 'cancelled') throw error;
        incomplete = true;
        problems.push(messageOf(error));
      }
      const { hdu, name, width, height, sample, compression, bayer } = image;
      images.push({ hdu, name, width, height, planes: image.planes, sample, compression, bayer, statistics });
    }
    return { path: file.path, format: file.format, images, problems, incomplete };
  });
}

async function firstValues(image: PixelImage, plane: number, signal: AbortSignal): Promise<PixelValue[]> {
  const values: PixelValue[] = [];
  const width = Math.min(FIRST, image.width);
  for (let y = 0; y < image.height && values.length < FIRST; y++) {
    const samples = await image.read(plane, { x: 0, y, width, height: 1 }, signal);
    for (const sample of samples) if (values.length < FIRST) values.push(physicalValue(sample, image));
  }
  return values;
}
