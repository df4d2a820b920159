/** Names of files: two of one file, or one that is reached in two ways. To take them for each other can lose a file. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { areTwoNames, isListed, isOneInode, isOneName } from '../../../../../src/core/storage/files/oneName';
import { temporaryFolder } from '../../../../support/makeFits';

describe('two paths', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    for (const name of ['one', 'other']) fs.mkdirSync(at(name));
  });
  afterEach(() => folder.dispose());

  const at = (...parts: readonly string[]) => path.join(folder.path, ...parts);
  const write = (...parts: readonly string[]) => {
    fs.writeFileSync(at(...parts), 'bytes');
    return at(...parts);
  };
  /** Another name of a file. */
  const link = (file: string, ...parts: readonly string[]) => {
    fs.linkSync(file, at(...parts));
    return at(...parts);
  };
  const look = async (a: string, b: string) => [await areTwoNames(a, b), await isOneName(a, b)];

  it('are of one file by device and number, and never where one leads nowhere', () => {
    const file = { dev: 7n, ino: 9n };
    assert.equal(isOneInode(file, { ...file }), true);
    for (const other of [null, { ...file, dev: 8n }, { ...file, ino: 8n }]) {
      assert.equal(isOneInode(file, other), false);
      assert.equal(isOneInode(other, file), false);
    }
    assert.equal(isOneInode(null, null), false);
  });

  it('are two files, also where each of them has a second name', async () => {
    const [a, b] = [write('one', 'a.fits'), write('other', 'a.fits')];
    assert.deepEqual(await look(a, b), [false, false]);
    link(a, 'one', 'second.fits');
    link(b, 'other', 'second.fits');
    assert.deepEqual(await look(a, b), [false, false]);
  });

  it('are two names of one file in one folder or in two', async () => {
    const file = write('one', 'a.fits');
    for (const second of [link(file, 'one', 'b.fits'), link(file, 'other', 'a.fits')]) {
      assert.deepEqual(await look(file, second), [true, false]);
    }
  });

  it('are one name where they are the same, or lead there through a link', async function () {
    const file = write('one', 'a.fits');
    assert.equal(await isOneName(file, file), true);
    if (process.platform === 'win32') return this.skip();
    fs.symlinkSync(at('one'), at('way'));
    assert.deepEqual(await look(file, at('way', 'a.fits')), [false, true]);
    // With a third name elsewhere it is still one that would be removed with the other.
    link(file, 'other', 'third.fits');
    assert.deepEqual(await look(file, at('way', 'a.fits')), [false, true]);
    assert.deepEqual(await look(at('other', 'third.fits'), at('way', 'a.fits')), [true, false]);
  });

  it('are an error where one of them leads nowhere', async () => {
    const file = write('one', 'a.fits');
    await assert.rejects(areTwoNames(file, at('none')), { code: 'ENOENT' });
    await assert.rejects(isOneName(at('none'), file), { code: 'ENOENT' });
  });

  it('are listed as they are written', async () => {
    const file = write('one', 'a.fits');
    assert.equal(await isListed(file), true);
    assert.equal(await isListed(at('one', 'A.fits')), false);
    await assert.rejects(isListed(at('none', 'a.fits')), { code: 'ENOENT' });
  });
});
