/**
 * The pixels of a frame: pedestal with a column pattern, dark current with hot pixels, sky with stars and a
 * nebula behind vignetting and dust, shot noise and read noise. Signals are in ADU a second.
 */
import type { Shot } from './nina';
import { randomFor } from './random';
import type { Rig } from './rigs';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const PEDESTAL = 500;
const ELECTRONS_PER_ADU = 0.25;
/** ADU. */
const READ_NOISE = 6;
/** Standard deviation of a star's image in pixels; a full width at half maximum of 3 px. */
const STAR_SIGMA = 1.28;
const STARS = 150;

interface Star {
  readonly x: number;
  readonly y: number;
  /** ADU a second over all pixels. */
  readonly flux: number;
  /** Share of red, green and blue. */
  readonly colour: readonly [number, number, number];
}

/** What a filter lets through. */
interface Band {
  readonly stars: number;
  readonly nebula: number;
  readonly sky: number;
}

function bandOf(filter: string | null): Band {
  if (filter === 'Ha') return { stars: 0.08, nebula: 1.2, sky: 0.8 };
  return filter === 'L' ? { stars: 1, nebula: 3, sky: 20 } : { stars: 0.6, nebula: 3, sky: 9 };
}

/** 0 red, 1 green, 2 blue for the pixel of an RGGB sensor; mono pixels count as green. */
const channelOf = (rig: Rig, x: number, y: number): 0 | 1 | 2 =>
  rig.bayer === null ? 1 : (((x & 1) + (y & 1)) as 0 | 1 | 2);

function starsOf(rig: Rig, { width, height }: Size): readonly Star[] {
  const random = randomFor(`${rig.imager} stars`);
  return Array.from({ length: STARS }, () => ({
    x: random.uniform(-12, width + 12),
    y: random.uniform(-12, height + 12),
    flux: 10 ** random.uniform(2.6, 4),
    colour: [random.uniform(0.5, 1.4), 1, random.uniform(0.5, 1.4)],
  }));
}

/** Dark current of every pixel in ADU a second: a floor, amplifier glow at the right edge, hot pixels. */
function darkCurrent(rig: Rig, { width, height }: Size): Float32Array {
  const random = randomFor(`${rig.imager} dark`);
  const dark = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const glow = 1.2 * Math.exp(-(((width - x) / (0.15 * width)) ** 2) - ((y / height - 0.3) / 0.25) ** 2);
      dark[y * width + x] = 0.15 + Math.abs(random.normal(0.03)) + glow;
    }
  }
  for (let i = 0; i < (width * height) / 800; i++) {
    const at = Math.floor(random.uniform(0, height)) * width + Math.floor(random.uniform(0, width));
    dark[at] = random.uniform(20, 250);
  }
  return dark;
}

/** Transmission of every pixel, 1 in the middle: vignetting, dust rings of this filter, uneven pixels. */
function flatField(rig: Rig, filter: string | null, { width, height }: Size): Float32Array {
  const random = randomFor(`${rig.imager} flat ${filter ?? ''}`);
  const rings = Array.from({ length: 4 }, () => ({
    x: random.uniform(0.1, 0.9) * width,
    y: random.uniform(0.1, 0.9) * height,
    r: random.uniform(8, 16),
  }));
  const flat = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const off = (x / width - 0.5) ** 2 + (y / height - 0.5) ** 2;
      let value = 1 - 0.7 * off + random.normal(0.005);
      for (const ring of rings) {
        const distance = Math.hypot(x - ring.x, y - ring.y) - ring.r;
        if (Math.abs(distance) < 12) value *= 1 - 0.15 * Math.exp(-((distance / 4) ** 2));
      }
      flat[y * width + x] = value;
    }
  }
  return flat;
}

