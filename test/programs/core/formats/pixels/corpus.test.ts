/**
 * Compares the pixels of other programs' files with what astropy, cfitsio and a reader made for this say of them.
 * The files are not part of the project (some may not be passed on); where they are absent these tests skip.
 */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { openPixels } from '../../../../../src/core/formats/pixels/openPixels';
import type { PixelFile, PixelImage, Samples } from '../../../../../src/core/formats/pixels/pixelImage';
import { failed } from '../../../../support/failed';
import { numbersOf, partOf, wholeOf } from '../../../../support/pixels';
import { shared } from '../../../../support/shared';

const CORPUS = shared('fits');
const FOLDERS = ['real', 'edge', 'pixels'];

interface Statistics {
  readonly n: number;
  readonly invalid: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly mad: number | null;
  readonly first: readonly (number | null)[];
}
interface Expected extends Pick<PixelImage, 'hdu' | 'name' | 'width' | 'height' | 'planes'> {
  readonly sample: string;
  readonly compression: string | null;
  readonly bayer: string | null;
  readonly statistics: readonly Statistics[];
  readonly tolerance: { readonly relative: number; readonly absolute: number };
}

/** Physical values of valid pixels, and those of the first five; null for invalid ones. */
function physical(image: PixelImage, samples: Samples) {
  const values = new Float64Array(samples.length);
  const first: (number | null)[] = [];
  let n = 0;
  for (const sample of samples) {
    const value = sample === image.blank ? NaN : image.zero + image.scale * Number(sample);
    if (first.length < 5) first.push(Number.isFinite(value) ? value : null);
    if (Number.isFinite(value)) values[n++] = value;
  }
  return { values: values.subarray(0, n), first };
}

function statistics(image: PixelImage, samples: Samples): Statistics {
  const { values, first } = physical(image, samples);
  const n = values.length;
  const invalid = samples.length - n;
  if (n === 0) return { n, invalid, min: null, max: null, mean: null, median: null, mad: null, first };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sorted = values.sort();
  const middle = Math.floor((n - 1) / 2);
  const median = sorted[middle] ?? NaN;
  const mad = sorted.map((value) => Math.abs(value - median)).sort()[middle] ?? NaN;
  return { n, invalid, min: sorted[0] ?? NaN, max: sorted[n - 1] ?? NaN, mean, median, mad, first };
}

function assertNear(got: number | null, expected: number | null, allowed: number, what: string): void {
  const near = got === expected || (got !== null && expected !== null && Math.abs(got - expected) <= allowed);
  assert.ok(near, `${what}: ${got} instead of ${expected}`);
}

function compare(
  got: Statistics,
  expected: Statistics,
  tolerance: Expected['tolerance'],
  what: string,
): void {
  assert.deepEqual([got.n, got.invalid], [expected.n, expected.invalid], `${what}: valid, invalid`);
  const allowed = (value: number | null) =>
    Math.max(tolerance.absolute, tolerance.relative * Math.abs(value ?? 0));
  for (const key of ['min', 'max', 'median'] as const) {
    assertNear(got[key], expected[key], allowed(expected[key]), `${what} ${key}`);
  }
  const largest = Math.max(Math.abs(expected.min ?? 0), Math.abs(expected.max ?? 0));
  assertNear(got.mean, expected.mean, Math.max(allowed(expected.mean), 1e-9 * largest), `${what} mean`);
  const spread = Math.abs(expected.median ?? 0) + Math.abs(expected.mad ?? 0);
  assertNear(got.mad, expected.mad, allowed(spread), `${what} mad`);
  got.first.forEach((value, i) => {
    assertNear(value, expected.first[i] ?? null, allowed(expected.first[i] ?? null), `${what} pixel ${i}`);
  });
}

async function compareImage(image: PixelImage, expected: Expected): Promise<void> {
  const { name, width, height, planes, sample, compression, bayer } = image;
  const { statistics: perPlane, tolerance } = expected;
  assert.deepEqual(
    { name, width, height, planes, sample, compression, bayer },
    {
      name: expected.name,
      width: expected.width,
      height: expected.height,
      planes: expected.planes,
      sample: expected.sample,
      compression: expected.compression,
      bayer: expected.bayer,
    },
  );
  for (let plane = 0; plane < planes; plane++) {
    const samples = await image.read(plane, wholeOf(image));
    const of = perPlane[plane];
    assert.ok(of);
    compare(statistics(image, samples), of, tolerance, `plane ${plane}`);
    await compareParts(image, plane, samples);
  }
}

/** Parts at the corners, in the middle and across tiles are what they are in the whole. */
async function compareParts(image: PixelImage, plane: number, whole: Samples): Promise<void> {
  const { width, height } = image;
  const [third, half] = [Math.floor(width / 3), Math.floor(height / 2)];
  const rects = [
    { x: 0, y: 0, width: 1, height: 1 },
    { x: width - 1, y: height - 1, width: 1, height: 1 },
    { x: 0, y: half, width, height: 1 },
    { x: third, y: 0, width: Math.max(1, third), height: Math.min(40, height) },
    { x: third, y: 0, width: 1, height },
    { x: third, y: half, width: width - third, height: Math.min(3, height - half) },
  ];
  for (const rect of rects) {
    const part = numbersOf(await image.read(plane, rect));
    assert.deepEqual(part, partOf(whole, width, rect), JSON.stringify({ plane, rect }));
  }
}

function expectedOf(name: string): readonly Expected[] | null {
  const oracle = path.join(CORPUS, 'oracle-pixels', `${name}.json`);
  if (!fs.existsSync(oracle)) return null;
  return (JSON.parse(fs.readFileSync(oracle, 'utf8')) as { images: Expected[] }).images;
}

describe('pixels of other programs’ files', () => {
  const present = fs.existsSync(path.join(CORPUS, 'oracle-pixels'));
  if (!present) it(`skipped: ${CORPUS} is not there`);
  const files = present
    ? FOLDERS.flatMap((folder) =>
        fs.readdirSync(path.join(CORPUS, folder)).map((name) => [folder, name] as const),
      )
    : [];
  for (const [folder, name] of files) {
    const expected = expectedOf(name);
    if (expected === null) continue;
    it(`are those of ${folder}/${name}`, async () => {
      const file: PixelFile = await openPixels(path.join(CORPUS, folder, name));
      try {
        assert.deepEqual(
          file.images.map(({ hdu }) => hdu),
          expected.map(({ hdu }) => hdu),
        );
        for (const [i, image] of file.images.entries()) {
          const of = expected[i];
          assert.ok(of);
          await compareImage(image, of);
        }
      } finally {
        await file.close();
      }
    });
  }

  it('says of a file that is cut off where it ends', async function () {
    const name = path.join(CORPUS, 'edge', 'gen_truncated_data.fits');
    if (!fs.existsSync(name)) return this.skip();
    const file = await openPixels(name);
    const [image] = file.images;
    assert.ok(image);
    assert.ok(file.problems.length > 0);
    await assert.rejects(image.read(0, wholeOf(image)), failed('format', { path: name }));
    await file.close();
  });
});
