/** The frames that the faults are tried on: small, different from one another, and each of a kind that is handled in its own way. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type FitsSpec, makeFits } from '../support/makeFits';
import { image, keyword, makeXisf, pixels } from '../support/makeXisf';
import { type Cards, light, ROTATED } from '../support/night';

export interface Original {
  /** Below the source folder: `bias_1.fits`. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  /** How many bytes at its end are its pixels, which no edit changes; 0 for a file that can only be taken as a whole. */
  readonly pixels: number;
}

const BLOCK = 2880;

function spec(seed: number, cards: Cards, more: Partial<FitsSpec> = {}): FitsSpec {
  return { ...light(seed, cards), ...more };
}

function original(name: string, bytes: Buffer, pixelBytes: number): Original {
  return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), pixels: pixelBytes };
}

function fits(name: string, seed: number, cards: Cards = {}): Original {
  return original(name, makeFits(spec(seed, cards)), BLOCK);
}

/** Two frames of one second: the second one gets a name with a suffix. */
function bias(seed: number): Original {
  const cards = { IMAGETYP: 'BIAS', OBJECT: '', EXPTIME: 0.001, 'DATE-OBS': '2024-09-13T19:00:00.000' };
  return fits(`bias_${seed}.fits`, seed, cards);
}

/** Over 1 MiB: hashed in a thread, read and copied in more than one piece. */
function large(name: string, seed: number): Original {
  const side = {
    width: 760,
    height: 760,
    pixels: (x: number, y: number) => ((x * 31 + y * 17) % 9000) + seed,
  };
  return original(name, makeFits(spec(seed, {}, side)), Math.ceil((760 * 760 * 2) / BLOCK) * BLOCK);
}

/** A header without a free card in its last block, which grows by a block for the matrix. */
function full(name: string, seed: number): Original {
  const made = spec(seed, ROTATED);
  const cards = Object.keys(made.cards ?? {}).length + 5;
  return original(name, makeFits({ ...made, reserve: 36 - (cards % 36) - 1 }), BLOCK);
}

function xisf(name: string, seed: number, more: Cards = {}): Original {
  const cards = { ...spec(seed, more).cards } as Cards;
  const keywords = Object.entries(cards).map(([key, value]) =>
    keyword(key, typeof value === 'string' ? `'${value}'` : String(value)),
  );
  const bytes = makeXisf({ body: image(keywords.join('')), blocks: [pixels(seed)] });
  return original(name, bytes, pixels(seed).length);
}

function zipped(name: string, seed: number): Original {
  return original(name, gzipSync(makeFits(spec(seed, {}))), 0);
}

/** Of an object that is to become part of another one; OBJECT and a line of HISTORY are what changes. */
const PANEL: Cards = { OBJECT: 'Panel 1' };

/** A header that has no room for another line: it grows by a block. */
function fullPanel(name: string, seed: number): Original {
  const made = spec(seed, PANEL);
  const cards = Object.keys(made.cards ?? {}).length + 5;
  return original(
    name,
    makeFits({ ...made, reserve: 0, cards: padded(made.cards as Cards, 36 - (cards % 36) - 1) }),
    BLOCK,
  );
}

/** With so many more cards. */
function padded(cards: Cards, more: number): Cards {
  return { ...cards, ...Object.fromEntries(Array.from({ length: more }, (_, i) => [`PAD${i}`, i])) };
}

/** What the archive holds already when the operation begins. */
export const EARLIER: readonly Original[] = [
  fits('light_1.fits', 50),
  fits('light_2.fits', 52),
  fits('dark.fits', 51, { IMAGETYP: 'DARK', OBJECT: '' }),
];

export const SETS = {
  plain: [bias(1), bias(2), zipped('light.fits.gz', 3), large('large.fits', 4), xisf('light.xisf', 5)],
  edited: [fits('rotated.fits', 10, ROTATED), full('full.fits', 11), xisf('rotated.xisf', 12, ROTATED)],
  mixed: [bias(1), bias(2), fits('rotated.fits', 10, ROTATED), xisf('rotated.xisf', 12, ROTATED)],
  panel: [
    fits('a.fits', 30, PANEL),
    fits('b.fits', 31, PANEL),
    fullPanel('full.fits', 32),
    xisf('c.xisf', 33, PANEL),
  ],
  few: [0, 1, 2, 3, 4].map((seed) => fits(`${seed}.fits`, 20 + seed)),
} as const satisfies Readonly<Record<string, readonly Original[]>>;

export type SetName = keyof typeof SETS;
