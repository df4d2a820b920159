/** Files that are looked at: what is asked of them, and what becomes of those that change. */
import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImageDesk } from '../../../../../src/core/operations/pictures/desk';
import { failed } from '../../../../support/failed';
import { type FitsSpec, makeFits, temporaryFolder } from '../../../../support/makeFits';

const WIDTH = 40;
const HEIGHT = 30;
const frame: FitsSpec = {
  width: WIDTH,
  height: HEIGHT,
  cards: { BZERO: 32_768, EGAIN: 0.5 },
  pixels: (x, y) => 1000 + x + WIDTH * y - 32_768,
};

describe('the desk for images', () => {
  const folder = temporaryFolder();
  let desk: ImageDesk;
  const write = (name: string, spec: FitsSpec) => {
    const path = join(folder.path, name);
    writeFileSync(path, makeFits(spec));
    return path;
  };
  const request = (path: string, plane: number | null = null) => ({ path, image: 0, plane });

  beforeEach(() => {
    desk = new ImageDesk();
  });
  afterEach(() => desk.close());
  after(() => folder.dispose());

  it('names the images of a file', async () => {
    const path = write('two.fits', {
      ...frame,
      extensions: [{ width: 8, height: 6, channels: 3, bitpix: -32, cards: { EXTNAME: 'RGB' } }],
    });
    const { images } = await desk.images(path);
    assert.deepEqual(
      images.map(({ index, hdu, name, width, planes, sample, hasColour }) => ({
        ...{ index, hdu, name, width, planes, sample, hasColour },
      })),
      [
        { index: 0, hdu: 0, name: 'PRIMARY', width: WIDTH, planes: 1, sample: 'u16', hasColour: false },
        { index: 1, hdu: 1, name: 'RGB', width: 8, planes: 3, sample: 'f32', hasColour: true },
      ],
    );
  });

  it('returns a picture, and tiles with the same codes', async () => {
    const path = write('light.fits', frame);
    const picture = await desk.picture({ ...request(path), most: 20 });
    assert.deepEqual([picture.width, picture.height], [20, 15]);
    const tile = await desk.tile({ ...request(path), most: 20, level: 0, column: 0, row: 0 });
    assert.deepEqual([tile.width, tile.height], [WIDTH, HEIGHT]);
    assert.equal(tile.channels[0]?.[WIDTH + 3], 1000 + WIDTH + 3);
  });

  it('returns a pixel as stored, counted from 1', async () => {
    const path = write('light.fits', frame);
    await desk.picture({ ...request(path), most: 20 });
    const { x, y, values, electronsPerUnit, sky } = await desk.pixel({ ...request(path), x: 3, y: 1 });
    assert.deepEqual(
      { x, y, values, electronsPerUnit, sky },
      { ...{ x: 4, y: 2, values: [1000 + WIDTH + 3], electronsPerUnit: 0.5, sky: null } },
    );
  });

  it('says what part of the sky an image shows, or why not', async () => {
    const solved = {
      ...{ CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CRVAL1: 314.7, CRVAL2: 44.3 },
      ...{ CRPIX1: 20.5, CRPIX2: 15.5, CD1_1: -0.001, CD1_2: 0, CD2_1: 0, CD2_2: 0.001 },
    };
    const { images } = await desk.images(write('solved.fits', { ...frame, cards: solved }));
    const [{ sky, noSky, firstRow } = assert.fail()] = images;
    assert.ok(sky && Math.abs(sky.scale - 3.6) < 1e-6 && Math.abs(sky.centre.ra - 314.7) < 1e-9);
    assert.deepEqual(
      [...sky.north, ...sky.east].map(Math.round).map((each) => each + 0),
      [0, 1, -1, 0],
    );
    assert.deepEqual([firstRow, noSky], ['bottom', null]);
    const other = await desk.images(write('light.fits', frame));
    assert.equal(other.images[0]?.sky, null);
    assert.ok((other.images[0]?.noSky ?? '').length > 0);
  });

  it('makes a tile only of a file whose picture was made, and within it', async () => {
    const path = write('light.fits', frame);
    const tile = { ...request(path), most: 20, level: 0, column: 0, row: 0 };
    await assert.rejects(desk.tile(tile), { code: 'stale' });
    await desk.picture({ ...request(path), most: 20 });
    await desk.tile(tile);
    await assert.rejects(desk.tile({ ...tile, column: 1 }), { code: 'stale' });
    await assert.rejects(desk.tile({ ...tile, row: 1 }), { code: 'stale' });
  });

  it('opens a file again that has changed, whose tiles need another picture', async () => {
    const path = write('changed.fits', frame);
    await desk.picture({ ...request(path), most: 20 });
    write('changed.fits', { ...frame, width: WIDTH / 2 });
    utimesSync(path, 1, 1);
    const { images } = await desk.images(path);
    assert.equal(images[0]?.width, WIDTH / 2);
    await assert.rejects(desk.tile({ ...request(path), most: 20, level: 0, column: 0, row: 0 }), {
      code: 'stale',
    });
  });

  it('does not tell a pixel of another file than the one that is shown', async () => {
    const path = write('replaced.fits', frame);
    await desk.picture({ ...request(path), most: 20 });
    write('replaced.fits', { ...frame, bitpix: 32 });
    await assert.rejects(desk.pixel({ ...request(path), x: 0, y: 0 }), { code: 'stale' });
  });

  it('tells a pixel of a plane whose picture is still to come', async () => {
    const path = write('planes.fits', {
      ...frame,
      cards: {},
      channels: 3,
      pixels: (_x, _y, plane) => 100 * plane,
    });
    await desk.picture({ ...request(path), most: 20 });
    const { values } = await desk.pixel({ ...request(path, 2), x: 0, y: 0 });
    assert.deepEqual(values, [200]);
  });

  it('knows what a picture was made of when it has closed the file since', async () => {
    const path = write('first.fits', frame);
    await desk.picture({ ...request(path), most: 20 });
    for (let i = 0; i < 12; i++) await desk.images(write(`other${i}.fits`, frame));
    const tile = await desk.tile({ ...request(path), most: 20, level: 0, column: 0, row: 0 });
    assert.equal(tile.channels[0]?.[3], 1003);
  });

  it('refuses images and planes that are not there', async () => {
    const path = write('light.fits', frame);
    for (const wrong of [
      { image: 1, plane: null },
      { image: 0, plane: 1 },
    ]) {
      await assert.rejects(desk.picture({ path, ...wrong, most: 20 }), { code: 'request' });
    }
  });

  it('says that a file is not there, and looks again', async () => {
    const path = join(folder.path, 'late.fits');
    await assert.rejects(desk.images(path), { code: 'file' });
    write('late.fits', frame);
    assert.equal((await desk.images(path)).images.length, 1);
  });

  it('reads many files at once, more than it keeps open', async () => {
    const paths = Array.from({ length: 12 }, (_, i) => write(`many${i}.fits`, { ...frame, width: 10 + i }));
    const answers = await Promise.all(
      [...paths, ...paths].map((path) => desk.picture({ ...request(path), most: 100 })),
    );
    assert.deepEqual(
      answers.map(({ width }) => width),
      [...paths.keys(), ...paths.keys()].map((i) => 10 + i),
    );
  });

  it('makes nothing that is for nobody, and keeps nothing of what was given up', async () => {
    const path = write('given-up.fits', frame);
    const cancelled = { isCancellationRequested: true };
    await assert.rejects(desk.picture({ ...request(path), most: 20 }, cancelled), failed('cancelled'));
    await desk.picture({ ...request(path), most: 20 });
    const tile = { ...request(path), most: 20, level: 0, column: 0, row: 0 };
    await assert.rejects(desk.tile(tile, cancelled), failed('cancelled'));
    assert.equal((await desk.tile(tile)).width, WIDTH);
  });
});
