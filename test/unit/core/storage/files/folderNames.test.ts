/** How folders are spelled on a real drive, and whether case counts there. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FolderLook, FolderNames } from '../../../../../src/core/storage/files/folderNames';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { whileReplacing } from '../../../../support/replaceCall';

describe('names of folders', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const at = (...parts: readonly string[]) => path.join(folder.path, ...parts);
  const make = (...parts: readonly string[]) => fs.mkdirSync(at(...parts), { recursive: true });
  /** As `isMount` sees it, folder by folder, on drives of these numbers. */
  const onDrives = <T>(drives: Readonly<Record<string, number>>, work: () => T) =>
    whileReplacing(
      'statSync',
      (real) => (file, options) => {
        const stat = real(file, options);
        const dev = drives[path.relative(folder.path, String(file))];
        return dev === undefined || stat === undefined ? stat : Object.assign(stat, { dev });
      },
      work,
    );

  describe('on the disk', () => {
    let caseCounts: boolean;
    beforeEach(() => {
      make('Light');
      caseCounts = !fs.existsSync(at('lIGHT'));
    });

    it('are those that it lists', () => {
      const names = new FolderNames();
      assert.equal(names.lists(folder.path, 'Light'), true);
      assert.equal(names.lists(folder.path, 'light'), false);
      assert.equal(names.lists(at('Light'), 'm31'), false);
      assert.equal(names.lists(at('no', 'folder'), 'm31'), false);
      assert.equal(names.spelled(folder.path, 'light'), caseCounts ? 'light' : 'Light');
      assert.equal(names.resolve(folder.path, ['Light', 'M31']), at('Light', 'M31'));
    });

    it('tell whether case counts, in a folder as above it', () => {
      make('Light', 'empty');
      for (const place of [[], ['Light'], ['Light', 'empty'], ['Light', 'empty', 'later', 'still']]) {
        assert.equal(new FolderNames().caseCounts(at(...place)), caseCounts, place.join('/'));
      }
    });

    it('do not tell of another drive, nor of one that cannot be asked', async () => {
      make('Light', 'usb');
      const usb = path.join('Light', 'usb');
      const counts = (...below: readonly string[]) => new FolderNames().caseCounts(at(usb, ...below));
      for (const below of [[], ['later'], ['later', 'still']]) {
        assert.equal(
          onDrives({ Light: 1, [usb]: 1 }, () => counts(...below)),
          caseCounts,
        );
        assert.equal(
          onDrives({ Light: 1, [usb]: 2 }, () => counts(...below)),
          null,
          'an empty drive',
        );
      }
      make('Light', 'usb', 'Dark');
      assert.equal(
        onDrives({ Light: 1, [usb]: 2, [path.join(usb, 'Dark')]: 2 }, () => counts('Dark')),
        caseCounts,
        'that lists a name',
      );
      fs.rmdirSync(at(usb, 'Dark'));
      const { result } = await whileRefusing(
        ({ name }) => (name === 'statSync' ? 'EIO' : null),
        () => Promise.resolve(counts()),
      );
      assert.equal(result, null);
    });

    it('are as they are written where a drive does not answer', async () => {
      const { result } = await whileRefusing(
        ({ name }) => (name === 'lstatSync' ? 'EIO' : null),
        () => Promise.resolve(new FolderNames().spelled(folder.path, 'LIGHT')),
      );
      assert.equal(result, 'LIGHT');
      assert.equal(new FolderNames().spelled(at('Light', 'no folder'), 'M31'), 'M31');
    });
  });

  describe('in another case', () => {
    /** A folder of these names, and the paths that were asked for. */
    function folderOf(...names: readonly string[]) {
      const asked: string[] = [];
      const look: FolderLook = {
        list: (place) => (path.basename(place) === 'here' ? names : []),
        has: (file) => (asked.push(path.basename(file)), true),
      };
      return { asked, counts: new FolderNames(look).caseCounts(path.join(path.sep, 'here')) };
    }

    it('have each letter of ASCII in its other case, and all else as it is', () => {
      assert.deepEqual(folderOf('M31_Lum'), { asked: ['m31_lUM'], counts: false });
      assert.deepEqual(folderOf('Schäfer'), { asked: ['sCHäFER'], counts: false });
    });

    it('are looked for where a name has one that is not there as well', () => {
      assert.deepEqual(folderOf('2024', 'ÄÖ'), { asked: [], counts: null });
      assert.deepEqual(folderOf('2024', 'm31', 'M31', 'x'), { asked: ['X'], counts: false });
      assert.deepEqual(folderOf('m31', 'M31'), { asked: [], counts: null });
    });
  });

  it('are asked for once', () => {
    const asked: string[] = [];
    const look: FolderLook = {
      list: (place) => (asked.push(`list ${path.basename(place)}`), ['Light']),
      has: (file) => (asked.push(path.basename(file)), false),
    };
    const names = new FolderNames(look);
    const here = path.join(path.sep, 'here');
    for (let i = 0; i < 2; i++) {
      assert.equal(names.spelled(here, 'light'), 'light');
      assert.equal(names.caseCounts(here), true);
    }
    assert.deepEqual(asked, ['list here', 'light', 'lIGHT']);
  });

  it('that are listed twice are spelled as the first of them', () => {
    const look: FolderLook = { list: () => ['m31', 'M31'], has: () => true };
    assert.equal(new FolderNames(look).spelled(path.sep, 'M31'), 'M31');
    assert.equal(
      new FolderNames({ ...look, list: () => ['m31Ha', 'M31ha'] }).spelled(path.sep, 'M31HA'),
      'm31Ha',
    );
  });
});
