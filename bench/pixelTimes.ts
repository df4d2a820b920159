/** One process of `pixels.ts`: how long it takes to show the file it is given. Prints its figures as JSON. */
import { openPixels } from '../src/core/formats/pixels/openPixels';
import { pictureOf, sourceOf } from '../src/core/operations/pictures/pictureOf';

export interface PixelTimes {
  /** Milliseconds to read the rows of a picture of 1600 pixels, and nothing else. */
  readonly rows: number;
  /** Milliseconds from the start of the process to the picture. */
  readonly picture: number;
  /** Milliseconds of CPU time until then, of all threads. */
  readonly pictureCpu: number;
  /** The most memory that the process has had until then. */
  readonly pictureMegabytes: number;
  /** Milliseconds for 512 × 512 pixels somewhere: the median of 21. */
  readonly tile: number;
  /** Milliseconds for all pixels, in strips. */
  readonly all: number;
  /** The most memory that the process has had at all. */
  readonly megabytes: number;
}

const PICTURE = 1600;
const STRIP = 128;

async function main(file: string): Promise<PixelTimes> {
  const opened = await openPixels(file);
  const [image] = opened.images;
  if (image === undefined) throw new Error(opened.problems.join('; '));
  await pictureOf(sourceOf(opened.format, image, null), PICTURE);
  const picture = performance.now();
  const { user, system } = process.cpuUsage();
  const pictureCpu = (user + system) / 1000;
  const pictureMegabytes = process.resourceUsage().maxRSS / 1024;
  const { width, height } = image;

  const rows = await timed(async () => {
    const wanted = Math.round((height * PICTURE) / width);
    for (let i = 0; i < wanted; i++) {
      const y = 2 * Math.floor((i * height) / wanted / 2);
      await image.read(0, { x: 0, y, width, height: 2 });
    }
  });
  const tiles: number[] = [];
  for (let i = 0; i < 21; i++) {
    const x = Math.floor(((width - 512) * ((i * 7) % 21)) / 21);
    const y = Math.floor(((height - 512) * ((i * 5) % 21)) / 21);
    tiles.push(await timed(() => image.read(0, { x, y, width: 512, height: 512 })));
  }
  const all = await timed(async () => {
    for (let y = 0; y < height; y += STRIP) {
      await image.read(0, { x: 0, y, width, height: Math.min(STRIP, height - y) });
    }
  });
  await opened.close();
  const tile = tiles.sort((a, b) => a - b)[10] ?? NaN;
  return {
    rows,
    picture,
    pictureCpu,
    pictureMegabytes,
    tile,
    all,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

void main(process.argv[2] ?? '').then((times) => console.log(JSON.stringify(times)));
