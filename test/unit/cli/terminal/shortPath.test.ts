import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import { shortPath } from '../../../../src/cli/terminal/shortPath';

describe('paths in tables', () => {
  it('are short inside the repository and whole elsewhere, across drives of Windows as well', () => {
    assert.equal(shortPath('/astro/Light/a.fits', '/astro', posix), 'Light/a.fits');
    assert.equal(shortPath('/astro', '/astro', posix), '.');
    assert.equal(shortPath('/other/a.fits', '/astro', posix), '/other/a.fits');
    assert.equal(shortPath('/astro/..x/a.fits', '/astro', posix), '..x/a.fits');
    assert.equal(shortPath('E:\\a.fits', 'D:\\Astro', win32), 'E:\\a.fits');
    assert.equal(shortPath('D:\\Astro\\Light\\a.fits', 'D:\\Astro', win32), 'Light\\a.fits');
  });
});
