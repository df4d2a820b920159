/** Pictures that are saved: as they are shown, all of their pixels, and never over anything but a PNG file. */
import assert from 'node:assert/strict';
import { linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { noContext } from '../../../../../src/core/base/ports';
import { ImageDesk } from '../../../../../src/core/operations/pictures/desk';
import type { Transfer } from '../../../../../src/core/rules/picture/transfer';
import { type FitsSpec, makeFits, temporaryFolder } from '../../../../support/makeFits';

const WIDTH = 50;
const HEIGHT = 150;
/** Shows values from 0 to 255 as they are. */
const plain: Transfer = { curve: 'linear', black: 0, white: 255, bend: 0 };
const value = (x: number, y: number, plane: number) => (x + 3 * y + 40 * plane) % 256;
const frame: FitsSpec = { width: WIDTH, height: HEIGHT, pixels: value };

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly at: (x: number, y: number, channel?: number) => number;
}

/** Reads what `encodePng` writes: 8 bits, the filter Sub in every row. */
function decoded(file: Buffer): Decoded {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const channels = file[25] === 2 ? 3 : 1;
  const packed: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(file.subarray(at + 8, at + 8 + length));
  }
  const bytes = inflateSync(Buffer.concat(packed));
  const stride = width * channels + 1;
  assert.equal(bytes.length, stride * height);
  for (let y = 0; y < height; y++) {
    assert.equal(bytes[y * stride], 1);
    for (let i = 1 + channels; i < stride; i++) {
      const to = y * stride + i;
      bytes[to] = (bytes[to] ?? 0) + (bytes[to - channels] ?? 0);
    }
  }
  return { width, height, channels, at: (x, y, c = 0) => bytes[y * stride + 1 + x * channels + c] ?? -1 };
}

describe('a picture that is saved', () => {
  const folder = temporaryFolder();
  let desk: ImageDesk;
  const at = (name: string) => join(folder.path, name);
  const write = (name: string, spec: FitsSpec) => {
    writeFileSync(at(name), makeFits(spec));
    return at(name);
  };
  /** Shows the image, and saves it. */
  const save = async (path: string, to: string, change: { isInverted?: boolean; plane?: number } = {}) => {
    const image = { path, image: 0, plane: change.plane ?? null };
    await desk.picture({ ...image, most: 20 });
    const request = { ...image, to, transfers: [plain], isInverted: change.isInverted ?? false };
    return desk.savePicture(request, noContext);
  };

  beforeEach(() => {
    desk = new ImageDesk();
  });
  afterEach(() => desk.close());
  after(() => folder.dispose());

  it('has every pixel, the row stored first at the bottom', async () => {
    const saved = await save(write('up.fits', frame), at('up.png'));
    assert.deepEqual(saved, { path: at('up.png'), width: WIDTH, height: HEIGHT });
    const picture = decoded(readFileSync(at('up.png')));
    assert.deepEqual([picture.width, picture.height, picture.channels], [WIDTH, HEIGHT, 1]);
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x += 7)
        assert.equal(picture.at(x, HEIGHT - 1 - y), value(x, y, 0), `${x}, ${y}`);
    }
  });

  it('stands as ROWORDER says, and is inverted', async () => {
    await save(write('down.fits', { ...frame, cards: { ROWORDER: 'TOP-DOWN' } }), at('down.png'), {
      isInverted: true,
    });
    const picture = decoded(readFileSync(at('down.png')));
    for (let y = 0; y < HEIGHT; y++) assert.equal(picture.at(7, y), 255 - value(7, y, 0));
  });

  it('is in colour where the image is, or one of its planes', async () => {
    const path = write('cube.fits', { ...frame, channels: 3 });
    await save(path, at('cube.png'));
    const picture = decoded(readFileSync(at('cube.png')));
    const pixel = [0, 1, 2].map((channel) => picture.at(5, HEIGHT - 1 - 66, channel));
    assert.deepEqual(
      pixel,
      [0, 1, 2].map((plane) => value(5, 66, plane)),
    );
    await save(path, at('plane.png'), { plane: 2 });
    assert.equal(decoded(readFileSync(at('plane.png'))).at(5, HEIGHT - 1 - 66), value(5, 66, 2));
  });

  it('replaces another picture, and nothing else', async () => {
    const path = write('light.fits', frame);
    await save(path, at('twice.png'));
    await save(path, at('twice.png'), { isInverted: true });
    assert.equal(decoded(readFileSync(at('twice.png'))).at(0, HEIGHT - 1), 255);
    writeFileSync(at('notes.png'), 'not a picture');
    await assert.rejects(save(path, at('notes.png')), { code: 'exists' });
    assert.equal(readFileSync(at('notes.png'), 'utf8'), 'not a picture');
  });

  it('never takes the place of an image file, whatever that is called', async () => {
    const before = makeFits(frame);
    const path = write('kept.fits', frame);
    linkSync(path, at('kept.png'));
    await assert.rejects(save(path, path), { code: 'request' });
    await assert.rejects(save(path, at('kept.png')), { code: 'exists' });
    assert.deepEqual(readFileSync(path), before);
    assert.deepEqual(readFileSync(at('kept.png')), before);
  });

  it('is not there after a cancel, or where pixels cannot be read', async () => {
    const path = write('whole.fits', frame);
    await desk.picture({ path, image: 0, plane: null, most: 20 });
    const request = { path, image: 0, plane: null, transfers: [plain], isInverted: false };
    const cancel = { isCancellationRequested: true };
    await assert.rejects(desk.savePicture({ ...request, to: at('never.png') }, { ...noContext, cancel }), {
      code: 'cancelled',
    });
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.startsWith('never')),
      [],
    );
  });

  it('needs a picture that was made of the same file', async () => {
    const path = write('unseen.fits', frame);
    const request = {
      path,
      image: 0,
      plane: null,
      to: at('unseen.png'),
      transfers: [plain],
      isInverted: false,
    };
    await assert.rejects(desk.savePicture(request, noContext), { code: 'stale' });
  });
});
