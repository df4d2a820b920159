/** Walking over folders: each file once, in order, whatever lies about. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { neverCancelled } from '../../../../../src/core/base/ports';
import { findFits, findInChunks, type Found } from '../../../../../src/core/operations/scan/walk';
import { unreadText } from '../../../../../src/core/storage/files/unread';
import { temporaryFolder } from '../../../../support/makeFits';

describe('walking', () => {
  let root: string;
  let dispose: () => void;
  beforeEach(() => {
    const folder = temporaryFolder();
    root = folder.path;
    dispose = () => folder.dispose();
  });
  afterEach(() => dispose());

  const put = (name: string) => {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, name);
    return file;
  };
  const find = async (...sources: string[]) => {
    const found: Found[] = [];
    for await (const each of findFits(sources, neverCancelled)) found.push(each);
    return found;
  };
  const names = (found: readonly Found[], kind: Found['kind'] = 'file') =>
    found.filter((each) => each.kind === kind).map((each) => path.relative(root, each.path));

  it('finds files by folder and name, with their size and time', async () => {
    for (const name of ['b/2.fits', 'b/1.fit', 'b/c/3.xisf', 'a/9.fits.gz', '5.FTS', 'notes.txt']) put(name);
    const found = await find(root);
    assert.deepEqual(
      names(found),
      ['5.FTS', 'a/9.fits.gz', 'b/1.fit', 'b/2.fits', 'b/c/3.xisf'].map((name) => path.normalize(name)),
    );
    const { size, mtimeMs } = fs.statSync(path.join(root, '5.FTS'));
    assert.deepEqual(found[0], { kind: 'file', path: path.join(root, '5.FTS'), size, mtime: mtimeMs });
  });

  it('passes over the trash and snapshots of the system, and says so', async () => {
    const trash = ['$RECYCLE.BIN', '#recycle', 'System Volume Information'];
    put('Night/@eaDir/2.fits/thumbnail.fits');
    for (const name of trash) put(`${name}/S-1-5/1.fits`);
    put('Night/2.fits');
    const found = await find(root);
    assert.deepEqual(
      [names(found), names(found, 'skipped').sort()],
      [[path.normalize('Night/2.fits')], trash.sort()],
    );
    assert.equal(names(await find(path.join(root, '#recycle'))).length, 1, 'unless it is asked for');
  });

  it('tells of files that are not read, once a folder and kind', async () => {
    for (const name of ['a/1.CR2', 'a/2.cr2', 'a/b/3.cr2', 'a/sun.ser', 'a/1.fits', 'a/._1.cr2', 'a/x.jpg'])
      put(name);
    for (const name of ['p/1.fits.xz', 'p/2.fits.xz', 'p/3.fits.gz']) put(name);
    fs.mkdirSync(path.join(root, 'folder.zip'));
    const found = await find(root);
    assert.deepEqual(
      names(found),
      ['a/1.fits', 'p/3.fits.gz'].map((name) => path.normalize(name)),
    );
    const told = found.flatMap((each) => (each.kind === 'skipped' ? [each] : []));
    assert.deepEqual(
      told.map((each) => [path.relative(root, each.path), each.unread?.ending, each.unread?.files]),
      [
        ['a', '.cr2', 2],
        ['a', '.ser', 1],
        [path.normalize('a/b'), '.cr2', 1],
        ['p', '.fits.xz', 2],
      ],
    );
    assert.equal(told[0]?.why, unreadText('.cr2', 2));
    const [one] = await find(path.join(root, 'a', '1.CR2'));
    assert.equal(one?.kind === 'skipped' ? one.why : '', unreadText('.cr2', 1));
  });

  it('finds each file once, however sources lie in one another', async () => {
    const inside = put('a/b/1.fits');
    put('a/2.fits');
    put('a/.hidden/3.fits');
    const a = path.join(root, 'a');
    for (const sources of [
      [a, a, path.join(a, 'b'), inside],
      [inside, path.join(a, 'b'), a],
    ]) {
      assert.deepEqual(names(await find(...sources)).sort(), [
        path.normalize('a/2.fits'),
        path.normalize('a/b/1.fits'),
      ]);
    }
    const hidden = path.join(a, '.hidden');
    assert.equal(names(await find(a, hidden)).length, 3, 'a hidden folder that is a source itself');
  });

  it('goes around loops of links, sockets, pipes and broken links', async function () {
    if (process.platform === 'win32') return this.skip();
    put('a/1.fits');
    fs.symlinkSync(root, path.join(root, 'a', 'loop'));
    fs.symlinkSync('..', path.join(root, 'a', 'up.fits'));
    fs.symlinkSync('nowhere.fits', path.join(root, 'a', 'broken.fits'));
    execFileSync('mkfifo', [path.join(root, 'pipe.fits')]);
    const server = net.createServer();
    await new Promise<void>((done) => server.listen(path.join(root, 'socket.fits'), done));
    try {
      const found = await find(root);
      assert.deepEqual(names(found), ['a/1.fits']);
      const skipped = names(found, 'skipped').sort();
      assert.deepEqual(skipped, ['a/broken.fits', 'a/up.fits', 'pipe.fits', 'socket.fits']);
      assert.deepEqual(names(found, 'failed'), []);
    } finally {
      server.close();
    }
  });

  it('reports a folder that cannot be read, and goes on (not as root, who can read all)', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) return this.skip();
    put('a/1.fits');
    put('b/2.fits');
    fs.chmodSync(path.join(root, 'a'), 0);
    try {
      const found = await find(root);
      assert.deepEqual([names(found), names(found, 'failed')], [['b/2.fits'], ['a']]);
    } finally {
      fs.chmodSync(path.join(root, 'a'), 0o755);
    }
  });

  it('reports names that are no UTF-8 and says what to do', async function () {
    if (process.platform !== 'linux') return this.skip();
    put('sound.fits');
    const bad = (name: string) =>
      Buffer.concat([Buffer.from(`${root}/M\u00a0`, 'latin1'), Buffer.from(name)]);
    fs.writeFileSync(bad('31.fits'), '');
    fs.mkdirSync(bad('32'));
    const found = await find(root);
    assert.deepEqual(names(found), ['sound.fits']);
    const failed = found.flatMap((each) => (each.kind === 'failed' ? [each.reason] : []));
    assert.deepEqual(failed, ['name-encoding', 'name-encoding']);
  });

  it('reports a folder that vanishes while it walks, and goes on', async () => {
    for (const name of ['a/1.fits', 'b/2.fits', 'c/3.fits']) put(name);
    const found: Found[] = [];
    for await (const chunk of findInChunks([root], neverCancelled)) {
      found.push(...chunk);
      fs.rmSync(path.join(root, 'b'), { recursive: true, force: true });
    }
    assert.deepEqual(
      names(found),
      ['a/1.fits', 'c/3.fits'].map((name) => path.normalize(name)),
    );
    assert.deepEqual(names(found, 'failed'), ['b']);
  });

  it('stops soon when it is cancelled, also in a large folder', async () => {
    for (let i = 0; i < 300; i++) put(`${i}.fits`);
    const cancel = { isCancellationRequested: false };
    let count = 0;
    for await (const chunk of findInChunks([root], cancel)) {
      count += chunk.length;
      cancel.isCancellationRequested = true;
    }
    assert.ok(count > 0 && count < 300, String(count));
  });
});
