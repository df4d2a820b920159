/** What guards the reading of pixels: pointers that lead astray, tiles that are kept, files that end early. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { blankAs } from '../../../../../src/core/formats/pixels/blanks';
import { ByteStore } from '../../../../../src/core/formats/pixels/byteStore';
import { failed } from '../../../../support/failed';
import { makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';
import { makeTiles, type TilesSpec } from '../../../../support/makeTiles';
import { makeXisf, pixels as xisfPixels } from '../../../../support/makeXisf';
import { numbersOf, OpenedFiles, partOf, wholeOf } from '../../../../support/pixels';
import { whileReplacing } from '../../../../support/replaceCall';

/** One tile of 4 × 2 pixels, whose pointer is the first number of the table. */
const TILE: TilesSpec = {
  ...{ bitpix: 16, axes: [4, 2], tile: [4, 2], pixels: [1, 2, 3, 4, 5, 6, 7, 8] },
  ...{ method: 'NOCOMPRESS', pointers: 'Q', gap: 100_000 },
};

describe('reading pixels', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  const opened = new OpenedFiles();
  afterEach(() => opened.close());

  async function imageOf(name: string, bytes: Buffer) {
    const file = await opened.open(writeFits(folder.path, name, bytes));
    const [image] = file.images;
    assert.ok(image, file.problems.join('; '));
    return { file, image };
  }

  it('follows no pointer out of the file, and none to more than a tile can have', async () => {
    const bytes = makeTiles(TILE);
    const table = bytes.length - 2880 * Math.ceil((48 + 100_000 + 16) / 2880);
    assert.equal(bytes.readBigInt64BE(table), 16n);
    for (const [count, offset] of [
      [16n, -(2n ** 40n)],
      [16n, 2n ** 62n],
      [16n, BigInt(bytes.length)],
      [-1n, 0n],
      // Within the file, but eight pixels have no such number of bytes.
      [70_000n, 0n],
    ] as const) {
      const astray = Buffer.from(bytes);
      astray.writeBigInt64BE(count, table);
      astray.writeBigInt64BE(offset, table + 8);
      const { file, image } = await imageOf('astray.fits.fz', astray);
      const told = await image.read(0, wholeOf(image)).catch((error: unknown) => error);
      assert.ok(failed('format', { path: file.path })(told), `${count} from ${offset}`);
      // Told before anything is read: the most that a tile of eight pixels can have.
      assert.match((told as ArchiveError).detail.expected ?? '', /65600/);
    }
  });

  it('takes wider numbers for narrower ones, from the first to the last', async () => {
    const wide = makeTiles({ bitpix: 64, axes: [3, 1], pixels: [9, -8, 7] }).toString('latin1');
    const narrow = wide.replace('ZBITPIX =                   64', 'ZBITPIX =                   32');
    const { image } = await imageOf('wide.fits.fz', Buffer.from(narrow, 'latin1'));
    assert.deepEqual([image.sample, numbersOf(await image.read(0, wholeOf(image)))], ['i32', [9, -8, 7]]);
  });

  it('knows no mark for missing pixels that a pixel cannot have', () => {
    for (const [sample, bits] of [
      ['i16', 16n],
      ['u16', 16n],
      ['i32', 32n],
      ['u32', 32n],
      ['i64', 64n],
    ] as const) {
      const half = 2n ** (bits - 1n);
      const isThere = [-half - 1n, -half, half - 1n, half].map((mark) => blankAs(sample, mark) !== null);
      assert.deepEqual(isThere, [false, true, true, false], sample);
    }
  });

  it('keeps a tile of which only a part was asked for, whichever', async () => {
    const pixels = Array.from({ length: 200 }, (_, i) => i);
    const bytes = makeTiles({ ...TILE, gap: 0, axes: [20, 10], tile: [20, 10], pixels });
    const [left, right] = [0, 10].map((x) => ({ x, y: 0, width: 10, height: 10 }));
    const [top, bottom] = [0, 5].map((y) => ({ x: 0, y, width: 20, height: 5 }));
    for (const [first, then] of [
      [left, right],
      [right, left],
      [top, bottom],
      [bottom, top],
    ]) {
      assert.ok(first && then);
      const { file, image } = await imageOf('kept.fits.fz', bytes);
      await image.read(0, first);
      fs.writeFileSync(file.path, Buffer.alloc(bytes.length));
      for (const rect of [first, then]) {
        assert.deepEqual(numbersOf(await image.read(0, rect)), partOf(Int16Array.from(pixels), 20, rect));
      }
      await opened.close();
    }
  });

  it('names the row at which a file ends that was longer before, and says so of one that is unpacked', async () => {
    const [width, height] = [1000, 600];
    const plain = makeFits({ width, height });
    const { file, image } = await imageOf('short.fits', plain);
    const start = plain.length - Math.ceil((width * height * 2) / 2880) * 2880;
    fs.truncateSync(file.path, start + 300 * 2 * width);
    const row = { x: 0, width, height: 1 };
    assert.equal((await image.read(0, { ...row, y: 299 })).length, width);
    await assert.rejects(image.read(0, { ...row, y: 300 }), failed('format', /\D300\D/));
    await assert.rejects(image.read(0, { ...row, y: 290, height: 200 }), failed('format', /\D290\D/));
    // The piece that begins in row 262, behind 512 KiB.
    await assert.rejects(image.read(0, wholeOf(image)), failed('format', /\D262\D/));
    // Each row of a part by itself.
    const part = { x: 1, y: 298, width: 5, height: 4 };
    await assert.rejects(image.read(0, part), failed('format', /\D300\D/));

    const packed = gzipSync(makeFits({ width, height, pixels: (x, y) => (x * 7919 + y * y * 31) % 30_011 }));
    packed.fill(0xff, packed.length >> 1, (packed.length >> 1) + 64);
    const torn = await imageOf('torn.fits.gz', packed);
    const error = await torn.image.read(0, wholeOf(torn.image)).catch((each: unknown) => each);
    assert.ok(error instanceof ArchiveError && error.code === 'format');
    const { got } = error.detail;
    assert.ok(got !== undefined && torn.file.problems.some((problem) => problem.includes(got)), got);
  });

  it('ends when it is cancelled', async () => {
    const tiled = await imageOf('tiled.fits.fz', makeTiles(TILE));
    const plain = await imageOf('plain.fits', makeFits({ width: 4, height: 2 }));
    for (const { image } of [tiled, plain]) {
      await assert.rejects(image.read(0, wholeOf(image), AbortSignal.abort()), failed('cancelled'));
    }
  });

  it('takes pixels of XISF as they are, and a colour filter of one channel alone', async () => {
    const body = (channels: number) =>
      `<Image geometry="4:${12 / channels}:${channels}" sampleFormat="UInt16" location="{{0}}">` +
      '<FITSKeyword name="BAYERPAT" value="\'GBRG\'" comment=""/>' +
      '<FITSKeyword name="BZERO" value="32768" comment=""/></Image>';
    for (const [channels, bayer] of [
      [1, 'GBRG'],
      [3, null],
    ] as const) {
      const { image } = await imageOf('a.xisf', makeXisf({ body: body(channels), blocks: [xisfPixels()] }));
      assert.deepEqual([image.scale, image.zero, image.blank, image.bayer], [1, 0, null, bayer]);
    }
    const odd = body(1).replace('UInt16', 'Complex32');
    const path = writeFits(folder.path, 'odd.xisf', makeXisf({ body: odd, blocks: [xisfPixels()] }));
    assert.ok((await opened.open(path)).problems.some((problem) => problem.includes('Complex32')));
  });
});

describe('bytes that do not fit into memory', () => {
  it('are all written, also where the system takes a few at a time, and read the same', () => {
    const bytes = Buffer.from(Array.from({ length: 100 }, (_, i) => i));
    const store = new ByteStore(10, 1000);
    whileReplacing(
      'writeSync',
      (real) =>
        (...args) => {
          const [fd, data, offset, length, position] = args as unknown as [
            number,
            Buffer,
            number,
            number,
            number,
          ];
          return real(fd, data, offset, Math.min(7, length), position);
        },
      () => {
        assert.ok(store.append(bytes.subarray(0, 40)));
        assert.ok(store.append(bytes.subarray(40)));
      },
    );
    const raw = store.asBytes('a.fits.gz', null);
    const read = Buffer.alloc(90);
    assert.deepEqual([raw.size, raw.readInto(read, 5)], [100, 90]);
    assert.deepEqual(read, bytes.subarray(5, 95));
    raw.close();
  });
});
