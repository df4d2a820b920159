/** What a marker names goes only where nothing can be lost with it, whoever wrote the marker. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { CancelledError } from '../../../../../src/core/base/errors';
import { neverCancelled } from '../../../../../src/core/base/ports';
import type { MarkedFile } from '../../../../../src/core/operations/checkout/marker';
import type { Owner } from '../../../../../src/core/operations/checkout/owner';
import { Remover } from '../../../../../src/core/operations/checkout/remover';
import { ownerOfFolder } from '../../../../support/checkout';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';

describe('Remover', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const archive = (...parts: string[]) => path.join(folder.path, 'archive', ...parts);
  const to = (...parts: string[]) => path.join(folder.path, 'co', ...parts);
  const put = (file: string, content: string | Buffer = 'SIMPLE') => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  };
  /** As a checkout makes it. */
  const copied = (content: string | Buffer = 'SIMPLE') => {
    const [source, target] = [put(archive('1.fits')), put(to('lights', '1.fits'), content)];
    const { atime, mtime } = fs.statSync(source);
    fs.utimesSync(target, atime, mtime);
    return { source, target };
  };
  /** Other bytes at the same time. */
  const rewrite = (file: string, content: string) => {
    const { atime, mtime } = fs.statSync(file);
    fs.writeFileSync(file, content);
    fs.utimesSync(file, atime, mtime);
  };
  const entry = (made: MarkedFile['made'], differs: Partial<MarkedFile> = {}) => ({
    path: 'lights/1.fits',
    source: archive('1.fits'),
    made,
    ...differs,
  });
  const remove = async (file: MarkedFile, owner: Partial<Owner> = {}, cancel = neverCancelled) => {
    let why: string | null = 'no end was told';
    const remover = new Remover(to(), ownerOfFolder(archive(), owner));
    await remover.removeAll([file], cancel, (_file, end) => (why = end.why));
    return why as string | null;
  };
  const goes = async (file: MarkedFile) => {
    assert.equal(await remove(file), null);
    assert.equal(fs.lstatSync(to(file.path), { throwIfNoEntry: false }), undefined);
    assert.ok(fs.existsSync(file.source));
  };
  const stays = async (file: MarkedFile, owner: Partial<Owner> = {}) => {
    const before = fs.readdirSync(path.dirname(to(file.path)));
    assert.equal(typeof (await remove(file, owner)), 'string');
    assert.deepEqual(fs.readdirSync(path.dirname(to(file.path))), before);
  };

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    folder = temporaryFolder();
    fs.mkdirSync(to('lights'), { recursive: true });
    fs.mkdirSync(archive());
  });
  afterEach(() => folder.dispose());

  it('removes a copy, an unpacked file, a hard link and links', async () => {
    copied();
    await goes(entry('copy'));
    const source = put(archive('2.fits.gz'), zlib.gzipSync('SIMPLE'));
    const { atime, mtime } = fs.statSync(source);
    fs.utimesSync(put(to('lights', '2.fits')), atime, mtime);
    await goes(entry('unpacked', { path: 'lights/2.fits', source }));
    fs.linkSync(archive('1.fits'), to('lights', '1.fits'));
    await goes(entry('hardlink'));
    fs.symlinkSync(archive('1.fits'), to('lights', '1.fits'));
    await goes(entry('symlink'));
    fs.symlinkSync(archive(), to('darks'));
    await goes(entry('junction', { path: 'darks', source: archive() }));
  });

  it('takes what is gone for removed', async () => assert.equal(await remove(entry('copy')), null));

  it('keeps a copy whose bytes differ, of whatever size and time', async () => {
    copied('SIMPLX');
    await stays(entry('copy'));
    put(to('lights', '2.fits'), 'x');
    await stays(entry('unpacked', { path: 'lights/2.fits' }));
  });

  it('keeps an unpacked file whose source no longer unpacks to it', async () => {
    const source = put(archive('2.fits.gz'), zlib.gzipSync('SIMPLE').subarray(0, 15));
    const { atime, mtime } = fs.statSync(source);
    fs.utimesSync(put(to('lights', '2.fits')), atime, mtime);
    await stays(entry('unpacked', { path: 'lights/2.fits', source }));
  });

  describe('keeps the last copy', () => {
    it('where the frame has become a link to it, or to another file', async () => {
      const { source, target } = copied();
      for (const leadsTo of [target, put(archive('3.fits'))]) {
        fs.rmSync(source);
        fs.symlinkSync(leadsTo, source);
        for (const made of ['copy', 'unpacked', 'hardlink'] as const) await stays(entry(made));
      }
    });

    it('where the folder of the frame has become a link into the checkout', async () => {
      const { source, target } = copied();
      fs.rmSync(archive(), { recursive: true });
      fs.symlinkSync(to('lights'), archive());
      assert.ok(fs.existsSync(source));
      for (const made of ['copy', 'unpacked', 'hardlink'] as const) await stays(entry(made));
      fs.linkSync(target, to('masters.fits'));
      await stays(entry('hardlink'));
    });

    it('where the source is the file itself, by its own name or by another spelling', async () => {
      const target = put(to('lights', '1.fits'));
      fs.symlinkSync(to(), path.join(folder.path, 'other'));
      for (const source of [target, path.join(folder.path, 'other', 'lights', '1.fits')]) {
        for (const made of ['copy', 'unpacked', 'hardlink'] as const) {
          await stays(entry(made, { source }), { isFrame: (file) => file === source });
        }
      }
    });

    it('where the frame is gone, or is a folder', async () => {
      const { source } = copied();
      fs.rmSync(source);
      await stays(entry('copy'));
      fs.mkdirSync(source);
      await stays(entry('copy'));
    });

    it('where a hard link is the only name', async () => {
      const { source } = copied();
      fs.rmSync(to('lights', '1.fits'));
      fs.linkSync(source, to('lights', '1.fits'));
      fs.rmSync(source);
      put(source);
      await stays(entry('hardlink'));
    });

    it('where a copy has become the frame itself, by a hard link', async () => {
      const { source, target } = copied();
      fs.rmSync(target);
      fs.linkSync(source, target);
      await stays(entry('copy'));
      await stays(entry('unpacked'));
    });

    for (const [what, change] of [
      ['the frame', (source: string) => fs.writeFileSync(source, 'CHANGE')],
      ['the frame, in size alone', (source: string) => rewrite(source, 'LONGER THAN IT WAS')],
      ['the copy', (_source: string, target: string) => fs.writeFileSync(target, 'CHANGE')],
      ['the copy, in size alone', (_source: string, target: string) => rewrite(target, 'LONGER THAN IT WAS')],
    ] as const) {
      it(`where ${what} is changed while the two are compared`, async () => {
        const { source, target } = copied();
        let asked = 0;
        const cancel = {
          get isCancellationRequested() {
            if (++asked === 2) change(source, target);
            return false;
          },
        };
        await remove(entry('copy'), {}, cancel);
        assert.ok(asked >= 2);
        assert.deepEqual([fs.existsSync(source), fs.readdirSync(to('lights'))], [true, ['1.fits']]);
      });
    }

    it('where the frame goes away while the two are compared', async () => {
      const { source, target } = copied();
      let asked = 0;
      const cancel = {
        get isCancellationRequested() {
          if (++asked === 2) fs.rmSync(source);
          return false;
        },
      };
      assert.equal(typeof (await remove(entry('copy'), {}, cancel)), 'string');
      assert.ok(asked >= 2);
      assert.equal(fs.readFileSync(target, 'utf8'), 'SIMPLE');
      assert.deepEqual(fs.readdirSync(to('lights')), ['1.fits']);
    });
  });

  describe('keeps what a forged marker names', () => {
    it('a copy, a hard link or a link of a file that is no frame of the archive', async () => {
      const mine = put(path.join(folder.path, 'home', 'mine.fits'));
      const { atime, mtime } = fs.statSync(mine);
      fs.utimesSync(put(to('lights', '1.fits')), atime, mtime);
      await stays(entry('copy', { source: mine }));
      fs.rmSync(to('lights', '1.fits'));
      fs.linkSync(mine, to('lights', '1.fits'));
      await stays(entry('hardlink', { source: mine }));
      fs.rmSync(to('lights', '1.fits'));
      fs.symlinkSync(mine, to('lights', '1.fits'));
      await stays(entry('symlink', { source: mine }));
    });

    it('a frame of the archive that lies in the checkout', async () => {
      copied();
      await stays(entry('copy'), { isFrame: () => true });
    });

    it('a file behind a folder that is a link', async () => {
      put(archive('1.fits'));
      const { atime, mtime } = fs.statSync(archive('1.fits'));
      fs.utimesSync(put(path.join(folder.path, 'home', '1.fits')), atime, mtime);
      fs.rmdirSync(to('lights'));
      fs.symlinkSync(path.join(folder.path, 'home'), to('lights'));
      await stays(entry('copy'));
    });

    it('a link that leads elsewhere', async () => {
      fs.symlinkSync(put(archive('2.fits')), to('lights', '1.fits'));
      put(archive('1.fits'));
      await stays(entry('symlink'));
    });
  });

  it('removes a link whose frame has another name now, which leads nowhere', async () => {
    const source = path.join(folder.path, 'elsewhere', '1.fits');
    fs.symlinkSync(source, to('lights', '1.fits'));
    assert.equal(await remove(entry('symlink', { source })), null);
  });

  it('tells what each removal frees, and nothing of what was gone', async () => {
    copied();
    fs.symlinkSync(archive('1.fits'), to('lights', '2.fits'));
    fs.linkSync(archive('1.fits'), to('lights', '3.fits'));
    const files = [
      entry('copy'),
      entry('symlink', { path: 'lights/2.fits' }),
      entry('hardlink', { path: 'lights/3.fits' }),
      entry('copy', { path: 'lights/4.fits' }),
    ];
    const remover = new Remover(to(), ownerOfFolder(archive()));
    const looks = await Promise.all(files.map((file) => remover.look(file)));
    assert.deepEqual(
      looks.map((look) => ('bytes' in look ? look.bytes : look.state)),
      [6, 0, 0, 'free'],
    );
    const freed = new Map<string, number | null>();
    await remover.removeAll(files, neverCancelled, (file, end) => {
      if (end.why === null) freed.set(file.path, end.bytes);
    });
    assert.deepEqual(
      files.map((file) => freed.get(file.path)),
      [6, 0, 0, null],
    );
  });

  it('does not read a hard link, which is the frame itself', async () => {
    put(archive('1.fits'));
    fs.linkSync(archive('1.fits'), to('lights', '1.fits'));
    const { result, made } = await whileRefusing(
      ({ name }) => (name === 'open' ? 'EACCES' : null),
      () => remove(entry('hardlink')),
    );
    assert.equal(result, null);
    assert.ok(!made.includes('open'));
  });

  it('says why a file stays that the system refuses to look at or to remove', async () => {
    for (const [made, call] of [
      ['copy', 'rename'],
      ['copy', 'lstat'],
      ['symlink', 'unlink'],
    ] as const) {
      fs.rmSync(to('lights', '1.fits'), { force: true });
      if (made === 'copy') copied();
      else fs.symlinkSync(archive('1.fits'), to('lights', '1.fits'));
      const { result } = await whileRefusing(
        ({ name }) => (name === call ? 'EPERM' : null),
        () => remove(entry(made)),
      );
      assert.ok(result?.includes('EPERM'), call);
      assert.deepEqual(fs.readdirSync(to('lights')), ['1.fits']);
    }
  });

  it('stops on cancel, and leaves a copy where it is', async () => {
    copied();
    await assert.rejects(remove(entry('copy'), {}, { isCancellationRequested: true }), CancelledError);
    assert.deepEqual(fs.readdirSync(to('lights')), ['1.fits']);
  });
});
