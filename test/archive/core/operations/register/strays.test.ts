/** What an interrupted registration has left at a standard place, found again by its source. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type StrayParts, Strays } from '../../../../../src/core/operations/register/strays';
import { NameBook } from '../../../../../src/core/storage/files/nameBook';
import { temporaryFolder } from '../../../../support/makeFits';
import { scanOf } from '../../../../support/placement';

describe('strays', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const put = (name: string, content: string) => {
    const file = path.join(folder.path, name);
    fs.writeFileSync(file, content);
    return file;
  };
  /** The digest of a file is its content here. */
  const strays = (parts: Partial<StrayParts> = {}) =>
    new Strays({
      names: new NameBook(),
      has: () => false,
      digest: (file) => Promise.resolve(fs.readFileSync(file, 'utf8')),
      sameImage: () => Promise.resolve(false),
      ...parts,
    });
  const source = (content: string) => scanOf('a.fits', { sha256: content, size: content.length });
  const edits = [{}] as never;

  it('are the file of these bytes, with or without a suffix, and each is found once', async () => {
    put('x.fits', 'one');
    const second = put('x_001.fits', 'two');
    put('y.fits', 'two');
    const found = strays();
    assert.equal(await found.find(folder.path, 'x.fits', source('two'), []), second);
    assert.equal(await found.find(folder.path, 'x.fits', source('two'), []), undefined);
    assert.equal(await found.find(folder.path, 'x.fits', source('six'), []), undefined);
    assert.equal(await found.find(path.join(folder.path, 'none'), 'x.fits', source('one'), []), undefined);
  });

  it('are none that went away since the folder was listed', async () => {
    const names = new NameBook(() => ['x.fits']);
    assert.equal(await strays({ names }).find(folder.path, 'x.fits', source('one'), edits), undefined);
  });

  it('are no files of the archive, and no folders', async () => {
    const file = put('x.fits', 'one');
    fs.mkdirSync(path.join(folder.path, 'x_001.fits'));
    assert.equal(
      await strays({ has: (known) => known === file }).find(folder.path, 'x.fits', source('one'), []),
      undefined,
    );
    const { size } = fs.statSync(path.join(folder.path, 'x_001.fits'));
    const asLarge = scanOf('a.fits', { size });
    const digest = () => Promise.resolve(asLarge.sha256);
    const has = (known: string) => known === file;
    assert.equal(await strays({ digest, has }).find(folder.path, 'x.fits', asLarge, []), undefined);
  });

  it('are read only where their size fits, and once', async () => {
    put('x.fits', 'one');
    const read: string[] = [];
    const digest = (file: string) => {
      read.push(path.basename(file));
      return Promise.resolve('another');
    };
    const found = strays({ digest });
    assert.equal(await found.find(folder.path, 'x.fits', source('four'), []), undefined);
    assert.deepEqual(read, []);
    await found.find(folder.path, 'x.fits', source('six'), []);
    await found.find(folder.path, 'x.fits', source('ten'), []);
    assert.deepEqual(read, ['x.fits']);
  });

  it('are those of the same pixels where the header was to be edited', async () => {
    const file = put('x.fits', 'edited');
    const sameImage = (a: string, b: string) => Promise.resolve(a === file && b === '/in/a.fits');
    assert.equal(await strays({ sameImage }).find(folder.path, 'x.fits', source('one'), []), undefined);
    assert.equal(await strays({ sameImage }).find(folder.path, 'x.fits', source('one'), edits), file);
    assert.equal(await strays().find(folder.path, 'x.fits', source('one'), edits), undefined);
  });
});
