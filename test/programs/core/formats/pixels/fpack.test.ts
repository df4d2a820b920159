/** Pixels of images that fpack has packed, against those that funpack and astropy make of them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { openPixels } from '../../../../../src/core/formats/pixels/openPixels';
import type { Samples } from '../../../../../src/core/formats/pixels/pixelImage';
import { type FitsSpec, temporaryFolder, writeFits } from '../../../../support/makeFits';
import { wholeOf } from '../../../../support/pixels';
import { random } from '../../../../support/random';

const PYTHON = '/usr/bin/python3';
const installed = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;
const hasFpack = installed('fpack', '-V') && installed('funpack', '-V');
const hasAstropy = spawnSync(PYTHON, ['-c', 'import astropy']).status === 0;

/** A sky with noise and stars, the same in every run. */
function sky(background: number, noise: number): NonNullable<FitsSpec['pixels']> {
  const next = random(7);
  return (x, y) =>
    background + noise * (next() + next() - 1) + (x % 17 === 3 && y % 13 === 5 ? 40 * noise : 0);
}
const whole = (of: ReturnType<typeof sky>): ReturnType<typeof sky> =>
  typeof of === 'function' ? (x, y, plane) => Math.round(of(x, y, plane)) : of;

const SIZE = { width: 61, height: 43 };
const IMAGES: Record<string, FitsSpec> = {
  u8: { ...SIZE, bitpix: 8, pixels: whole(sky(90, 3)) },
  i16: { ...SIZE, bitpix: 16, pixels: whole(sky(-500, 30)) },
  u16: { ...SIZE, bitpix: 16, pixels: whole(sky(-31_000, 60)), cards: { BZERO: 32768, BSCALE: 1 } },
  cube: {
    ...SIZE,
    channels: 3,
    bitpix: 16,
    pixels: whole(sky(-31_000, 60)),
    cards: { BZERO: 32768, BSCALE: 1 },
  },
  i32: { ...SIZE, bitpix: 32, pixels: whole(sky(1_000_000, 5000)) },
  u32: {
    ...SIZE,
    bitpix: 32,
    pixels: whole(sky(-2_000_000_000, 900)),
    cards: { BZERO: 2147483648, BSCALE: 1 },
  },
  f32: { ...SIZE, bitpix: -32, pixels: sky(1000, 30) },
  f64: { ...SIZE, bitpix: -64, pixels: sky(0.05, 0.001) },
  zeros: {
    ...SIZE,
    bitpix: -32,
    pixels: (x, y) => (x > 20 && y % 3 === 0 ? 0 : 5 + ((x * 31 + y * 17) % 23) / 7),
  },
  constant: { ...SIZE, bitpix: -32, pixels: (x, y) => (y < 20 ? 3.25 : 3 + ((x * 31 + y * 17) % 23) / 7) },
  mask: { ...SIZE, bitpix: 16, pixels: (x, y) => (x > 10 && x < 30 && y % 5 < 3 ? 1 + (y % 7) : 0) },
  // Numbers without sign are packed as they are by PLIO_1.
  unsignedMask: {
    ...SIZE,
    bitpix: 16,
    pixels: (x, y) => -32768 + (x > 10 && x < 30 && y % 5 < 3 ? 1000 * (y % 40) : 0),
    cards: { BZERO: 32768, BSCALE: 1 },
  },
};

const INTEGERS = ['u8', 'i16', 'u16', 'cube', 'i32', 'u32'];
const FLOATS = ['f32', 'f64', 'zeros', 'constant'];
const PACKINGS: readonly (readonly [options: string, images: readonly string[]])[] = [
  ['-r', [...INTEGERS, ...FLOATS]],
  ['-r -w', [...INTEGERS, ...FLOATS]],
  ['-r -t 13,11', [...INTEGERS, ...FLOATS]],
  ['-r -q0 4', FLOATS],
  ['-r -qz 4', FLOATS],
  ['-r -q -0.001', FLOATS],
  ['-r -q77 8', FLOATS],
  ['-g1', [...INTEGERS, ...FLOATS]],
  ['-g1 -q 0', FLOATS],
  ['-g2 -t 20,7', [...INTEGERS, ...FLOATS]],
  ['-g2 -q 0', FLOATS],
  ['-h', [...INTEGERS, 'f32', 'f64']],
  ['-h -s 3', ['u8', 'i16', 'u16', 'i32']],
  ['-h -t 61,16', ['i16', 'u16', 'f32']],
  ['-p', ['mask', 'unsignedMask']],
  ['-p -w', ['mask', 'unsignedMask']],
  // The only types that fpack writes so.
  ['-d', ['i16', 'u16', 'cube', 'i32', 'f32', 'zeros']],
];

