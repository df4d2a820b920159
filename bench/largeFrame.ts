/** A raw frame of 60 million pixels, 122 MB. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { card, headerUnit } from '../test/support/makeFits';

const WIDTH = 9576;
const HEIGHT = 6388;

/** A sky with noise, row by row from one that is turned. */
export function writeLargeFrame(path: string, bayer: boolean): void {
  const noise = Buffer.alloc(2 * WIDTH * 2);
  for (let x = 0; x < 2 * WIDTH; x++) {
    const value = 1000 + ((x * 7919) % 211) + (x % 997 === 0 ? 20_000 : 0);
    noise.writeInt16BE(value - 32_768, 2 * x);
  }
  const cards = [card('SIMPLE', true), card('BITPIX', 16), card('NAXIS', 2), card('NAXIS1', WIDTH)];
  cards.push(card('NAXIS2', HEIGHT), card('BZERO', 32_768), card('IMAGETYP', 'LIGHT'));
  if (bayer) cards.push(card('BAYERPAT', 'RGGB'));
  const file = openSync(path, 'w');
  writeSync(file, headerUnit(cards));
  for (let y = 0; y < HEIGHT; y++) writeSync(file, noise, 2 * ((y * 131) % WIDTH), 2 * WIDTH);
  writeSync(file, Buffer.alloc((2880 - ((2 * WIDTH * HEIGHT) % 2880)) % 2880));
  closeSync(file);
}
