/** Where paths really lie: no link leads out of the archive unseen. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Ground } from '../../../../../src/core/storage/journal/ground';
import { temporaryFolder } from '../../../../support/makeFits';

describe('the ground of an archive', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    fs.mkdirSync(path.join(folder.path, 'astro', 'Light'), { recursive: true });
    fs.mkdirSync(path.join(folder.path, 'elsewhere'));
  });
  afterEach(() => folder.dispose());

  const at = (...names: string[]) => path.join(folder.path, ...names);

  it('holds what lies in it, or would lie in it', () => {
    const ground = new Ground(at('astro'));
    for (const inside of ['Light/a.fits', 'a.fits', 'new/deep/a.fits']) {
      assert.equal(ground.isInside(at('astro', inside)), true, inside);
    }
    for (const outside of ['a.fits', 'elsewhere/a.fits', 'astronomy/a.fits', 'new/a.fits']) {
      assert.equal(ground.isInside(at(outside)), false, outside);
    }
  });

  it('does not hold what lies behind a link out of it, and holds what a link leads into it', function () {
    if (process.platform === 'win32') this.skip(); // Links need a privilege there.
    fs.symlinkSync(at('elsewhere'), at('astro', 'way'));
    fs.symlinkSync(at('astro'), at('back'));
    const ground = new Ground(at('back'));
    assert.equal(ground.isInside(at('astro', 'way', 'a.fits')), false);
    assert.equal(ground.isInside(at('astro', 'way', 'new', 'a.fits')), false);
    assert.equal(ground.isInside(at('back', 'Light', 'a.fits')), true);
    // A link itself lies where it lies.
    assert.equal(ground.isInside(at('astro', 'way')), true);
  });

  it('holds what would lie below a file, and knows a repository that is not there', () => {
    fs.writeFileSync(at('astro', 'file'), '');
    assert.equal(new Ground(at('astro')).isInside(at('astro', 'file', 'a.fits')), true);
    const later = new Ground(at('later', 'astro'));
    assert.deepEqual(
      [later.isInside(at('later', 'astro', 'a.fits')), later.isInside(at('later', 'a.fits'))],
      [true, false],
    );
  });

  it('says nothing where the system does not', () => {
    const { native } = fs.realpathSync;
    fs.realpathSync.native = () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    try {
      assert.throws(() => new Ground(at('astro')), { code: 'EIO' });
    } finally {
      fs.realpathSync.native = native;
    }
  });
});
