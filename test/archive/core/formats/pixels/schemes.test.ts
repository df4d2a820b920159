/** Packed tiles of many shapes, read in parts; cut off at every byte, and with a bit of every byte flipped. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { openPixels } from '../../../../../src/core/formats/pixels/openPixels';
import { failed } from '../../../../support/failed';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { makeTiles } from '../../../../support/makeTiles';
import { OpenedFiles, wholeOf } from '../../../../support/pixels';
import {
  checkParts,
  PACKED,
  packedFile,
  packedImages,
  places,
} from '../../../../unit/core/formats/pixels/schemes';

/** Bytes that a reading may leave in memory, far more than any tile has. */
const MOST_MEMORY = 64 * 1024 * 1024;

describe('the pixels of packed tiles, at length', function () {
  // Thousands of files are written and read, which takes long where other programs look at each of them.
  this.timeout(300_000);

  const folder = temporaryFolder();
  after(() => folder.dispose());
  const opened = new OpenedFiles();
  afterEach(() => opened.close());

  for (const scheme of PACKED) {
    it(`are the same in parts, whatever the tiles are, by ${scheme}`, async () => {
      await fc.assert(
        fc.asyncProperty(packedImages(scheme, 14), places, async ({ spec, pixels }, place) => {
          const path = writeFits(folder.path, 'packed.fits.fz', makeTiles(spec));
          await checkParts(await opened.open(path), pixels, place);
          await opened.close();
        }),
        { numRuns: 150 },
      );
    });

    it(`are whole or an error that names the file, wherever it is cut off, by ${scheme}`, async () => {
      const file = packedFile(scheme);
      const [table, used] = tableIn(file);
      const whole = await pixelsOf(writeFits(folder.path, 'whole.fits.fz', file));
      assert.ok(!(whole instanceof ArchiveError));
      for (let end = 0; end <= used; end += end < table ? 97 : 1) {
        const path = writeFits(folder.path, 'cut.fits.fz', file.subarray(0, end));
        const found = await pixelsOf(path);
        if (end === used) assert.deepEqual(found, whole);
        else assert.ok(failed('format', { path })(found), `${end} bytes`);
      }
    });

    it(`are pixels or an error that names the file, whatever byte is damaged, by ${scheme}`, async () => {
      const file = packedFile(scheme);
      const [table, used] = tableIn(file);
      assert.ok(used - table > 500, `${used - table} bytes`);
      for (let at = table; at < used; at++) {
        const bytes = Buffer.from(file);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
        const path = writeFits(folder.path, 'damaged.fits.fz', bytes);
        const before = process.memoryUsage().arrayBuffers;
        const found = await pixelsOf(path);
        assert.ok(process.memoryUsage().arrayBuffers - before < MOST_MEMORY, `byte ${at}`);
        if (found instanceof ArchiveError) failed('format', { path })(found);
      }
    });
  }

  /** All planes of the first image, or why they cannot be read; what is no error of ours is thrown. */
  async function pixelsOf(path: string): Promise<readonly unknown[] | ArchiveError> {
    try {
      const file = await openPixels(path);
      try {
        const [image] = file.images;
        if (image === undefined) return new ArchiveError('format', 'no image', { path });
        const planes: unknown[] = [];
        for (let plane = 0; plane < image.planes; plane++) {
          planes.push(await image.read(plane, wholeOf(image)));
        }
        return planes;
      } finally {
        await file.close();
      }
    } catch (error) {
      if (error instanceof ArchiveError) return error;
      throw error;
    }
  }
});

/** Where the table of tiles begins, and where what it points to ends. */
function tableIn(file: Buffer): readonly [from: number, to: number] {
  const header = file.subarray(file.indexOf('XTENSION')).toString('latin1');
  const number = (keyword: string) => Number(new RegExp(`${keyword.padEnd(8)}= +(\\d+)`).exec(header)?.[1]);
  const end = file.length - header.length + header.indexOf('END'.padEnd(80));
  const table = 2880 * Math.ceil((end + 80) / 2880);
  return [table, table + number('NAXIS1') * number('NAXIS2') + number('PCOUNT')];
}
