/** Nights of small frames, each with pixels of its own. */
import { writeFits } from '../../support/makeFits';

let made = 0;

/** Each test file is a bundle that counts by itself, so the folder says apart what they make: 0 to 29999. */
function shadeOf(folder: string): number {
  return [...folder].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 30000, 0);
}

export interface NightSpec {
  readonly object: string;
  /** Date of the start of the night: `2024-09-13`. */
  readonly date: string;
  readonly lights: number;
  readonly darks?: number;
  readonly flats?: number;
  readonly biases?: number;
}

/** Writes a night's frames below `folder` and answers with their paths. */
export function writeNight(folder: string, spec: NightSpec): string[] {
  const { object, date, lights, darks = 0, flats = 0, biases = 0 } = spec;
  return [
    ...frames(
      folder,
      lights,
      'light',
      { IMAGETYP: 'LIGHT', OBJECT: object, FILTER: 'Ha', EXPTIME: 300 },
      date,
    ),
    ...frames(folder, darks, 'dark', { IMAGETYP: 'DARK', EXPTIME: 300 }, date),
    ...frames(folder, flats, 'flat', { IMAGETYP: 'FLAT', FILTER: 'Ha', EXPTIME: 2 }, date),
    ...frames(folder, biases, 'bias', { IMAGETYP: 'BIAS', EXPTIME: 0.001 }, date),
  ];
}

function frames(
  folder: string,
  count: number,
  name: string,
  cards: Readonly<Record<string, string | number>>,
  date: string,
): string[] {
  return Array.from({ length: count }, (_, i) => {
    const seed = ++made;
    const minute = String(i % 60).padStart(2, '0');
    const hour = String(20 + (Math.floor(i / 60) % 4)).padStart(2, '0');
    const all = {
      ...cards,
      'DATE-OBS': `${date}T${hour}:${minute}:${String(seed % 60).padStart(2, '0')}.${String(seed % 1000).padStart(3, '0')}`,
      TELESCOP: 'FSQ-106',
      INSTRUME: 'ASI2600MM',
      XBINNING: 1,
      YBINNING: 1,
      GAIN: 100,
      OFFSET: 50,
      'CCD-TEMP': -10,
      FOCALLEN: 530,
      SITELONG: 0,
      SITELAT: 50,
    };
    return writeFits(folder, `${name}_${String(i + 1).padStart(4, '0')}.fits`, {
      cards: all,
      width: 16,
      height: 12,
      pixels: (x, y) => (shadeOf(folder) + seed * 7919 + x * 31 + y * 17) % 30000,
    });
  });
}
