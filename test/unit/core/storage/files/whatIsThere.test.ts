/** What lies at a path: a file, a folder, a link that leads nowhere, nothing, or something that cannot be looked at. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  infoOf,
  isFile,
  isFolder,
  isTaken,
  isThere,
} from '../../../../../src/core/storage/files/whatIsThere';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';

describe('what lies at a path', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const look = async (file: string) => [
    await isTaken(file),
    await isThere(file),
    await isFile(file),
    await isFolder(file),
  ];

  it('is a file, a folder, or nothing', async () => {
    const file = path.join(folder.path, 'a.fits');
    fs.writeFileSync(file, '');
    assert.deepEqual(await look(file), [true, true, true, false]);
    assert.deepEqual(await look(folder.path), [true, true, false, true]);
    assert.deepEqual(await look(path.join(folder.path, 'none')), [false, false, false, false]);
    assert.deepEqual(await look(path.join(file, 'below')), [false, false, false, false]);
    assert.equal((await infoOf(file))?.isFile(), true);
    assert.equal(await infoOf(path.join(folder.path, 'none')), null);
    assert.equal(await infoOf(path.join(file, 'below')), null);
  });

  it('is what a link leads to, but for the name, which the link has', async function () {
    if (process.platform === 'win32') return this.skip();
    const [file, link, nowhere] = ['a.fits', 'link', 'nowhere'].map((name) => path.join(folder.path, name));
    assert.ok(file && link && nowhere);
    fs.writeFileSync(file, '');
    fs.symlinkSync(file, link);
    fs.symlinkSync(path.join(folder.path, 'none'), nowhere);
    assert.deepEqual(await look(link), [true, true, true, false]);
    assert.deepEqual(await look(nowhere), [true, false, false, false]);
    assert.equal((await infoOf(link))?.isSymbolicLink(), true);
  });

  it('is not taken for absent where a drive does not answer and that matters', async () => {
    const refused = (work: () => Promise<unknown>) =>
      whileRefusing(({ name }) => (name.endsWith('stat') ? 'EIO' : null), work);
    assert.equal(((await refused(() => infoOf(folder.path))).error as NodeJS.ErrnoException).code, 'EIO');
    const { result } = await refused(() => look(folder.path));
    assert.deepEqual(result, [false, false, false, false]);
  });
});
