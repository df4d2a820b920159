import assert from 'node:assert/strict';
import { unreadEnding, unreadText } from '../../../../../src/core/storage/files/unread';
import { inOrder } from '../../../../support/inOrder';

describe('files that are not read', () => {
  it('are known by their endings, the longest first', () => {
    const names = ['IMG_1.CR2', 'a.cr3', 'a.NEF', 'a.arw', 'a.dng', 'Sun.ser', 'a.AVI', 'a.tif', 'a.TIFF'];
    assert.deepEqual(names.map(unreadEnding), [
      '.cr2',
      '.cr3',
      '.nef',
      '.arw',
      '.dng',
      '.ser',
      '.avi',
      '.tif',
      '.tiff',
    ]);
    const packed = [
      'M31.fits.xz',
      'M31.FIT.bz2',
      'M31.fits.Z',
      'M31.Z',
      'night.zip',
      'night.tar.gz',
      'M31.fits.zst',
    ];
    assert.deepEqual(packed.map(unreadEnding), [
      '.fits.xz',
      '.fit.bz2',
      '.fits.z',
      '.z',
      '.zip',
      '.tar.gz',
      '.fits.zst',
    ]);
  });

  it('are not those that are read, looked at or hidden', () => {
    const names = [
      'a.fits',
      'a.fits.gz',
      'a.fz',
      'a.xisf',
      'a.jpg',
      'a.png',
      'a.txt',
      '._a.cr2',
      '.zip',
      'fuzz',
      'a.xz',
      '',
    ];
    assert.deepEqual(
      names.filter((name) => unreadEnding(name) !== null),
      [],
    );
  });

  it('are one or several, whatever they are', () => {
    const names = [
      'cr2',
      'nef',
      'arw',
      'raf',
      'orf',
      'rw2',
      'pef',
      'dng',
      'ser',
      'avi',
      'tif',
      'fits.xz',
      'z',
      'zip',
    ];
    for (const ending of names.map((name) => unreadEnding(`a.${name}`) ?? assert.fail(name))) {
      const [one, two] = [1, 2].map((count) => unreadText(ending, count).split(' (.'));
      assert.ok(one?.[0] && two?.[0] && one.length === 2);
      assert.equal(two[0], `${one[0].replace('1', '2')}s`);
      assert.equal(two[1], one[1]);
    }
  });

  it('are counted, named, and told what to do with', () => {
    assert.match(unreadText('.cr2', 12), inOrder('12', 'Canon', '.cr2', 'FITS', 'XISF'));
    assert.match(unreadText('.ser', 1), inOrder('1', 'SER', '.ser', 'Siril'));
    assert.match(unreadText('.fits.xz', 2), inOrder('2', 'FITS', '.fits.xz'));
    assert.match(unreadText('.odd', 2), inOrder('2', '.odd'));
  });
});
