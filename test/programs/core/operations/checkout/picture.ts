/** Measures a stacked picture against what a made-up night is known to hold. */
import * as fs from 'node:fs';
import { imageUnit } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { findCard, imageShape } from '../../../../../src/core/formats/fits/size';

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly planes: number;
  readonly data: Float64Array;
}

/** One plane of a 16-bit or floating-point FITS image. */
export function readPlane(file: string, plane = 0): Plane {
  const unit = imageUnit(readFitsFile(file));
  if (unit === undefined) throw new Error(`${file} has no image`);
  const { bitpix, axes } = imageShape(unit.cards);
  const [width = 0, height = 0, planes = 1] = axes;
  const size = Math.abs(bitpix ?? 0) / 8;
  const bytes = fs.readFileSync(file).subarray(unit.dataOffset + plane * width * height * size);
  const zero = Number(findCard(unit.cards, 'BZERO')?.value ?? 0);
  const data = Float64Array.from({ length: width * height }, (_, i) =>
    bitpix === 16 ? zero + bytes.readInt16BE(2 * i) : bytes.readFloatBE(4 * i),
  );
  return { width, height, planes, data };
}

/** A two-dimensional array of 32-bit floats as numpy writes it. */
export function readNpy(file: string): Float64Array {
  const bytes = fs.readFileSync(file);
  const start = 10 + bytes.readUInt16LE(8);
  return Float64Array.from({ length: (bytes.length - start) / 4 }, (_, i) =>
    bytes.readFloatLE(start + 4 * i),
  );
}

export interface Measured {
  /** How strongly the flat field and the glow show, in units of the nebula. */
  readonly flat: number;
  readonly glow: number;
  /** Noise from pixel to pixel in units of the nebula. */
  readonly noise: number;
}

const BLOCK = 10;
const BORDER = 20;

/** Fits medians of blocks by the nebula, the flat field, the glow and a gradient, all as the generator makes them. */
export function measure({ width, height, data }: Plane, flat: Float64Array): Measured {
  const rows: number[][] = [];
  const values: number[] = [];
  for (let y = BORDER; y + BLOCK <= height - BORDER; y += BLOCK) {
    for (let x = BORDER; x + BLOCK <= width - BORDER; x += BLOCK) {
      const pixels: number[] = [];
      let field = 0;
      for (let j = y; j < y + BLOCK; j++) {
        for (let i = x; i < x + BLOCK; i++) {
          pixels.push(data[j * width + i] ?? 0);
          field += (flat[j * width + i] ?? 0) / BLOCK ** 2;
        }
      }
      pixels.sort((a, b) => a - b);
      values.push(pixels[pixels.length / 2] ?? 0);
      const [cx, cy] = [x + BLOCK / 2, y + BLOCK / 2];
      rows.push([1, nebula(cx, cy, width, height), field - 1, glow(cx, cy, width, height), cy / height]);
    }
  }
  const [, ofNebula = 1, ofFlat = 0, ofGlow = 0] = leastSquares(rows, values);
  return {
    flat: ofFlat / ofNebula,
    glow: ofGlow / ofNebula,
    noise: pixelNoise({ width, height, data }) / Math.abs(ofNebula),
  };
}

function nebula(x: number, y: number, width: number, height: number): number {
  const distance = Math.hypot(x - width * 0.55, (y - height * 0.45) * 1.4);
  return 8 * Math.exp(-((distance / (0.22 * width)) ** 2)) * (1 + 0.3 * Math.sin(x / 17) * Math.cos(y / 23));
}

function glow(x: number, y: number, width: number, height: number): number {
  return 1.5 * Math.exp(-(((x - width) / (0.18 * width)) ** 2 + ((y - height * 0.3) / (0.25 * height)) ** 2));
}

/** From the median of the differences between pixels two apart, which a colour filter array does not disturb. */
function pixelNoise({ width, height, data }: Pick<Plane, 'width' | 'height' | 'data'>): number {
  const differences: number[] = [];
  for (let y = BORDER; y < height - BORDER; y++) {
    for (let x = BORDER; x < width - BORDER - 2; x++) {
      differences.push(Math.abs((data[y * width + x] ?? 0) - (data[y * width + x + 2] ?? 0)));
    }
  }
  differences.sort((a, b) => a - b);
  return (1.4826 * (differences[Math.floor(differences.length / 2)] ?? 0)) / Math.SQRT2;
}

/** Solves the normal equations by elimination. */
function leastSquares(rows: readonly number[][], values: readonly number[]): number[] {
  const n = rows[0]?.length ?? 0;
  const m = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n + 1 }, (_, j) =>
      rows.reduce((sum, row, k) => sum + (row[i] ?? 0) * (j < n ? (row[j] ?? 0) : (values[k] ?? 0)), 0),
    ),
  );
  for (let i = 0; i < n; i++) {
    const pivot = m[i] as number[];
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const row = m[k] as number[];
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let j = i; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  return m.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}
