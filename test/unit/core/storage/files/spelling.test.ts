import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { OtherSpellings } from '../../../../../src/core/storage/database/otherSpellings';
import { foldFileName } from '../../../../../src/core/storage/files/fileSystems';
import { type FolderLook, FolderNames } from '../../../../../src/core/storage/files/folderNames';
import {
  areOneSpelling,
  listedPath,
  spelledIn,
  spelledRoot,
} from '../../../../../src/core/storage/files/spelling';
import { TargetFolders } from '../../../../../src/core/storage/files/targetFolders';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileReplacing } from '../../../../support/replaceCall';

describe('spellings of a path', () => {
  /** A drive where case does not count, with these folders and files. */
  function drive(...paths: readonly string[]): FolderLook {
    const all = new Set(paths.flatMap((file) => ancestors(file)));
    const known = new Set([...all].map(foldFileName));
    return {
      list: (folder) =>
        [...all]
          .filter((file) => foldFileName(path.posix.dirname(file)) === foldFileName(folder) && file !== '/')
          .map((file) => path.posix.basename(file)),
      has: (file) => known.has(foldFileName(file)),
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

  it('begin with the drive in capitals', () => {
    assert.deepEqual(['c:\\', 'C:\\', 'c:', '/', '\\\\nas\\astro\\'].map(spelledRoot), [
      'C:\\',
      'C:\\',
      'C:',
      '/',
      '\\\\nas\\astro\\',
    ]);
  });

  it('of new folders are one for a plan where case does not count, and two where it does', function () {
    if (path.sep !== '/') return this.skip();
    const counts: FolderLook = {
      list: (folder) => (folder === '/astro' ? ['Light'] : []),
      has: (file) => file === '/astro' || file === '/astro/Light',
    };
    const plan = (look: FolderLook, ...names: readonly string[]) => {
      const folders = new TargetFolders(new FolderNames(look));
      return names.map((name) => folders.resolve('/astro', ['Light', name, 'RC8']));
    };
    const [first, second] = ['/astro/Light/m31/RC8', '/astro/Light/M31/RC8'];
    assert.deepEqual(plan(drive('/astro/Light'), 'm31', 'M31', 'm31'), [first, first, first]);
    assert.deepEqual(
      plan(drive('/astro/Light/M31'), 'm31', 'M31'),
      [second, second],
      'the drive comes first',
    );
    assert.deepEqual(plan(drive('/astro/LIGHT/M31/rc8'), 'm31'), ['/astro/LIGHT/M31/rc8']);
    assert.deepEqual(plan(counts, 'm31', 'M31', 'm31'), [first, second, first]);
    const nothing: FolderLook = { list: () => [], has: () => false };
    assert.deepEqual(plan(nothing, 'm31', 'M31'), [first, first], 'nothing tells');
    const decomposed = 'Se\u0301bastien';
    const [listed] = plan(drive(`/astro/Light/${decomposed}`), decomposed.normalize('NFC'));
    assert.equal(listed, `/astro/Light/${decomposed}/RC8`);
  });

  it('are not asked of another drive', function () {
    if (path.sep !== '/') return this.skip();
    const look = (mount: string): FolderLook => ({
      list: (folder) => (folder === '/' ? ['mnt'] : folder === '/mnt' ? ['usb'] : []),
      has: (file) => ['/', '/mnt', '/mnt/usb'].includes(file),
      isMount: (folder) => folder === mount,
    });
    assert.equal(new FolderNames(look('/')).caseCounts('/mnt/usb/astro/Light'), true);
    assert.equal(new FolderNames(look('/mnt/usb')).caseCounts('/mnt/usb/astro/Light'), null);
  });

  it('are found in an archive that has another one of the same file', function () {
    if (path.sep !== '/') return this.skip();
    const folder = temporaryFolder();
    try {
      const file = path.join(folder.path, 'm31', 'a.fits');
      fs.mkdirSync(path.dirname(file));
      fs.writeFileSync(file, '');
      const places = (name: string) => ({
        folders: () => [path.join(folder.path, name)],
        namesIn: () => new Map([['a.fits', false]]),
      });
      const caseCounts = !fs.existsSync(path.join(folder.path, 'M31'));
      const found = new OtherSpellings(places('M31')).find(file);
      assert.equal(found, caseCounts ? undefined : path.join(folder.path, 'M31', 'a.fits'));
      assert.equal(new OtherSpellings(places('m31')).find(file), undefined);
      assert.equal(new OtherSpellings(places('other')).find(file), undefined);
    } finally {
      folder.dispose();
    }
  });

  it('are one for a file and for an archive on a drive where case does not count', () => {
    const folder = temporaryFolder();
    try {
      fs.mkdirSync(path.join(folder.path, 'Astro', 'Light'), { recursive: true });
      fs.mkdirSync(path.join(folder.path, 'Astro2'));
      const at = (...parts: readonly string[]) => path.join(folder.path, ...parts);
      /** `Astro` and what is in it as its folders list it, however it is written. */
      const asListed = (file: unknown) => {
        const below = path.relative(folder.path, String(file));
        const parts = below
          .split(path.sep)
          .map((part) => (/^(astro2?|light)$/i.test(part) ? capital(part) : part));
        return below.startsWith('..') ? String(file) : at(...parts);
      };
      const capital = (part: string) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase();
      const onSuchADrive = <T>(work: () => T) =>
        whileReplacing('lstatSync', (real) => (file, options) => real(asListed(file), options), work);
      onSuchADrive(() => {
        assert.equal(spelledIn(at('astro'), at('ASTRO')), at('astro'));
        assert.equal(
          spelledIn(at('astro'), at('ASTRO', 'LIGHT', 'M31.fits')),
          at('astro', 'Light', 'M31.fits'),
        );
        assert.equal(spelledIn(at('astro'), at('ASTRO2')), at('Astro2'));
        assert.equal(spelledIn(at('astro'), folder.path), folder.path);
        assert.equal(areOneSpelling(at('astro', 'light'), at('ASTRO', 'Light')), true);
        assert.equal(areOneSpelling(at('astro'), at('astro2')), false);
      });
    } finally {
      folder.dispose();
    }
  });

  it('are those of the disk', () => {
    const folder = temporaryFolder();
    try {
      const file = path.join(folder.path, 'm31');
      assert.equal(listedPath(file), file);
      fs.mkdirSync(file);
      assert.equal(listedPath(`${file}${path.sep}`), file);
      const other = path.join(folder.path, 'M31');
      const caseCounts = !fs.existsSync(other);
      assert.equal(listedPath(other), caseCounts ? other : file);
      assert.equal(areOneSpelling(file, other), !caseCounts, 'that is not there where case counts');
      assert.throws(() => areOneSpelling(path.join(file, 'no', 'x'), path.join(file, 'no', 'X')), {
        code: 'ENOENT',
      });
    } finally {
      folder.dispose();
    }
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
