/** A made-up night: frames to register. */
import { type FitsSpec, type TestValue, writeFits } from './makeFits';

export type Cards = Record<string, TestValue>;

/** A 300 s light of NGC 7000 in L, 16 × 12 pixels that differ from one seed to the next. */
export function light(seed = 0, cards: Cards = {}): FitsSpec {
  const minute = String(seed % 60).padStart(2, '0');
  const hour = String(20 + (Math.floor(seed / 60) % 4)).padStart(2, '0');
  return {
    width: 16,
    height: 12,
    pixels: (x, y) => 100 + x + 16 * y + seed,
    cards: {
      IMAGETYP: 'LIGHT',
      OBJECT: 'NGC 7000',
      TELESCOP: 'Esprit',
      INSTRUME: 'ASI2600',
      FILTER: 'L',
      EXPTIME: 300,
      XBINNING: 1,
      YBINNING: 1,
      'CCD-TEMP': -10,
      GAIN: 100,
      OFFSET: 50,
      'DATE-OBS': `2024-09-13T${hour}:${minute}:00.000`,
      ...cards,
    },
  };
}

/** Cards of a light that has CDELT and CROTA but no CD matrix. */
export const ROTATED: Cards = { CDELT1: -0.001, CDELT2: 0.001, CROTA2: 30 };

/** A whole night of 9 files: lights, darks, flats, a bias, and a master dark. */
export function writeNight(folder: string): void {
  for (let i = 0; i < 3; i++) writeFits(folder, `light_${i}.fits`, light(i));
  const calibration = (type: string, seed: number, cards: Cards = {}) =>
    light(seed, { IMAGETYP: type, OBJECT: '', ...cards });
  for (let i = 0; i < 2; i++) writeFits(folder, `dark_${i}.fits`, calibration('DARK', 60 + i));
  for (let i = 0; i < 2; i++)
    writeFits(folder, `flat_${i}.fits`, calibration('FLAT', 70 + i, { EXPTIME: 2 }));
  writeFits(folder, 'bias.fits', calibration('BIAS', 80, { EXPTIME: 0.001 }));
  writeFits(folder, 'master.fits', calibration('MASTER DARK', 90));
}
