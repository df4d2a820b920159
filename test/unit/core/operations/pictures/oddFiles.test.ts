/** Files that are no usual pictures: each is shown as far as it can be, or says what is wrong. */
import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ImageDesk } from '../../../../../src/core/operations/pictures/desk';
import { transfersOf } from '../../../../../src/core/rules/picture/stretch';
import { card, headerUnit, makeFits, temporaryFolder } from '../../../../support/makeFits';

const GIB = 1024 ** 3;

describe('the desk with an odd file', () => {
  const folder = temporaryFolder();
  let desk: ImageDesk;
  const write = (name: string, bytes: Buffer) => {
    const path = join(folder.path, name);
    writeFileSync(path, bytes);
    return path;
  };
  const shape = async (path: string) => {
    const { images } = await desk.images(path);
    return images.map(({ width, height, planes }) => [width, height, planes]);
  };
  const picture = (path: string, plane: number | null = null) =>
    desk.picture({ path, image: 0, plane, most: 100 });
  /** Every stretch has limits that are numbers. */
  const curves = async (path: string) => {
    const { channels, fullScale } = await picture(path);
    for (const stretch of ['stf', 'zscale', 'minmax', 'linear', 'asinh'] as const) {
      for (const { black, white, bend } of transfersOf(stretch, channels, fullScale)) {
        assert.ok([black, white, bend].every(Number.isFinite), `${stretch}: ${black} ${white} ${bend}`);
      }
    }
  };

  beforeEach(() => {
    desk = new ImageDesk();
  });
  afterEach(() => desk.close());
  after(() => folder.dispose());

  it('has no image in a header alone', async () => {
    assert.deepEqual(await shape(write('header.fits', makeFits({}))), []);
  });

  it('has no image in a table', async () => {
    const mandatory = [
      ...([
        ['BITPIX', 8],
        ['NAXIS', 2],
        ['NAXIS1', 4],
        ['NAXIS2', 1],
        ['PCOUNT', 0],
        ['GCOUNT', 1],
      ] as const),
      ...([
        ['TFIELDS', 1],
        ['TFORM1', '1J'],
      ] as const),
    ];
    const table = { xtension: 'BINTABLE', mandatory, data: Buffer.alloc(4) };
    assert.deepEqual(await shape(write('table.fits', makeFits({ extensions: [table] }))), []);
  });

  it('shows a single axis as one row', async () => {
    const cards = [card('SIMPLE', true), card('BITPIX', 16), card('NAXIS', 1), card('NAXIS1', 50)];
    const path = write('line.fits', Buffer.concat([headerUnit(cards), Buffer.alloc(2880, 1)]));
    assert.deepEqual(await shape(path), [[50, 1, 1]]);
    assert.equal((await picture(path)).height, 1);
    await curves(path);
  });

  it('shows the planes of ten axes', async () => {
    const axes = [6, 5, 2, 1, 2, 1, 1, 1, 1, 1];
    const cards = [
      ...[card('SIMPLE', true), card('BITPIX', 8), card('NAXIS', axes.length)],
      ...axes.map((length, axis) => card(`NAXIS${axis + 1}`, length)),
    ];
    const data = Buffer.from(Array.from({ length: 2880 }, (_, i) => i % 251));
    const path = write('axes.fits', Buffer.concat([headerUnit(cards), data]));
    assert.deepEqual(await shape(path), [[6, 5, 4]]);
    const { channels } = await picture(path, 3);
    assert.equal(channels[0]?.statistics.min, 90);
  });

  for (const [name, value] of [
    ['equal', 7.5],
    ['missing', NaN],
    ['infinite', Infinity],
  ] as const) {
    it(`shows pixels that are all ${name}`, async () => {
      const pixels = () => value;
      await curves(write(`${name}.fits`, makeFits({ width: 20, height: 10, bitpix: -32, pixels })));
    });
  }

  it('says that data is cut off', async () => {
    const whole = makeFits({ width: 100, height: 100, pixels: (x) => x });
    const path = write('cut.fits', whole.subarray(0, 2880 + 10_000));
    assert.ok((await desk.images(path)).problems.length > 0);
    await assert.rejects(picture(path), { code: 'format' });
  });

  it('says of a header that ends early what is wrong', async () => {
    const { images, problems } = await desk.images(write('early.fits', makeFits({}).subarray(0, 500)));
    assert.deepEqual([images.length, problems.length > 0], [0, true]);
    await assert.rejects(shape(write('empty.fits', Buffer.alloc(0))), { code: 'format' });
  });

  it('reads little of a file of three gigabytes', async function () {
    // Elsewhere such a file takes the room that it says.
    if (process.platform === 'win32') this.skip();
    const [width, height] = [40_000, 40_000];
    const cards = [
      ...[card('SIMPLE', true), card('BITPIX', 16), card('NAXIS', 2)],
      ...[card('NAXIS1', width), card('NAXIS2', height)],
    ];
    const path = join(folder.path, 'large.fits');
    const file = openSync(path, 'w');
    writeSync(file, headerUnit(cards));
    ftruncateSync(file, 2880 + Math.ceil((2 * width * height) / 2880) * 2880);
    closeSync(file);
    assert.ok(2 * width * height > 2.9 * GIB);
    const { channels } = await picture(path);
    assert.equal(channels[0]?.codes.length, 100 * 100);
    const last = await desk.tile({ path, image: 0, plane: null, most: 100, level: 0, column: 78, row: 78 });
    assert.deepEqual([last.width, last.height], [40_000 - 78 * 512, 40_000 - 78 * 512]);
  });
});
