/** Pixels of tile-compressed images, of files made here: which tiles they lie in, and in which column those are. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { openPixels } from '../../../../../src/core/formats/pixels/openPixels';
import type { PixelImage } from '../../../../../src/core/formats/pixels/pixelImage';
import { failed } from '../../../../support/failed';
import { makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';
import { makeTiles, type TilesSpec } from '../../../../support/makeTiles';
import { numbersOf, OpenedFiles, partOf, wholeOf } from '../../../../support/pixels';
import { random } from '../../../../support/random';

describe('the pixels of a tile-compressed image', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  let count = 0;
  const opened = new OpenedFiles();
  afterEach(() => opened.close());

  async function open(bytes: Buffer) {
    const file = await opened.open(writeFits(folder.path, `${count++ % 8}.fits.fz`, bytes));
    return { file, image: file.images[0] };
  }

  async function imageOf(bytes: Buffer): Promise<PixelImage> {
    const { file, image } = await open(bytes);
    assert.ok(image, file.problems.join('; '));
    return image;
  }

  const ramp = (length: number) => Array.from({ length }, (_, i) => i * 3 - 40);

  it('are the same whatever tiles, columns, pointers and gap they are kept with', async () => {
    const axis = fc.integer({ min: 1, max: 9 });
    const axes = fc.array(axis, { minLength: 1, maxLength: 4 });
    const shape = axes.chain((lengths) =>
      fc.record({
        axes: fc.constant(lengths),
        tile: fc.option(fc.tuple(...lengths.map(() => fc.integer({ min: 1, max: 10 }))), { nil: undefined }),
        bitpix: fc.constantFrom(
          8 as const,
          16 as const,
          32 as const,
          64 as const,
          -32 as const,
          -64 as const,
        ),
        method: fc.constantFrom('GZIP_1' as const, 'GZIP_2' as const, 'NOCOMPRESS' as const),
        pointers: fc.constantFrom('P' as const, 'Q' as const),
        gap: fc.constantFrom(0, 40),
        columns: fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }),
        part: fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat()),
      }),
    );
    await fc.assert(
      fc.asyncProperty(shape, async ({ tile, columns, part, ...spec }) => {
        const pixels = Array.from({ length: spec.axes.reduce((a, b) => a * b, 1) }, (_, i) => (i * 7) % 251);
        const names = ['COMPRESSED_DATA', 'GZIP_COMPRESSED_DATA', 'UNCOMPRESSED_DATA'] as const;
        const column: TilesSpec['column'] = (n) => names[columns[n % columns.length] ?? 0] ?? names[0];
        const tiles: TilesSpec = { ...spec, pixels, column, ...(tile === undefined ? {} : { tile }) };
        const { file, image } = await open(makeTiles(tiles));
        assert.ok(image);
        const { width, height, planes } = image;
        assert.equal(width * height * planes, pixels.length);
        const [a, b, c, d, e] = part;
        const [x, y, plane] = [a % width, b % height, e % planes];
        const rect = { x, y, width: 1 + (c % (width - x)), height: 1 + (d % (height - y)) };
        const expected = Array.from({ length: rect.width * rect.height }, (_, i) => {
          const row = plane * height + y + Math.floor(i / rect.width);
          return pixels[row * width + x + (i % rect.width)] ?? NaN;
        });
        // Twice, since what was unpacked may have been kept.
        const reads = [await image.read(plane, rect), await image.read(plane, rect)];
        for (const samples of reads) assert.deepEqual(numbersOf(samples).map(Number), expected);
        await file.close();
      }),
      { numRuns: 80 },
    );
  });

  it('are without sign where BZERO says so', async () => {
    const spec: TilesSpec = {
      bitpix: 16,
      axes: [3, 1],
      pixels: [-32768, 0, 32767],
      cards: [['BZERO', 32768]],
    };
    const image = await imageOf(makeTiles(spec));
    assert.deepEqual(
      [image.sample, numbersOf(await image.read(0, wholeOf(image)))],
      ['u16', [0, 32768, 65535]],
    );
  });

  it('may be packed wider than they are', async () => {
    // Written as 32 bits with gzip, shown as 16.
    const wide = makeTiles({ bitpix: 32, axes: [4, 2], pixels: ramp(8) }).toString('latin1');
    const narrow = wide.replace('ZBITPIX =                   32', 'ZBITPIX =                   16');
    const image = await imageOf(Buffer.from(narrow, 'latin1'));
    assert.deepEqual([image.sample, numbersOf(await image.read(0, wholeOf(image)))], ['i16', ramp(8)]);
  });

  it('are floats of whole numbers, step and zero where the header gives one for all tiles', async () => {
    const spec: TilesSpec = { bitpix: 32, axes: [4, 1], pixels: [0, 1, -7, -2147483647] };
    const bytes = makeTiles({
      ...spec,
      cards: [
        ['ZSCALE', 0.25],
        ['ZZERO', 100],
        ['ZBLANK', -2147483647],
      ],
    }).toString('latin1');
    const image = await imageOf(
      Buffer.from(
        bytes.replace('ZBITPIX =                   32', 'ZBITPIX =                  -32'),
        'latin1',
      ),
    );
    assert.deepEqual(numbersOf(await image.read(0, wholeOf(image))), [100, 100.25, 98.25, NaN]);
  });

  it('have the height of a tile for rows that cost the same, and the name before they were packed', async () => {
    const cards = [
      ['EXTNAME', 'COMPRESSED_IMAGE'],
      ['EXTNAME', 'SCI'],
    ] as const;
    const image = await imageOf(
      makeTiles({ bitpix: 16, axes: [4, 6], tile: [4, 3], pixels: ramp(24), cards }),
    );
    assert.deepEqual([image.rowsPerRead, image.name, image.compression], [3, 'SCI', 'GZIP_1']);
  });

  it('are not read where the compression is not known, which is named', async () => {
    const bytes = makeTiles({ bitpix: 16, axes: [4, 2], pixels: ramp(8) }).toString('latin1');
    const { file, image } = await open(Buffer.from(bytes.replace("'GZIP_1  '", "'ZIPPY_3 '"), 'latin1'));
    assert.equal(image?.compression, 'ZIPPY_3');
    const { path } = file;
    await assert.rejects(image.read(0, wholeOf(image)), failed('format', { path, got: 'ZIPPY_3' }));
  });

  it('are not read where the table has too few rows, or none of the columns a tile', async () => {
    const bytes = makeTiles({ bitpix: 16, axes: [4, 3], pixels: ramp(12) }).toString('latin1');
    const tall = 'ZNAXIS2 =              3000000';
    const few = await imageOf(Buffer.from(bytes.replace('ZNAXIS2 =                    3', tall), 'latin1'));
    const top = { x: 0, y: 0, width: 4, height: 1 };
    await assert.rejects(few.read(0, top), failed('format', { expected: '3000000 tiles', got: '3 rows' }));
    const empty = makeTiles({ bitpix: 16, axes: [4, 2], pixels: ramp(8) });
    empty.fill(0, empty.length - 2880, empty.length - 2880 + 48);
    const none = await imageOf(empty);
    await assert.rejects(none.read(0, wholeOf(none)), failed('format', { got: 'none' }));
  });

  it('take no memory for tiles that no file can hold', async () => {
    const bytes = makeTiles({ bitpix: 16, axes: [4, 3], tile: [4, 3], pixels: ramp(12) }).toString('latin1');
    const huge = bytes
      .replace('ZNAXIS1 =                    4', 'ZNAXIS1 =               400000')
      .replace('ZNAXIS2 =                    3', 'ZNAXIS2 =               300000')
      .replace('ZTILE1  =                    4', 'ZTILE1  =               400000')
      .replace('ZTILE2  =                    3', 'ZTILE2  =               300000');
    const image = await imageOf(Buffer.from(huge, 'latin1'));
    await assert.rejects(image.read(0, { x: 0, y: 0, width: 1, height: 1 }), failed('format'));
  });

  it('are unpacked together, many tiles and parts at a time, and damage stays with its tile', async () => {
    const [width, height] = [40, 400];
    const next = random(5);
    const pixels = Array.from({ length: width * height }, () => Math.floor(next() * 30_000));
    for (const method of ['GZIP_1', 'GZIP_2'] as const) {
      const bytes = makeTiles({ bitpix: 16, axes: [width, height], pixels, method });
      const image = await imageOf(bytes);
      const parts = Array.from({ length: 30 }, (_, i) => ({ x: i % 7, y: 12 * i, width: 33, height: 25 }));
      const read = await Promise.all([wholeOf(image), ...parts].map((rect) => image.read(0, rect)));
      assert.deepEqual(numbersOf(read[0] ?? assert.fail()), pixels);
      parts.forEach((rect, i) => {
        const expected = partOf(Int16Array.from(pixels), width, rect);
        assert.deepEqual(numbersOf(read[i + 1] ?? assert.fail()), expected);
      });

      // The checksum of the 250th tile of 400: the tiles that follow it are found by its length, not its end.
      const gzip = Buffer.from([0x1f, 0x8b, 8, 0]);
      let tile = -1;
      for (let n = 0; n <= 250; n++) tile = bytes.indexOf(gzip, tile + 1);
      bytes[tile - 5] = (bytes[tile - 5] ?? 0) ^ 1;
      const damaged = await imageOf(bytes);
      await assert.rejects(damaged.read(0, wholeOf(damaged)), failed('format', { got: 'damaged' }));
      const rest = await damaged.read(0, { x: 0, y: 250, width, height: 150 });
      assert.deepEqual(numbersOf(rest), pixels.slice(250 * width));
    }
  });

  it('end in an error or in pixels wherever the file is damaged or cut off', async () => {
    const specs: TilesSpec[] = (['GZIP_1', 'GZIP_2', 'NOCOMPRESS'] as const).map((method) => ({
      bitpix: 16,
      axes: [20, 12, 2],
      tile: [7, 5, 2],
      pixels: Array.from({ length: 480 }, (_, i) => (i * 37) % 1000),
      method,
    }));
    const files = [
      ...specs.map(makeTiles),
      makeFits({ width: 20, height: 12, channels: 2, pixels: (x, y) => x * y }),
    ];
    const damage = fc.record({
      file: fc.constantFrom(...files),
      flips: fc.array(fc.tuple(fc.nat(), fc.nat(7)), { maxLength: 6 }),
      end: fc.option(fc.nat(), { nil: null }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, flips, end }) => {
        const bytes = Buffer.from(end === null ? file : file.subarray(0, end % file.length));
        if (bytes.length === 0) return;
        for (const [at, bit] of flips) {
          const place = at % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        }
        await readAll(bytes);
      }),
      { numRuns: 80 },
    );
  });

  /** Reads the first rows of every plane; any error but one that says what is wrong fails the test. */
  async function readAll(bytes: Buffer): Promise<void> {
    const path = writeFits(folder.path, 'damaged.fits', bytes);
    const file = await openPixels(path).catch((error: unknown) => void failed('format')(error));
    for (const image of file?.images ?? []) {
      const rect = { x: 0, y: 0, width: Math.min(image.width, 64), height: Math.min(image.height, 64) };
      for (let plane = 0; plane < Math.min(image.planes, 3); plane++) {
        const samples = await image
          .read(plane, rect)
          .catch((error: unknown) => void failed('format', { path })(error));
        if (samples !== undefined) assert.equal(samples.length, rect.width * rect.height);
      }
    }
    await file?.close();
  }
});
