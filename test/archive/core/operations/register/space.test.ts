/** How much room a plan takes: for copies, and for moves from another drive. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import * as path from 'node:path';
import { Space } from '../../../../../src/core/operations/register/space';
import { temporaryFolder } from '../../../../support/makeFits';
import { placementOf, scanOf } from '../../../../support/placement';

describe('the room that a plan takes', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const { statSync } = fs;
  const { statfs } = fs.promises;
  beforeEach(() => {
    folder = temporaryFolder();
    fs.mkdirSync(path.join(folder.path, 'card'));
  });
  afterEach(() => {
    Object.assign(fs, { statSync });
    Object.assign(fs.promises, { statfs });
    syncBuiltinESMExports();
    folder.dispose();
  });

  /** Lets the folder `card` be another drive; counts how often the system is asked. */
  function insertCard(): { asked: number } {
    const looks = { asked: 0 };
    const card = path.join(folder.path, 'card');
    const look = (file: string) => {
      const found = statSync(file, { throwIfNoEntry: false });
      if (file !== card) return found;
      looks.asked++;
      return { dev: (found?.dev ?? 0) + 1 };
    };
    Object.assign(fs, { statSync: look });
    syncBuiltinESMExports();
    return looks;
  }
  const file = (action: 'copy' | 'move' | 'index' | 'adopt', size: number, from = 'here') =>
    placementOf({ action, scan: scanOf('', { path: path.join(folder.path, from, 'a.fits'), size }) });
  const needed = async (space: Space) => (await space.result()).needed;

  it('is that of copies, and of moves from another drive', async () => {
    fs.mkdirSync(path.join(folder.path, 'here'));
    const looks = insertCard();
    // The repository and a folder above it are still to be made.
    const space = new Space(path.join(folder.path, 'new', 'astro'));
    space.add(file('copy', 1));
    assert.equal(await needed(space), 1);
    space.add(file('move', 2));
    space.add(file('index', 4));
    space.add(file('adopt', 8));
    assert.equal(await needed(space), 1, 'a move within a drive takes none');
    space.add(file('move', 16, 'card'));
    space.add(file('move', 32, 'card'));
    assert.equal(await needed(space), 49);
    assert.equal(looks.asked, 1, 'a drive is asked for once a folder');
    space.add(file('move', 64, 'gone'));
    assert.equal(await needed(space), 113, 'what cannot be looked at may be on another drive');
  });

  it('is compared with what is free where the repository is, or will be', async () => {
    const asked: string[] = [];
    const answer = (at: string) => {
      asked.push(at);
      return Promise.resolve({ bavail: 7, bsize: 4096 });
    };
    Object.assign(fs.promises, { statfs: answer });
    syncBuiltinESMExports();
    const space = new Space(path.join(folder.path, 'new', 'astro'));
    assert.deepEqual(await space.result(), { needed: 0, free: 28_672 });
    assert.deepEqual(asked, [folder.path]);
  });

  it('is told alone where a drive does not say what is free', async () => {
    Object.assign(fs.promises, { statfs: () => Promise.reject(new Error('ENOSYS')) });
    syncBuiltinESMExports();
    const space = new Space(folder.path);
    space.add(file('copy', 5));
    assert.deepEqual(await space.result(), { needed: 5, free: null });
  });
});
