/** Digests of images that take more than one piece to read. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { imageDigest, samePixels } from '../../../../../src/core/storage/files/digests';
import { makeFits, temporaryFolder } from '../../../../support/makeFits';

describe('digests of large images', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  /** 1,400,000 bytes of pixels, of which one may differ. */
  const write = (name: string, cards: Record<string, string> = {}, differs = -1) => {
    const file = path.join(folder.path, name);
    const pixels = (x: number, y: number) => (y * 1000 + x === differs ? 1 : (x * y) % 30_000);
    fs.writeFileSync(file, makeFits({ width: 1000, height: 700, pixels, cards }));
    return file;
  };

  it('tell a pixel anywhere, behind the first piece as well', async () => {
    const whole = await imageDigest(write('a.fits'));
    assert.equal(await imageDigest(write('b.fits', { OBJECT: 'M 31' })), whole);
    for (const pixel of [1500, 530_100, 650_100, 698_500]) {
      assert.notEqual(await imageDigest(write('c.fits', {}, pixel)), whole, `pixel ${pixel}`);
    }
  });

  it('refuse an edit that changed a pixel near the end', async () => {
    const source = write('a.fits');
    await samePixels(source, write('b.fits', { OBJECT: 'M 31' }));
    await assert.rejects(samePixels(source, write('c.fits', { OBJECT: 'M 31' }, 698_500)), { code: 'file' });
  });
});
