/** A made-up stack of a nebula in colour, the same each time: clouds, stars of several colours, some noise. */
import { makeFits } from '../../support/makeFits';

export const NEBULA = { width: 840, height: 560 };
const STARS = 420;

/** A number from 0 to 1 for each step, without pattern. */
function* numbers(): Generator<number, never> {
  for (let state = 12_345; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** The file, as Siril leaves a stack. */
export function nebula(): Buffer {
  const { width, height } = NEBULA;
  const random = numbers();
  const next = () => random.next().value;
  const planes = [0, 1, 2].map(() => new Float64Array(width * height));
  const blobs = Array.from({ length: 26 }, () => {
    const angle = next() * 2 * Math.PI;
    const away = 40 + 190 * next();
    return {
      x: width / 2 + 1.3 * away * Math.cos(angle),
      y: height / 2 + away * Math.sin(angle),
      size: 30 + 70 * next(),
      depth: next() < 0.3 ? -0.5 : 1,
    };
  });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = Math.hypot((x - width / 2) / 250, (y - height / 2) / 170);
      let cloud = 0.5 * Math.exp(-from * from);
      for (const blob of blobs) {
        const far = ((x - blob.x) ** 2 + (y - blob.y) ** 2) / blob.size ** 2;
        if (far < 9) cloud += 0.22 * blob.depth * Math.exp(-far);
      }
      const glow = Math.exp(-4 * from * from);
      const parts = [
        Math.max(cloud, 0),
        0.34 * Math.max(cloud, 0) + 0.25 * glow,
        0.3 * Math.max(cloud, 0) + 0.4 * glow,
      ];
      planes.forEach((plane, i) => {
        plane[y * width + x] = 0.012 + 0.02 * (parts[i] ?? 0) + 0.0006 * (next() + next() - 1);
      });
    }
  }
  for (let star = 0; star < STARS; star++) {
    const [x, y] = [Math.floor(width * next()), Math.floor(height * next())];
    const bright = 0.02 + 0.9 * next() ** 12;
    const warm = next();
    const [spread, far] = [1.6 + 1.2 * bright, 12];
    for (let dy = -far; dy <= far; dy++) {
      for (let dx = -far; dx <= far; dx++) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        const light = bright * Math.exp(-(dx * dx + dy * dy) / (spread * spread));
        const at = (y + dy) * width + x + dx;
        [0.75 + 0.25 * warm, 0.9, 1 - 0.4 * warm].forEach((share, i) => {
          const plane = planes[i];
          if (plane) plane[at] = Math.min(1, (plane[at] ?? 0) + share * light);
        });
      }
    }
  }
  const [angle, scale] = [(25 * Math.PI) / 180, 2.1 / 3600];
  return makeFits({
    ...NEBULA,
    channels: 3,
    bitpix: -32,
    cards: {
      ...{
        IMAGETYP: 'LIGHT',
        OBJECT: 'NGC 7000',
        FILTER: 'L-eXtreme',
        EXPTIME: 300,
        STACKCNT: 72,
        LIVETIME: 21_600,
      },
      ...{ GAIN: 100, 'CCD-TEMP': -10, 'SET-TEMP': -10, 'DATE-OBS': '2024-09-13T21:04:12.500' },
      ...{ TELESCOP: 'FSQ-106', FOCALLEN: 382, INSTRUME: 'ASI2600MC', XPIXSZ: 3.76, YPIXSZ: 3.76 },
      ...{
        CTYPE1: 'RA---TAN',
        CTYPE2: 'DEC--TAN',
        CRVAL1: 314.75,
        CRVAL2: 44.37,
        CRPIX1: 420.5,
        CRPIX2: 280.5,
      },
      ...{ CD1_1: -scale * Math.cos(angle), CD1_2: scale * Math.sin(angle) },
      ...{ CD2_1: scale * Math.sin(angle), CD2_2: scale * Math.cos(angle), PROGRAM: 'Siril 1.4.0' },
    },
    pixels: (x, y, plane) => planes[plane]?.[y * width + x] ?? 0,
  });
}