/** The sky of one exposure, moved a few pixels (dither) and turned a little against the first. */
function skySignal(shot: Shot, size: Size): Float32Array {
  const { width, height } = size;
  const { rig, filter } = shot.run;
  const band = bandOf(filter);
  const random = randomFor(`${rig.imager} dither ${filter ?? ''} ${shot.index}`);
  const [dx, dy] = shot.index === 0 ? [0, 0] : [random.uniform(-8, 8), random.uniform(-8, 8)];
  const turn = shot.index === 0 ? 0 : random.uniform(-0.006, 0.006);
  const signal = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (x - dx - 0.55 * width) / (0.22 * width);
      const v = (y - dy - 0.45 * height) / (0.25 * height);
      const nebula = band.nebula * Math.exp(-u * u - v * v) * (1 + 0.3 * Math.sin(u * 9) * Math.cos(v * 7));
      const tint = [1, 0.6, 0.5][channelOf(rig, x, y)] ?? 1;
      signal[y * width + x] = band.sky + nebula * tint;
    }
  }
  for (const star of starsOf(rig, size)) {
    const [cx, cy] = [star.x - width / 2, star.y - height / 2];
    const sx = cx * Math.cos(turn) - cy * Math.sin(turn) + width / 2 + dx;
    const sy = cx * Math.sin(turn) + cy * Math.cos(turn) + height / 2 + dy;
    const peak = (star.flux * band.stars) / (2 * Math.PI * STAR_SIGMA ** 2);
    for (let y = Math.max(0, Math.round(sy) - 8); y <= Math.min(height - 1, Math.round(sy) + 8); y++) {
      for (let x = Math.max(0, Math.round(sx) - 8); x <= Math.min(width - 1, Math.round(sx) + 8); x++) {
        const spread = Math.exp(-((x - sx) ** 2 + (y - sy) ** 2) / (2 * STAR_SIGMA ** 2));
        const at = y * width + x;
        signal[at] = (signal[at] ?? 0) + peak * spread * star.colour[channelOf(rig, x, y)];
      }
    }
  }
  return signal;
}

/** Light of an evenly lit panel that gives about 22,000 ADU. */
function panelSignal(shot: Shot, { width, height }: Size): Float32Array {
  const { rig, exposure } = shot.run;
  const signal = new Float32Array(width * height);
  for (let i = 0; i < signal.length; i++) {
    const channel = channelOf(rig, i % width, Math.floor(i / width));
    signal[i] = (22000 / exposure) * ([0.6, 1, 0.75][channel] ?? 1);
  }
  return signal;
}

/** Makes frames; what belongs to a camera or a filter is computed once and kept. */
export class SampleSky {
  readonly #fields = new Map<string, Float32Array>();

  readonly #size: Size;

  constructor(size: Size) {
    this.#size = size;
  }

  #once(key: string, make: () => Float32Array): Float32Array {
    const known = this.#fields.get(key);
    if (known) return known;
    const made = make();
    this.#fields.set(key, made);
    return made;
  }

  /** The pixels of one exposure, 0 to 65535, first row first. */
  expose(shot: Shot): Uint16Array {
    const { width, height } = this.#size;
    const { rig, type, filter, exposure } = shot.run;
    const dark = this.#once(`${rig.imager} dark`, () => darkCurrent(rig, this.#size));
    const columns = this.#once(`${rig.imager} columns`, () => {
      const random = randomFor(`${rig.imager} columns`);
      return Float32Array.from({ length: width }, () => random.normal(6));
    });
    const lit = type === 'LIGHT' || type === 'FLAT';
    const flat = lit
      ? this.#once(`${rig.imager} flat ${filter ?? ''}`, () => flatField(rig, filter, this.#size))
      : null;
    const signal = flat && (type === 'LIGHT' ? skySignal(shot, this.#size) : panelSignal(shot, this.#size));
    const random = randomFor(`${rig.imager} ${type} ${filter ?? ''} ${exposure} ${shot.index}`);
    const pixels = new Uint16Array(width * height);
    for (let i = 0; i < pixels.length; i++) {
      const light = flat && signal ? (flat[i] ?? 0) * (signal[i] ?? 0) : 0;
      const collected = (light + (dark[i] ?? 0)) * exposure;
      // A Poisson variable of hundreds of electrons is as good as normal.
      const shotNoise = Math.sqrt(Math.max(0, collected) / ELECTRONS_PER_ADU);
      const noise = random.normal(Math.hypot(shotNoise, READ_NOISE));
      const value = PEDESTAL + (columns[i % width] ?? 0) + collected + noise;
      pixels[i] = Math.min(65535, Math.max(0, Math.round(value)));
    }
    return pixels;
  }
}
