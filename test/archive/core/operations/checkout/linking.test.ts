/** How the sets of a plan come into a checkout, and what that costs. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import {
  type LinkOptions,
  linkSets,
  summary,
  wantedFiles,
} from '../../../../../src/core/operations/checkout/linking';
import type { PlannedFile } from '../../../../../src/core/operations/checkout/types';
import { existingFolder, realVolume, type Volume } from '../../../../../src/core/operations/checkout/volume';
import { temporaryFolder } from '../../../../support/makeFits';

describe('linking the sets of a checkout', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const source = (name: string, content: string | Buffer = name) => {
    const file = path.join(folder.path, 'archive', ...name.split('/'));
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };
  const planned = (at: string, from: string, treatment: PlannedFile['treatment'] = 'link'): PlannedFile => ({
    path: at,
    source: from,
    treatment,
    size: 100,
  });
  const asked: string[] = [];
  beforeEach(() => (asked.length = 0));
  /** Symbolic links are refused; the archive is on drive 1 and the checkout on drive `here`. */
  const volume = (here: number, differs: Partial<Volume> = {}): Volume => ({
    symlinkRefusal: () => 'EPERM',
    hardlinkRefusal: () => null,
    device(file) {
      asked.push(file);
      return Promise.resolve(file.startsWith(path.join(folder.path, 'archive')) ? 1 : here);
    },
    ...differs,
  });
  const link = (files: readonly PlannedFile[], differs: Partial<LinkOptions> = {}) =>
    linkSets(
      { files },
      {
        to: path.join(folder.path, 'co'),
        platform: 'win32',
        copy: false,
        copyWhereNeeded: false,
        volume: volume(1),
        ...differs,
      },
    );
  const ways = async (...given: Parameters<typeof link>) =>
    (await link(...given)).map(({ folder: at, way, target, needsConsent }) => [
      at,
      way,
      target,
      needsConsent,
    ]);

  it('is decided folder by folder', async () => {
    const [a, b] = [source('l/a.fits'), source('d/b.fits')];
    const files = [planned('lights/a.fits', a), planned('darks/x/b.fits', b), planned('lights/a2.fits', a)];
    assert.deepEqual(await ways(files), [
      ['lights', 'hardlink', null, false],
      ['darks/x', 'hardlink', null, false],
    ]);
    assert.deepEqual(
      (await link(files)).map((set) => set.files.length),
      [2, 1],
    );
  });

  it('asks a drive for each folder of the archive once, and not at all where links are allowed', async () => {
    const files = ['a', 'b'].map((name) => planned(`lights/${name}.fits`, source(`l/${name}.fits`)));
    await link(files);
    assert.deepEqual(asked.sort(), [path.join(folder.path, 'archive', 'l'), folder.path].sort());
    asked.length = 0;
    const allowed = volume(1, { symlinkRefusal: () => null });
    assert.deepEqual(await ways(files, { volume: allowed }), [['lights', 'symlink', null, false]]);
    assert.deepEqual(asked, [folder.path]);
  });

  it('takes a folder as a whole only where all of it belongs', async () => {
    const whole = path.join(folder.path, 'archive', 'l');
    const files = ['a', 'b'].map((name) => planned(`lights/${name}.fits`, source(`l/${name}.fits`)));
    const way = async (some: readonly PlannedFile[] = files, at = volume(2)) =>
      (await ways(some, { volume: at }))[0];
    assert.deepEqual(await way(), ['lights', 'junction', whole, false]);
    source('l/notes.txt');
    fs.mkdirSync(path.join(whole, 'below'));
    assert.deepEqual(await way(), ['lights', 'junction', whole, false], 'Siril passes these over');
    assert.deepEqual(await way(files.slice(1)), ['lights', 'copy', null, true]);
    const other = planned('lights/c.fits', source('m/c.fits'));
    assert.deepEqual(await way([...files, other]), ['lights', 'copy', null, true], 'of two folders');
    const packed = planned('lights/z.fits', source('l/z.fits.gz'), 'unpack');
    assert.deepEqual(await way([...files, packed]), ['lights', 'copy', null, true]);
    fs.rmSync(packed.source);
    const master = files.map((file) => ({ ...file, path: file.path.replace('lights', 'masters') }));
    assert.deepEqual(await way(master), ['masters', 'copy', null, true], 'Siril writes masters beside');
    source('l/.hidden.txt');
    assert.deepEqual(await way(), ['lights', 'copy', null, true]);
    fs.rmSync(whole, { recursive: true });
    assert.deepEqual(await way(), ['lights', 'copy', null, true], 'a folder that cannot be listed');
  });

  it('asks for consent only where something is copied besides what is unpacked', async () => {
    const packed = planned('lights/z.fits', source('l/z.fits.gz'), 'unpack');
    const nothing = { volume: volume(1, { hardlinkRefusal: () => 'ENOTSUP' }) };
    assert.deepEqual(await ways([packed], nothing), [['lights', 'copy', null, false]]);
    const plain = planned('lights/a.fits', source('l/a.fits'));
    assert.deepEqual(await ways([plain, packed], { volume: volume(2) }), [['lights', 'copy', null, true]]);
    const agreed = { volume: volume(2), copyWhereNeeded: true };
    assert.deepEqual(await ways([plain, packed], agreed), [['lights', 'copy', null, false]]);
  });

  it('makes no hard links of a file whose drive is not known, or is another', async () => {
    const gone = volume(1, { device: (file) => Promise.resolve(file === folder.path ? 1 : null) });
    const files = [
      planned('lights/a.fits', source('l/a.fits')),
      planned('lights/b.fits', source('m/b.fits')),
    ];
    assert.deepEqual(await ways(files, { volume: gone, platform: 'linux' }), [
      ['lights', 'copy', null, true],
    ]);
    const mixed = volume(1, { device: (file) => Promise.resolve(file.endsWith('m') ? 2 : 1) });
    assert.deepEqual(await ways(files, { volume: mixed, platform: 'linux' }), [
      ['lights', 'copy', null, true],
    ]);
  });

  it('knows how large unpacked files become, else takes their own size', async () => {
    const content = Buffer.alloc(5000, 'x');
    const bytes = async (name: string, packed: Buffer | null) => {
      const from = packed === null ? path.join(folder.path, 'gone') : source(`l/${name}`, packed);
      const [set] = await link([planned('lights/z.fits', from, 'unpack')]);
      return set?.unpackedBytes;
    };
    assert.equal(await bytes('z.gz', zlib.gzipSync(content)), 5000);
    assert.equal(await bytes('short.gz', Buffer.alloc(17)), 100);
    assert.equal(await bytes('gone.gz', null), 100);
    const both = ['a', 'b'].map((name) =>
      planned(`lights/${name}.fits`, source(`l/${name}.gz`, zlib.gzipSync(content)), 'unpack'),
    );
    assert.equal((await link(both))[0]?.unpackedBytes, 10_000);
  });

  it('sums up files and bytes by way and reason', async () => {
    const packed = planned('lights/z.fits', source('l/z.fits.gz', zlib.gzipSync('x'.repeat(7))), 'unpack');
    const files = [
      planned('lights/a.fits', source('l/a.fits')),
      packed,
      planned('darks/b.fits', source('d/b.fits')),
      planned('darks/c.fits', source('d/c.fits')),
    ];
    const sums = async (differs: Partial<LinkOptions>) =>
      summary(await link(files, differs)).map(({ way, files: count, bytes }) => [way, count, bytes]);
    assert.deepEqual(await sums({ copy: true }), [
      ['copy', 3, 300],
      ['unpack', 1, 7],
    ]);
    assert.deepEqual(await sums({}), [
      ['hardlink', 3, 0],
      ['unpack', 1, 7],
    ]);
    assert.deepEqual(await sums({ volume: volume(2) }), [
      ['copy', 1, 100],
      ['unpack', 1, 7],
      ['junction', 2, 0],
    ]);
    assert.deepEqual(summary([]), []);
  });

  it('wants a file for each, and one for a folder that is linked as a whole', async () => {
    const [a, b] = ['a', 'b'].map((name) => planned(`lights/${name}.fits`, source(`l/${name}.fits`)));
    const files = [a ?? assert.fail(), b ?? assert.fail()];
    assert.deepEqual(wantedFiles(await link(files, { volume: volume(2) })), [
      {
        path: 'lights',
        source: path.join(folder.path, 'archive', 'l'),
        treatment: 'link',
        way: 'junction',
        sources: files.map((file) => file.source),
      },
    ]);
    assert.deepEqual(
      wantedFiles(await link(files)),
      files.map((file) => ({ ...file, way: 'hardlink', sources: [file.source] })),
    );
  });
});

describe('the folder that a checkout will be in', () => {
  it('is the nearest one that is there; trying what it allows leaves nothing behind', async () => {
    const folder = temporaryFolder();
    try {
      const to = path.join(folder.path, 'new', 'co');
      assert.equal(existingFolder(to), folder.path);
      assert.equal(existingFolder(folder.path), folder.path);
      assert.equal(realVolume.hardlinkRefusal(to), null);
      if (process.platform !== 'win32') assert.equal(realVolume.symlinkRefusal(to), null);
      assert.deepEqual(fs.readdirSync(folder.path), []);
      assert.equal(await realVolume.device(to), null);
      assert.equal(await realVolume.device(folder.path), fs.statSync(folder.path).dev);
    } finally {
      folder.dispose();
    }
  });
});
