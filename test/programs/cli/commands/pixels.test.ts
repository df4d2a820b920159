/** `pixels` on files of other programs, compared with what astropy and cfitsio make of them. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import { shared } from '../../../support/shared';
import { fakeArchive, recorder } from '../../../unit/cli/fakeArchive';

async function run(...argv: string[]) {
  const { services, out, err } = recorder(fakeArchive({}));
  const code = await runCommandLine([...argv, '--json', '--quiet'], services);
  return { code, out: out(), err: err() };
}

async function json<T>(...argv: string[]): Promise<T> {
  const { out, err } = await run(...argv);
  assert.notEqual(out, '', err);
  return JSON.parse(out) as T;
}

interface Statistics {
  readonly n: number;
  readonly invalid: number;
  readonly min: unknown;
  readonly max: unknown;
  readonly mean: unknown;
  readonly median: unknown;
  readonly mad: unknown;
  readonly first: readonly unknown[];
}

interface Oracle {
  readonly file: string;
  readonly format: string;
  readonly images: readonly (Record<string, unknown> & {
    readonly name: string;
    readonly statistics: readonly Statistics[];
    readonly tolerance: { readonly relative: number; readonly absolute: number };
    readonly optional?: boolean;
  })[];
  readonly at?: readonly Record<string, number | null>[];
}

const number = (value: unknown): number | null =>
  typeof value === 'object' && value !== null
    ? Number((value as { int: string }).int)
    : (value as number | null);

describe('pixels of the corpus', () => {
  const folder = shared('fits', 'oracle-pixels');
  if (!existsSync(folder)) {
    it('skipped: there is no corpus at ../shared/fits');
    return;
  }
  const oracles = readdirSync(folder)
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Oracle)
    .filter(({ images }) => images.length > 0 && !images.some(({ optional }) => optional));
  assert.ok(oracles.length > 100);
  for (const { file, images, at = [] } of oracles) {
    it(`are those of the oracle: ${file}`, async () => {
      const { images: said } = await json<Oracle>('pixels', shared('fits', file));
      assert.equal(said.length, images.length);
      images.forEach((image, i) => {
        const own = said[i];
        assert.ok(own);
        const { relative, absolute } = image.tolerance;
        const near = (a: unknown, b: unknown, floor: number, what: string) => {
          const [got, expected] = [number(a), number(b)];
          if (expected === null) return assert.equal(got, null, what);
          const allowed = Math.max(absolute, relative * Math.max(Math.abs(expected), floor));
          assert.ok(got !== null && Math.abs(got - expected) <= allowed, `${what}: ${got}, not ${expected}`);
        };
        for (const key of ['hdu', 'width', 'height', 'planes', 'sample', 'compression', 'bayer']) {
          assert.equal(own[key], image[key], key);
        }
        if (image.name !== 'COMPRESSED_IMAGE') assert.equal(own.name, image.name);
        assert.equal(own.statistics.length, image.statistics.length);
        image.statistics.forEach((expected, plane) => {
          const got = own.statistics[plane];
          assert.ok(got);
          assert.deepEqual([got.n, got.invalid], [expected.n, expected.invalid]);
          const largest = Math.max(Math.abs(number(expected.min) ?? 0), Math.abs(number(expected.max) ?? 0));
          const median = Math.abs(number(expected.median) ?? 0);
          for (const key of ['min', 'max', 'median'] as const) near(got[key], expected[key], 0, key);
          near(got.mad, expected.mad, median, 'mad');
          const mean = number(got.mean);
          const wanted = number(expected.mean);
          if (wanted === null) assert.equal(mean, null);
          else {
            const allowed = Math.max(absolute, relative * Math.abs(wanted), 1e-9 * largest);
            assert.ok(mean !== null && Math.abs(mean - wanted) <= allowed, `mean: ${mean}, not ${wanted}`);
          }
          expected.first.forEach((value, n) => near(got.first[n], value, 0, 'first'));
        });
      });
      for (const { x, y, ...expected } of at) {
        const got = await json<Record<string, unknown>>('pixels', shared('fits', file), '--at', `${x},${y}`);
        const { relative, absolute } = images[0]?.tolerance ?? { relative: 0, absolute: 0 };
        for (const [key, value] of Object.entries(expected)) {
          const own = number(got[key]);
          if (value === null) assert.equal(own, null, key);
          else {
            const allowed =
              key === 'ra' || key === 'dec' ? 1e-8 : Math.max(absolute, relative * Math.abs(value));
            assert.ok(
              own !== null && Math.abs(own - value) <= allowed,
              `${key} at ${x}, ${y}: ${own}, not ${value}`,
            );
          }
        }
      }
    });
  }
});