/** Every plane of the image of a file as physical values. */
async function planes(
  name: string,
): Promise<{ sample: string; compression: string | null; planes: Samples[] }> {
  const file = await openPixels(name);
  try {
    const [image] = file.images;
    assert.ok(image, file.problems.join('; '));
    const all: Samples[] = [];
    for (let plane = 0; plane < image.planes; plane++) all.push(await image.read(plane, wholeOf(image)));
    return { sample: image.sample, compression: image.compression, planes: all };
  } finally {
    await file.close();
  }
}

/** Whole numbers agree exactly, floats to the last place that 32 bits have. */
function assertEqual(got: Samples, expected: Samples): void {
  assert.equal(got.length, expected.length);
  const isFloat = got instanceof Float32Array || got instanceof Float64Array;
  for (let i = 0; i < got.length; i++) {
    const [a, b] = [got[i] ?? NaN, expected[i] ?? NaN];
    if (a === b) continue;
    const near = isFloat && Math.abs(Number(a) - Number(b)) <= Math.abs(Number(b)) * 2 ** -23;
    assert.ok(near, `pixel ${i}: ${a} instead of ${b}`);
  }
}

describe('the pixels of what fpack has packed', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  if (!hasFpack) it('skipped: fpack and funpack are not installed');

  for (const [options, names] of hasFpack ? PACKINGS : []) {
    it(`are those of funpack for fpack ${options}`, async () => {
      for (const name of names) {
        const base = `${name}${options.replaceAll(/[ ,]/g, '_')}`;
        const plain = writeFits(folder.path, `${base}.fits`, IMAGES[name] ?? {});
        const [packed, unpacked] = [`${plain}.fz`, path.join(folder.path, `${base}.out.fits`)];
        const packing = spawnSync('fpack', [...options.split(' '), '-O', packed, plain], {
          encoding: 'utf8',
        });
        assert.equal(packing.status, 0, packing.stderr);
        assert.equal(spawnSync('funpack', ['-O', unpacked, packed]).status, 0);
        const [got, expected] = [await planes(packed), await planes(unpacked)];
        assert.deepEqual([got.sample, got.planes.length], [expected.sample, expected.planes.length]);
        assert.ok(got.compression !== null);
        got.planes.forEach((plane, i) => {
          const other = expected.planes[i];
          assert.ok(other);
          assertEqual(plane, other);
        });
      }
    });
  }

  it('are those of astropy', async function () {
    if (!hasFpack || !hasAstropy) return this.skip();
    for (const name of ['u16', 'i32', 'f32', 'f64', 'cube']) {
      const plain = writeFits(folder.path, `astropy-${name}.fits`, IMAGES[name] ?? {});
      const [packed, raw] = [`${plain}.fz`, `${plain}.raw`];
      assert.equal(spawnSync('fpack', ['-r', '-O', packed, plain]).status, 0);
      const result = spawnSync(PYTHON, ['-c', ASTROPY, packed, raw], { encoding: 'utf8' });
      assert.equal(result.status, 0, result.stderr);
      const expected = fs.readFileSync(raw);
      const got = await planes(packed);
      const values = new Float64Array(expected.buffer, expected.byteOffset, expected.length / 8);
      let at = 0;
      for (const plane of got.planes) {
        assertEqual(Float64Array.from(plane, Number), values.subarray(at, at + plane.length));
        at += plane.length;
      }
    }
  });
});

const ASTROPY = `
import sys
from astropy.io import fits
import numpy
with fits.open(sys.argv[1]) as hdus:
    numpy.asarray(hdus[1].data).astype('<f8').tofile(sys.argv[2])
`;
