/** Folders that are made so that they last, once, and removed where they are empty. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { FolderMaker, removeEmptyFolders } from '../../../../../src/core/storage/files/makeFolders';
import { temporaryFolder } from '../../../../support/makeFits';
import { type Call, whileRefusing } from '../../../../support/refuse';

describe('folders', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const at = (...parts: readonly string[]) => path.join(folder.path, ...parts);
  const make = (...parts: readonly string[]) => fs.mkdirSync(at(...parts), { recursive: true });
  const there = () =>
    (fs.readdirSync(folder.path, { recursive: true }) as string[])
      .map((name) => name.replaceAll('\\', '/'))
      .sort();

  /** Makes a folder; returns those whose names were put onto the disk, in that order. */
  async function synced(maker: FolderMaker, ...parts: readonly string[]) {
    const opened: string[] = [];
    const { error } = await whileRefusing(
      ({ name, args }) => {
        if (name === 'open') opened.push(path.relative(folder.path, String(args[0])));
        return null;
      },
      () => maker.make(at(...parts)),
    );
    assert.equal(error, undefined);
    return opened;
  }

  it('last with all that are made above them', async function () {
    if (process.platform === 'win32') return this.skip();
    make('Light');
    assert.deepEqual(await synced(new FolderMaker(), 'Light', 'M31', 'RC8', 'L'), [
      'Light/M31/RC8',
      'Light/M31',
      'Light',
    ]);
    assert.deepEqual(await synced(new FolderMaker(), 'Light', 'M31', 'RC8', 'R'), ['Light/M31/RC8']);
    assert.deepEqual(await synced(new FolderMaker(), 'Light', 'M31'), [], 'it is there');
  });

  it('are made once, and tried again where that failed', async () => {
    const maker = new FolderMaker();
    const makes = async (refuse: (call: Call) => string | null = () => null) => {
      const { made, error } = await whileRefusing(refuse, () => maker.make(at('Light', 'M31')));
      return [made.filter((name) => name === 'mkdir').length, error === undefined];
    };
    assert.deepEqual(await makes(({ name }) => (name === 'mkdir' ? 'ENOSPC' : null)), [1, false]);
    assert.deepEqual(await makes(), [1, true]);
    assert.deepEqual(await makes(), [0, true]);
    assert.deepEqual(there(), ['Light', 'Light/M31']);
  });

  it('go where they are empty, with those above them, and never the root', async () => {
    make('Light', 'M31', 'RC8', 'L');
    make('Light', 'M31', 'RC8', 'R');
    make('Dark', 'kept');
    make('Flat', 'L');
    fs.writeFileSync(at('Dark', 'a.txt'), '');
    const all = [
      ['Light', 'M31', 'RC8', 'L'],
      ['Light', 'M31', 'RC8', 'R'],
      ['Dark', 'kept'],
      ['no', 'folder'],
    ];
    await removeEmptyFolders(
      all.map((parts) => at(...parts)),
      folder.path,
    );
    assert.deepEqual(there(), ['Dark', 'Dark/a.txt', 'Flat', 'Flat/L']);
    await removeEmptyFolders([at('Flat', 'L', 'no folder')], folder.path);
    assert.equal(there().includes('Flat/L'), true, 'it was empty before');
    await removeEmptyFolders([at('Flat', 'L')], at('Flat'));
    assert.deepEqual(there(), ['Dark', 'Dark/a.txt', 'Flat']);
    await removeEmptyFolders([at('Flat'), at()], at('Flat'));
    assert.deepEqual(there(), ['Dark', 'Dark/a.txt', 'Flat'], 'neither the root nor what is not in it');
  });
});
