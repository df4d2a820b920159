/** Very many small files, each its own light, which take little room on a disk. */
import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const IN_A_FOLDER = 500;
const BLOCK = 2880;

/** A light of 16 × 12 pixels, of which all but the first are a hole in the file: 4 kB on the disk. */
function light(number: number): Buffer {
  const start = new Date(Date.UTC(2024, 0, 1) + number * 60_000).toISOString().slice(0, 23);
  const cards: readonly (readonly [string, string])[] = [
    ['SIMPLE', 'T'],
    ['BITPIX', '16'],
    ['NAXIS', '2'],
    ['NAXIS1', '16'],
    ['NAXIS2', '12'],
    ['IMAGETYP', "'LIGHT'"],
    ['OBJECT', "'NGC 7000'"],
    ['TELESCOP', "'Esprit 100ED'"],
    ['INSTRUME', "'ZWO ASI2600MM Pro'"],
    ['FILTER', "'Ha'"],
    ['EXPTIME', '60'],
    ['CCD-TEMP', '-10'],
    ['GAIN', '100'],
    ['OFFSET', '50'],
    ['XBINNING', '1'],
    ['YBINNING', '1'],
    ['SITELONG', '8.5'],
    ['SITELAT', '50.1'],
    ['DATE-OBS', `'${start}'`],
  ];
  const text = cards.map(([keyword, value]) => `${keyword.padEnd(8)}= ${value}`.padEnd(80)).join('');
  const header = Buffer.from(`${text}${'END'.padEnd(80)}`.padEnd(BLOCK));
  const pixels = Buffer.alloc(8);
  pixels.writeUInt32BE(number, 0);
  return Buffer.concat([header, pixels]);
}

/** As many lights, in folders of 500: `night 00000/light_0000000.fits`. */
export function makeTree(folder: string, files: number): void {
  for (let number = 0; number < files; number++) {
    const night = join(folder, `night ${String(Math.floor(number / IN_A_FOLDER)).padStart(5, '0')}`);
    if (number % IN_A_FOLDER === 0) mkdirSync(night, { recursive: true });
    const fd = openSync(join(night, `light_${String(number).padStart(7, '0')}.fits`), 'wx');
    writeSync(fd, light(number));
    ftruncateSync(fd, 2 * BLOCK);
    closeSync(fd);
  }
}
