/** Archived files that the archive spells otherwise than their drive does. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { OtherSpellings } from '../../../../../src/core/storage/database/otherSpellings';
import { foldFileName } from '../../../../../src/core/storage/files/fileSystems';
import type { FolderLook } from '../../../../../src/core/storage/files/folderNames';
import { inside } from './support';

const LISTED = inside('Light', 'M31', 'a.fits');

/** A drive with one file; `caseCounts` says whether it takes another case for another name. */
function drive(caseCounts: boolean): FolderLook {
  const fold = (name: string) => (caseCounts ? name : foldFileName(name));
  const folders = new Map<string, string>();
  for (let file = LISTED; file !== path.dirname(file); file = path.dirname(file)) {
    folders.set(fold(path.dirname(file)), path.basename(file));
  }
  return {
    list: (folder) => {
      const name = folders.get(fold(folder));
      return name === undefined ? [] : [name];
    },
    has: (file) => {
      const name = folders.get(fold(path.dirname(file)));
      return name !== undefined && fold(name) === fold(path.basename(file));
    },
  };
}

/** What the archive has: names by folder. */
function archive(files: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  return {
    asked,
    folders: () => Object.keys(files),
    namesIn: (folder: string) => {
      asked.push(folder);
      return new Map((files[folder] ?? []).map((name) => [name, false]));
    },
  };
}

describe('another spelling of an archived file', () => {
  const find = (known: Parameters<typeof archive>[0], look: FolderLook) =>
    new OtherSpellings(archive(known), look).find(LISTED);
  const [m31, upper] = [inside('light', 'm31'), inside('LIGHT', 'M31')];

  it('is that of a folder or a file, on a drive where case does not count', () => {
    assert.equal(find({ [m31]: ['a.fits'] }, drive(false)), path.join(m31, 'a.fits'));
    const same = path.dirname(LISTED);
    assert.equal(find({ [same]: ['b.fits', 'A.FITS'] }, drive(false)), path.join(same, 'A.FITS'));
    assert.equal(
      find({ [m31]: ['b.fits'], [upper]: ['A.fits'] }, drive(false)),
      path.join(upper, 'A.fits'),
      'the folder has two spellings',
    );
  });

  it('is found among several folders and files that differ in case alone', () => {
    // An archive that was on a drive where case counts.
    const known = { [upper]: ['b.fits'], [m31]: ['c.fits', 'C.fits', 'a.FITS', 'A.fits'] };
    assert.equal(find(known, drive(false)), path.join(m31, 'a.FITS'));
    assert.equal(find({ [m31]: ['A.fits'], [upper]: ['a.fits'] }, drive(false)), path.join(m31, 'A.fits'));
  });

  it('is none of a file that is no longer there', () => {
    const gone: FolderLook = { ...drive(false), has: () => false };
    assert.equal(find({ [m31]: ['a.fits'] }, gone), undefined);
  });

  it('is none of another file, or where the archive has this very name', () => {
    const same = path.dirname(LISTED);
    for (const known of [{ [m31]: ['b.fits'] }, { [inside('Dark')]: ['a.fits'] }, { [same]: ['a.fits'] }]) {
      assert.equal(find(known, drive(false)), undefined);
    }
  });

  it('is another file on a drive where case counts', () => {
    assert.equal(find({ [m31]: ['a.fits'], [upper]: ['A.fits'] }, drive(true)), undefined);
  });

  it('is never guessed where a folder cannot be listed', () => {
    const look = drive(false);
    const list = (folder: string): readonly string[] => {
      if (foldFileName(folder) === foldFileName(m31)) throw new Error('EIO');
      return look.list(folder);
    };
    assert.equal(find({ [m31]: ['a.fits'] }, { ...look, list }), undefined);
  });

  it('is looked up once for each folder', () => {
    const known = archive({ [m31]: ['a.fits'] });
    const spellings = new OtherSpellings(known, drive(false));
    for (let times = 0; times < 3; times++) assert.ok(spellings.find(LISTED));
    assert.deepEqual(known.asked, [m31]);
  });
});
