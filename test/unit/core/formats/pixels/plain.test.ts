/** Pixels that are stored as they are, and those behind gzip. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { openPixels } from '../../../../../src/core/formats/pixels/openPixels';
import { openUnpacked } from '../../../../../src/core/formats/pixels/unpacked';
import { failed } from '../../../../support/failed';
import { type FitsSpec, makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';
import { numbersOf, OpenedFiles, partOf, wholeOf } from '../../../../support/pixels';

describe('the pixels of a plain FITS image', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  let count = 0;
  const opened = new OpenedFiles();
  afterEach(() => opened.close());

  async function open(content: FitsSpec | Buffer) {
    return opened.open(writeFits(folder.path, `${count++}.fits`, content));
  }

  async function first(content: FitsSpec | Buffer) {
    const file = await open(content);
    const [image] = file.images;
    assert.ok(image, file.problems.join('; '));
    return { file, image, pixels: numbersOf(await image.read(0, wholeOf(image))) };
  }

  for (const [bitpix, sample, values] of [
    [8, 'u8', [0, 1, 255, 128, 7, 9]],
    [16, 'i16', [-32768, 32767, 0, 1, -1, 256]],
    [32, 'i32', [-(2 ** 31), 2 ** 31 - 1, 0, 1, -1, 65536]],
    [-32, 'f32', [0.5, -1.25, Infinity, 1e30, NaN, 0]],
    [-64, 'f64', [0.1, -1e-300, Infinity, 1e300, NaN, 0]],
  ] as const) {
    it(`are ${sample} for BITPIX ${bitpix}`, async () => {
      const expected = bitpix === -32 ? Array.from(Float32Array.from(values)) : values;
      const { image, pixels, file } = await first({ width: 3, height: 2, bitpix, pixels: values });
      assert.deepEqual([image.sample, pixels], [sample, expected]);
      await file.close();
    });
  }

  it('are whole numbers beyond 2^53 without loss', async () => {
    const bytes = makeFits({ width: 2, height: 1, bitpix: 64, cards: { BLANK: -5n } });
    bytes.writeBigInt64BE(9007199254740993n, 2880);
    bytes.writeBigInt64BE(-5n, 2888);
    const { image, pixels } = await first(bytes);
    assert.deepEqual([image.sample, pixels, image.blank], ['i64', [9007199254740993n, -5n], -5n]);
  });

  it('are without sign where BZERO says so, BLANK with them', async () => {
    const short = await first({
      width: 3,
      height: 1,
      pixels: [-32768, 0, 32767],
      cards: { BZERO: 32768, BLANK: -32768 },
    });
    assert.deepEqual([short.image.sample, short.pixels], ['u16', [0, 32768, 65535]]);
    assert.deepEqual([short.image.scale, short.image.zero, short.image.blank], [1, 0, 0]);
    const long = await first({
      width: 2,
      height: 1,
      bitpix: 32,
      pixels: [-(2 ** 31), 2 ** 31 - 1],
      cards: { BZERO: 2147483648, BSCALE: 1 },
    });
    assert.deepEqual([long.image.sample, long.pixels, long.image.zero], ['u32', [0, 4294967295], 0]);
  });

  it('stay as stored under any other BSCALE and BZERO', async () => {
    const { image, pixels } = await first({
      width: 2,
      height: 1,
      pixels: [-3, 9],
      cards: { BZERO: 32768, BSCALE: 0.5, BLANK: 9 },
    });
    assert.deepEqual(
      [image.sample, pixels, image.scale, image.zero, image.blank],
      ['i16', [-3, 9], 0.5, 32768, 9],
    );
  });

  it('know no BLANK that no pixel can have, nor that of floats', async () => {
    const beyond = await first({ width: 1, height: 1, cards: { BLANK: 40000 } });
    assert.equal(beyond.image.blank, null);
    const float = await first({ width: 1, height: 1, bitpix: -32, cards: { BLANK: 0 } });
    assert.equal(float.image.blank, null);
  });

  it('tell what the header says, of an extension what it inherits', async () => {
    const file = await open({
      cards: { OBJECT: 'M31', BAYERPAT: 'RGGB', BZERO: 32768 },
      extensions: [{ width: 2, height: 2, cards: { EXTNAME: 'SCI', GAIN: 100 } }],
    });
    const [image] = file.images;
    assert.ok(image);
    assert.deepEqual([image.hdu, image.name, image.bayer, image.sample], [1, 'SCI', 'RGGB', 'i16']);
    assert.deepEqual(['OBJECT', 'GAIN', 'NONE'].map(image.keyword), ['M31', 100, null]);
  });

  it('have rows and planes whatever the number of axes', async () => {
    const line = Buffer.from(
      makeFits({ width: 3, height: 1, pixels: [1, 2, 3] })
        .toString('latin1')
        .replace('NAXIS   =                    2', 'NAXIS   =                    1')
        .replace('NAXIS2  =', 'XAXIS2  ='),
      'latin1',
    );
    const flat = await first(line);
    assert.deepEqual([flat.image.width, flat.image.height, flat.pixels], [3, 1, [1, 2, 3]]);
    const cube = await first({
      width: 2,
      height: 2,
      channels: 3,
      pixels: (x, y, plane) => 100 * plane + 10 * y + x,
    });
    assert.equal(cube.image.planes, 3);
    assert.deepEqual(numbersOf(await cube.image.read(2, wholeOf(cube.image))), [200, 201, 210, 211]);
  });

  it('are none in a file without an image', async () => {
    const file = await open({});
    assert.deepEqual(file.images, []);
  });

  it('are the same in any part as in the whole', async () => {
    const { image } = await first({
      width: 37,
      height: 23,
      channels: 2,
      pixels: (x, y, z) => x + 50 * y + 2000 * z,
    });
    const wholes = [await image.read(0, wholeOf(image)), await image.read(1, wholeOf(image))];
    const within = (length: number) =>
      fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => [Math.min(a, b), Math.abs(a - b)] as const);
    await fc.assert(
      fc.asyncProperty(fc.nat(1), within(37), within(23), async (plane, [x, width], [y, height]) => {
        const rect = { x, y, width, height };
        const whole = wholes[plane];
        assert.ok(whole);
        assert.deepEqual(numbersOf(await image.read(plane, rect)), partOf(whole, 37, rect));
      }),
    );
  });

  it('are refused outside of the image, and once the file is closed', async () => {
    const { file, image } = await first({ width: 4, height: 3 });
    for (const [plane, x, y, width, height] of [
      [1, 0, 0, 1, 1],
      [0, 4, 0, 1, 1],
      [0, 0, 2, 4, 2],
      [0, -1, 0, 1, 1],
      [0, 0.5, 0, 1, 1],
      [0, 0, 0, NaN, 1],
      [-1, 0, 0, 1, 1],
    ] as const) {
      await assert.rejects(image.read(plane, { x, y, width, height }), failed('request'));
    }
    await file.close();
    await assert.rejects(image.read(0, wholeOf(image)), failed('request', { path: file.path }));
  });

  it('are not read on after a cancel', async () => {
    const { image } = await first({ width: 4, height: 3 });
    await assert.rejects(image.read(0, wholeOf(image), AbortSignal.abort()), failed('cancelled'));
  });

  it('take no memory for what a header announces and the file does not hold', async () => {
    const bytes = makeFits({ width: 4, height: 3 });
    const grown = Buffer.from(
      bytes.toString('latin1').replace('NAXIS1  =                    4', 'NAXIS1  =           4000000000'),
      'latin1',
    );
    const file = await open(grown);
    const [image] = file.images;
    assert.ok(image);
    assert.ok(file.problems.length > 0);
    const few = { x: 0, y: 2, width: 100_000, height: 1 };
    await assert.rejects(image.read(0, few), failed('format', { path: file.path, offset: 2880 }));
    await assert.rejects(image.read(0, wholeOf(image)), failed('request'));
  });

  describe('behind gzip', () => {
    const spec: FitsSpec = {
      width: 300,
      height: 200,
      pixels: (x, y) => (x * 31 + y * 17) % 30_000,
      extensions: [{ width: 5, height: 4, bitpix: -32, pixels: (x, y) => x / 3 + y }],
    };

    it('are those of the file, in every unit', async () => {
      const plain = await open(spec);
      const zipped = await open(gzipSync(makeFits(spec)));
      assert.equal(zipped.images.length, 2);
      for (const [i, image] of zipped.images.entries()) {
        const original = plain.images[i];
        assert.ok(original);
        assert.deepEqual(await image.read(0, wholeOf(image)), await original.read(0, wholeOf(original)));
      }
      assert.deepEqual(zipped.problems, []);
    });

    it('go to a temporary file that leaves nothing behind where there are many', async () => {
      const bytes = makeFits(spec);
      const name = writeFits(folder.path, 'many.fits.gz', gzipSync(bytes));
      const before = leftovers();
      const source = await openUnpacked(name, undefined, 10_000);
      assert.equal(source.size, bytes.length);
      for (const [at, length] of [
        [0, 2880],
        [9_000, 5_000],
        [bytes.length - 10, 10],
      ] as const) {
        assert.deepEqual(Buffer.from(source.read(at, length)), bytes.subarray(at, at + length));
      }
      assert.equal(source.read(bytes.length, 10).length, 0);
      source.close();
      assert.deepEqual(leftovers(), before);
    });

    it('are there as far as the stream is whole', async () => {
      const bytes = gzipSync(makeFits(spec));
      const cut = await open(bytes.subarray(0, Math.floor(bytes.length / 2)));
      const [image] = cut.images;
      assert.ok(image);
      assert.ok(cut.problems.length > 0);
      const row = numbersOf(await image.read(0, { x: 0, y: 1, width: 3, height: 1 }));
      assert.deepEqual(row, [17, 48, 79]);
      await assert.rejects(image.read(0, wholeOf(image)), failed('format', { path: cut.path }));
    });

    it('are not unpacked after a cancel', async () => {
      const name = writeFits(folder.path, 'cancelled.fits.gz', gzipSync(makeFits(spec)));
      await assert.rejects(openPixels(name, AbortSignal.abort()), failed('cancelled'));
    });

    function leftovers(): string[] {
      return fs
        .readdirSync(path.dirname(folder.path))
        .filter((name) => name.startsWith('astro-archive-pixels-'));
    }
  });
});
