/** Files are compared by what they hold. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { CancelledError } from '../../../../../src/core/base/errors';
import { neverCancelled } from '../../../../../src/core/base/ports';
import { isSameBytes, placeState } from '../../../../../src/core/operations/checkout/placeState';
import { temporaryFolder } from '../../../../support/makeFits';

describe('isSameBytes', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const content = Buffer.alloc(3 * (1 << 20) + 17, 'abcdefg');
  const put = (name: string, bytes: Buffer) => {
    const file = path.join(folder.path, name);
    fs.writeFileSync(file, bytes);
    return file;
  };
  const same = (a: string, b: string, zipped = false) => isSameBytes(a, b, zipped, neverCancelled);

  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('sees that files are equal, zipped or not', async () => {
    const copy = put('copy', content);
    assert.ok(await same(put('a', content), copy));
    assert.ok(await same(put('a.gz', zlib.gzipSync(content)), copy, true));
  });

  it('sees a single bit, a byte more and a byte less', async () => {
    const source = put('a', content);
    const flipped = Buffer.from(content);
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    assert.ok(!(await same(source, put('flipped', flipped))));
    assert.ok(!(await same(source, put('longer', Buffer.concat([content, Buffer.of(0)])))));
    assert.ok(!(await same(source, put('shorter', content.subarray(1)))));
    assert.ok(!(await same(source, put('empty', Buffer.alloc(0)))));
  });

  it('rejects for a source that cannot be unpacked, and after a cancel', async () => {
    const source = put('a', content);
    await assert.rejects(same(source, put('b', content), true));
    const cancel = { isCancellationRequested: true };
    await assert.rejects(isSameBytes(source, put('c', content), false, cancel), CancelledError);
  });

  it('does not read a copy through a link', async function () {
    if (process.platform === 'win32') this.skip();
    const source = put('a', content);
    fs.symlinkSync(source, path.join(folder.path, 'link'));
    await assert.rejects(same(source, path.join(folder.path, 'link')));
  });
});

describe('the state of a place in a checkout', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let source: string;
  const at = (name: string) => path.join(folder.path, name);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    source = at('source.fits');
    fs.writeFileSync(source, 'SIMPLE');
  });
  afterEach(() => folder.dispose());

  /** A file with the time of the source, and as many milliseconds later. */
  const copy = (name: string, content = 'SIMPLE', later = 0) => {
    fs.writeFileSync(at(name), content);
    const time = fs.statSync(source).mtimeMs / 1000 + later / 1000;
    fs.utimesSync(at(name), time, time);
    return at(name);
  };
  const state = (name: string, made: Parameters<typeof placeState>[2], of = source) =>
    placeState(at(name), of, made);

  it('is free where nothing lies, also below a file', async () => {
    assert.equal(await state('none', 'copy'), 'free');
    assert.equal(await state(path.join('source.fits', 'below'), 'symlink'), 'free');
  });

  it('is ours for a link to the source, by its exact name', async () => {
    fs.symlinkSync(source, at('link'));
    fs.symlinkSync(`${folder.path}/`, at('folder'));
    assert.equal(await state('link', 'symlink'), 'ours');
    assert.equal(await state('link', 'symlink', at('other.fits')), 'foreign');
    assert.equal(await state('folder', 'junction', folder.path), 'ours', 'with a separator at its end');
    assert.equal(await state('folder', 'junction', at('other')), 'foreign');
    assert.equal(await state('folder', 'symlink', folder.path), 'foreign');
    copy('copy');
    assert.deepEqual(
      [await state('copy', 'symlink'), await state('copy', 'junction')],
      ['foreign', 'foreign'],
    );
    fs.rmSync(source);
    assert.equal(await state('link', 'symlink'), 'ours', 'also where it leads nowhere any more');
  });

  it('is ours for a copy of the same size and time', async () => {
    copy('same');
    copy('later', 'SIMPLE', 60);
    copy('longer', 'SIMPLE and more');
    fs.mkdirSync(at('folder'));
    fs.symlinkSync(at('same'), at('link'));
    const states = await Promise.all(
      ['same', 'later', 'longer', 'folder', 'link'].map((name) => state(name, 'copy')),
    );
    assert.deepEqual(states, ['ours', 'foreign', 'foreign', 'foreign', 'foreign']);
    assert.equal(await state('longer', 'unpacked'), 'ours', 'it is larger than what it was unpacked from');
    assert.equal(await state('later', 'unpacked'), 'foreign');
    assert.equal(await state('same', 'copy', at('gone')), 'foreign');
  });

  it('is ours for a hard link, and for no copy', async () => {
    fs.linkSync(source, at('link'));
    copy('copy');
    assert.deepEqual([await state('link', 'hardlink'), await state('copy', 'hardlink')], ['ours', 'foreign']);
  });
});
