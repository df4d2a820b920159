import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { inflateSync } from 'node:zlib';
import { decode } from 'jpeg-js';
import { runCommandLine } from '../../../../src/cli/program';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { shared } from '../../../support/shared';
import { fakeArchive, recorder } from '../fakeArchive';

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

interface Made {
  readonly made: readonly {
    readonly preview: string;
    readonly width: number;
    readonly height: number;
    readonly colour: string;
  }[];
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

describe('pixels and preview on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  before(() => (folder = temporaryFolder()));
  after(() => folder.dispose());
  const light = (name: string, cards: Record<string, string | number> = {}) =>
    writeFits(folder.path, name, {
      width: 40,
      height: 20,
      cards,
      pixels: (x, y) => 1000 + ((x * 7 + y * 13) % 50) + (y < 10 ? 0 : 20_000),
    });

  it('refuse a place outside the image, and one that is none', async () => {
    const file = light('a.fits');
    for (const place of ['0,1', '41,1', '1,21', 'x', '1']) {
      assert.equal((await run('pixels', file, '--at', place)).code, 2, place);
    }
    assert.equal((await run('pixels', file, '--at', '1,1', '--hdu', '7')).code, 2);
  });

  it('tell what is cut off, with status 1', async () => {
    const file = light('cut.fits');
    writeFileSync(file, readFileSync(file).subarray(0, 2880 + 100));
    const { code, out } = await run('pixels', file);
    assert.equal(code, 1);
    assert.ok((JSON.parse(out) as { problems: unknown[] }).problems.length > 0);
  });

  it('make a picture the right way up', async () => {
    for (const [order, brightAtTop] of [
      ['TOP-DOWN', false],
      ['BOTTOM-UP', true],
    ] as const) {
      const file = light(`${order}.fits`, { ROWORDER: order });
      const to = path.join(folder.path, 'out');
      const report = await json<Made>('preview', file, '--to', to, '--stretch', 'minmax');
      const [made] = report.made;
      assert.ok(made);
      const { preview, width, height } = made;
      assert.deepEqual([width, height], [40, 20]);
      const rows = pngRows(readFileSync(preview));
      assert.equal((rows[0]?.[0] ?? 0) > (rows[19]?.[0] ?? 0), brightAtTop);
    }
  });

  it('make JPEG files, in colour behind a Bayer matrix', async () => {
    const file = light('bayer.fits', { BAYERPAT: 'RGGB' });
    const report = await json<Made>('preview', file, '--to', folder.path, '--format', 'jpeg', '--size', '10');
    const [made] = report.made;
    assert.equal(made?.colour, 'mosaic');
    assert.equal(path.basename(made?.preview ?? ''), 'bayer.jpg');
    const { width, height } = decode(readFileSync(made?.preview ?? ''));
    assert.deepEqual([width, height], [10, 5]);
  });

  it('replace their own preview, and nothing else', async () => {
    const file = light('own.fits');
    const to = path.join(folder.path, 'own');
    assert.equal((await run('preview', file, '--to', to)).code, 0);
    const preview = path.join(to, 'own.png');
    const before = statSync(preview).size;
    assert.equal((await run('preview', file, '--to', to, '--size', '8')).code, 0);
    assert.ok(statSync(preview).size < before);
    // The same name in another folder is another image.
    const other = light('other/own.fits');
    assert.equal((await run('preview', other, '--to', to)).code, 1);
    writeFileSync(preview, 'mine');
    assert.equal((await run('preview', file, '--to', to)).code, 1);
    assert.equal(readFileSync(preview, 'utf8'), 'mine');
    assert.deepEqual(readdirSync(to), ['own.png']);
  });

  it('go on after a file that fails', async () => {
    const bad = writeFits(folder.path, 'bad.fits', Buffer.from('no image'));
    const { code, out } = await run(
      'preview',
      bad,
      light('good.fits'),
      '--to',
      path.join(folder.path, 'both'),
    );
    assert.equal(code, 1);
    const { made, failed } = JSON.parse(out) as { made: unknown[]; failed: { path: string }[] };
    assert.equal(made.length, 1);
    assert.deepEqual(
      failed.map((one) => one.path),
      [bad],
    );
  });
});

/** The rows of a grey PNG, unfiltered. */
function pngRows(file: Buffer): Uint8Array[] {
  const width = file.readUInt32BE(16);
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') {
      data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
    }
  }
  const bytes = inflateSync(Buffer.concat(data));
  return Array.from({ length: bytes.length / (width + 1) }, (_, row) => {
    const line = Uint8Array.from(bytes.subarray(row * (width + 1) + 1, (row + 1) * (width + 1)));
    for (let i = 1; i < width; i++) line[i] = (line[i] ?? 0) + (line[i - 1] ?? 0);
    return line;
  });
}
