import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { FolderNames, type FolderLook } from '../../../../src/core/files/folderNames';
import { fold } from '../../../../src/core/files/names';
import { areOneSpelling, listedPath, spelledIn } from '../../../../src/core/files/spelling';
import { temporaryFolder } from '../../../support/makeFits';

describe('spellings of a path', () => {
  /** A drive where case does not count, with these folders and files. */
  function drive(...paths: readonly string[]): FolderLook {
    const all = new Set(paths.flatMap((file) => ancestors(file)));
    const known = new Set([...all].map(fold));
    return {
      list: (folder) =>
        [...all]
          .filter((file) => fold(path.posix.dirname(file)) === fold(folder) && file !== '/')
          .map((file) => path.posix.basename(file)),
      has: (file) => known.has(fold(file)),
    };
  }
  const ancestors = (file: string): string[] =>
    file === '/' ? ['/'] : [file, ...ancestors(path.posix.dirname(file))];

  it('are those that the folders list, and as they are where nothing is there', function () {
    if (path.sep !== '/') return this.skip();
    const look = drive('/mnt/usb/Astro/Light/M31.fits');
    const listed = (file: string) => listedPath(file, new FolderNames(look));
    assert.equal(listed('/mnt/usb/Astro/Light/M31.fits'), '/mnt/usb/Astro/Light/M31.fits');
    assert.equal(listed('/MNT/usb/astro/LIGHT/m31.FITS'), '/mnt/usb/Astro/Light/M31.fits');
    assert.equal(listed('/mnt/usb/astro/Dark/x.fits'), '/mnt/usb/Astro/Dark/x.fits');
    assert.equal(listed('/'), '/');
  });

  it('are two names where case counts', () => {
    const folder = temporaryFolder();
    try {
      const [a, b] = [path.join(folder.path, 'm31'), path.join(folder.path, 'M31')];
      fs.mkdirSync(a);
      const caseCounts = !fs.existsSync(b);
      if (caseCounts) fs.mkdirSync(b);
      assert.equal(areOneSpelling(a, b), !caseCounts);
      assert.equal(areOneSpelling(a, a), true);
      assert.equal(areOneSpelling(a, path.join(folder.path, 'other')), false);
      assert.equal(spelledIn(a, path.join(a, 'x.fits')), path.join(a, 'x.fits'));
      assert.equal(spelledIn(a, a), a);
      assert.equal(spelledIn(a, `${a}2`), `${a}2`);
    } finally {
      folder.dispose();
    }
  });
});
