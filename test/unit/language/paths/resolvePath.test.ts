import assert from 'node:assert/strict';
import { type PathSurroundings, resolvePath } from '../../../../src/language/paths/resolvePath';

const unix: PathSurroundings = { folders: ['/docs', '/astro'], home: '/home/eve', windows: false };
const windows: PathSurroundings = { folders: ['D:\\docs'], home: 'C:\\Users\\eve', windows: true };

describe('what a path in a text means', () => {
  it('takes absolute paths as they are, without dots', () => {
    assert.deepEqual(resolvePath('/astro/x/../a.fits', unix), ['/astro/a.fits']);
    assert.deepEqual(resolvePath('C:\\astro\\a.fits', windows), ['C:\\astro\\a.fits']);
  });

  it('tries relative paths in every folder, in order', () => {
    assert.deepEqual(resolvePath('../darks/a.fits', unix), ['/darks/a.fits']);
    assert.deepEqual(resolvePath('lights/a.fits', unix), ['/docs/lights/a.fits', '/astro/lights/a.fits']);
    assert.deepEqual(resolvePath('lights/a.fits', windows), ['D:\\docs\\lights\\a.fits']);
  });

  it('knows the home folder', () => {
    assert.deepEqual(resolvePath('~/a.fits', unix), ['/home/eve/a.fits']);
    assert.deepEqual(resolvePath('~\\a.fits', windows), ['C:\\Users\\eve\\a.fits']);
    assert.deepEqual(resolvePath('~bob/a.fits', unix), ['/docs/~bob/a.fits', '/astro/~bob/a.fits']);
  });

  it('decodes file addresses', () => {
    assert.deepEqual(resolvePath('file:///astro/NGC%207000.fits', unix), ['/astro/NGC 7000.fits']);
    assert.deepEqual(resolvePath('file:///C:/astro/a.fits', windows), ['C:\\astro\\a.fits']);
    assert.deepEqual(resolvePath('file:///astro/%E0%A4%A.fits', unix), []);
    assert.deepEqual(resolvePath('file://host/share/a.fits', unix), []);
  });

  it('never asks another machine on Windows', () => {
    for (const path of ['\\\\evil\\share\\a.fits', '//evil/share/a.fits', 'file:////evil/share/a.fits']) {
      assert.deepEqual(resolvePath(path, windows), [], path);
    }
  });
});
