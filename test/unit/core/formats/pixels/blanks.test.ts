/** Missing pixels of whole numbers: one mark for an image, another one for each tile. */
import assert from 'node:assert/strict';
import { blankAs } from '../../../../../src/core/formats/pixels/blanks';
import { failed } from '../../../../support/failed';
import { makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';
import { makeTiles, type TilesSpec } from '../../../../support/makeTiles';
import { numbersOf, OpenedFiles, wholeOf } from '../../../../support/pixels';

describe('the number that marks missing pixels', () => {
  it('is one that a pixel of the type can have', () => {
    assert.deepEqual(
      [blankAs('u8', 255n), blankAs('i16', -32768n), blankAs('u16', -32768n), blankAs('u32', 0n)],
      [255, -32768, 0, 2 ** 31],
    );
    assert.equal(blankAs('i64', -(2n ** 63n)), -(2n ** 63n));
    assert.deepEqual(
      [blankAs('u8', -1n), blankAs('i16', 32768n), blankAs('i32', 2n ** 31n), blankAs('f32', 0n)],
      [null, null, null, null],
    );
  });
});

describe('missing pixels of compressed whole numbers', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  const opened = new OpenedFiles();
  afterEach(() => opened.close());
  let count = 0;

  async function open(spec: TilesSpec) {
    const { images } = await opened.open(writeFits(folder.path, `${count++}.fits.fz`, makeTiles(spec)));
    const [image] = images;
    assert.ok(image);
    return image;
  }
  const two: TilesSpec = { bitpix: 16, axes: [3, 2], pixels: [-1, 5, 6, -2, 7, 8], blanks: [-1n, -2n] };

  for (const method of ['GZIP_1', 'GZIP_2', 'NOCOMPRESS'] as const) {
    it(`are marked alike although each tile of ${method} marks them in its own way`, async () => {
      const image = await open({ ...two, method });
      assert.equal(image.blank, -1);
      assert.deepEqual(numbersOf(await image.read(0, wholeOf(image))), [-1, 5, 6, -1, 7, 8]);
    });
  }

  it('are so in tiles of other columns, without sign, and beyond 2^53', async () => {
    const columns = ['GZIP_COMPRESSED_DATA', 'UNCOMPRESSED_DATA'] as const;
    const other = await open({ ...two, column: (n) => columns[n] ?? columns[0], cards: [['BZERO', 32768]] });
    assert.deepEqual([other.sample, other.blank], ['u16', 32767]);
    assert.deepEqual(
      numbersOf(await other.read(0, wholeOf(other))),
      [-1, 5, 6, -1, 7, 8].map((value) => value + 32768),
    );
    const far = -(2n ** 63n);
    const long = await open({
      ...{ bitpix: 64, axes: [2, 2], pixels: [far, far + 1n, 3n, 4n] },
      blanks: [far, 3n],
    });
    assert.equal(long.blank, far);
    assert.deepEqual([...(await long.read(0, wholeOf(long)))], [far, far + 1n, far, 4n]);
  });

  it('follow BLANK of the header where it has one', async () => {
    const image = await open({ ...two, cards: [['BLANK', -9]] });
    assert.equal(image.blank, -9);
    assert.deepEqual(numbersOf(await image.read(0, wholeOf(image))), [-9, 5, 6, -9, 7, 8]);
  });

  it('never hide a pixel that is there: it is an error', async () => {
    const image = await open({ ...two, pixels: [-1, 5, 6, -2, -1, 8] });
    assert.deepEqual(numbersOf(await image.read(0, { x: 0, y: 0, width: 3, height: 1 })), [-1, 5, 6]);
    await assert.rejects(image.read(0, wholeOf(image)), failed('format', { got: 'unsupported' }));
  });
});

describe('BSCALE', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  const opened = new OpenedFiles();
  afterEach(() => opened.close());

  it('of 0 is read as 1, and is a problem of the file', async () => {
    for (const [BSCALE, problems] of [
      [0, 1],
      [2, 0],
    ] as const) {
      const bytes = makeFits({ width: 1, height: 1, pixels: [7], cards: { BSCALE } });
      const file = await opened.open(writeFits(folder.path, `${BSCALE}.fits`, bytes));
      assert.deepEqual([file.images[0]?.scale, file.problems.length], [BSCALE || 1, problems]);
    }
  });
});
