/** Rewriting a file beside itself: the old one or the new one, with its times, mode and owner. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { HeaderPatch } from '../../../../../src/core/formats/fits/edit';
import { isSameTime } from '../../../../../src/core/storage/files/fileState';
import { rewriteFile } from '../../../../../src/core/storage/files/rewrite';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { leavesNothingOpen, whileReplacing } from '../../../../support/replaceCall';

const TIME = 1_735_855_200.123456;
const patch = (offset: number, before: string, after: string): HeaderPatch => ({
  offset,
  before: Buffer.from(before),
  after: Buffer.from(after),
});
const LONGER = [patch(4, 'bb', 'BBBB')];
const SAME = [patch(4, 'bb', 'BB')];
const pass = () => undefined;

describe('a file that is rewritten', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.fits');
    fs.writeFileSync(file, 'aaaabbcccc');
    fs.utimesSync(file, TIME - 50, TIME);
  });
  afterEach(() => folder.dispose());

  const text = () => fs.readFileSync(file, 'latin1');
  const left = () => fs.readdirSync(folder.path);
  const isTimeKept = () => isSameTime(fs.statSync(file).mtimeMs, TIME * 1000);

  for (const [what, patches, expected] of [
    ['of the same length', SAME, 'aaaaBBcccc'],
    ['longer', LONGER, 'aaaaBBBBcccc'],
    ['shorter', [patch(4, 'bb', '')], 'aaaacccc'],
    ['from its first byte to behind its last', [patch(10, '', 'zz'), patch(0, 'a', 'AA')], 'AAaaabbcccczz'],
    [
      'whose patches come in any order',
      [patch(8, 'cc', 'C'), patch(0, 'aa', 'AAA'), patch(4, 'bb', 'B')],
      'AAAaaBccC',
    ],
    [
      'whose patches keep its length and come in any order',
      [patch(8, 'cc', 'CC'), patch(0, 'aa', 'AA')],
      'AAaabbccCC',
    ],
  ] as const) {
    it(`has its times, and nothing beside it, where the new one is ${what}`, () => {
      let checked = '';
      rewriteFile(file, patches, (fresh) => {
        checked = fs.readFileSync(fresh, 'latin1');
        assert.equal(text(), 'aaaabbcccc', 'the old one is there until the new one is looked at');
        assert.equal(path.dirname(fresh), folder.path);
      });
      assert.equal(checked, expected);
      assert.ok(isTimeKept());
      assert.equal(text(), expected);
      assert.deepEqual(left(), ['a.fits']);
    });
  }

  it('was read last when the old one was', () => {
    const { atimeMs } = fs.statSync(file);
    rewriteFile(file, LONGER, pass);
    assert.ok(isSameTime(fs.statSync(file).atimeMs, atimeMs));
  });

  it('has its times to the microsecond, which no edit makes earlier or later', function () {
    // Windows keeps times of its own exactness.
    if (process.platform === 'win32') return this.skip();
    for (let i = 0; i < 20; i++) {
      fs.utimesSync(file, TIME + i * 0.012345, TIME + i * 0.034567);
      const { atimeMs, mtimeMs } = fs.statSync(file);
      rewriteFile(file, i % 2 === 0 ? LONGER : SAME, pass);
      const now = fs.statSync(file);
      // A double holds milliseconds since 1970 to a quarter of a microsecond.
      assert.ok(Math.abs(now.atimeMs - atimeMs) < 0.0008, `${now.atimeMs} ${atimeMs}`);
      assert.ok(Math.abs(now.mtimeMs - mtimeMs) < 0.0008, `${now.mtimeMs} ${mtimeMs}`);
    }
  });

  it('is copied piece by piece where it is large, behind the patches and between them', () => {
    const large = Buffer.alloc(
      2 * (1 << 20) + 17,
      Uint8Array.from({ length: 251 }, (_, i) => i),
    );
    fs.writeFileSync(file, large);
    const at = (1 << 20) + 500;
    rewriteFile(file, [patch(at, 'xx', 'yyy'), patch(7, 'x', '')], pass);
    const expected = [
      large.subarray(0, 7),
      large.subarray(8, at),
      Buffer.from('yyy'),
      large.subarray(at + 2),
    ];
    assert.ok(fs.readFileSync(file).equals(Buffer.concat(expected)));
  });

  it('is called as asked until it is finished', () => {
    const fresh = path.join(folder.path, '.astro-archive-0123456789ab.edit');
    for (const patches of [SAME, LONGER]) {
      fs.writeFileSync(file, 'aaaabbcccc');
      rewriteFile(file, patches, (name) => assert.equal(name, fresh), { fresh });
    }
    assert.deepEqual(left(), ['a.fits']);
  });

  it('leaves a file alone that has its name, and the old one as it is', () => {
    const fresh = path.join(folder.path, 'fresh');
    fs.writeFileSync(fresh, 'of somebody else');
    for (const patches of [SAME, LONGER]) {
      assert.throws(() => rewriteFile(file, patches, pass, { fresh }), failed('exists'));
      assert.deepEqual([text(), fs.readFileSync(fresh, 'utf8')], ['aaaabbcccc', 'of somebody else']);
    }
  });

  it('is thrown away where a look at it fails', () => {
    for (const patches of [SAME, LONGER]) {
      const refuse = () => {
        throw new Error('no image');
      };
      assert.throws(() => rewriteFile(file, patches, refuse), failed('file', { path: file }));
      assert.deepEqual([text(), left(), isTimeKept()], ['aaaabbcccc', ['a.fits'], true]);
    }
  });

  describe('is thrown away where another program', () => {
    const refused = (change: () => void, patches: readonly HeaderPatch[] = SAME) => {
      assert.throws(() => rewriteFile(file, patches, change), failed('file', { path: file }));
      assert.deepEqual(left(), ['a.fits']);
    };

    it('made the old one longer, whatever time that has', () => {
      refused(() => {
        fs.appendFileSync(file, 'd');
        fs.utimesSync(file, TIME, TIME);
      });
      assert.equal(text(), 'aaaabbccccd');
    });

    it('wrote into the old one', () => {
      refused(() => fs.writeFileSync(file, 'dddddddddd'), LONGER);
      assert.equal(text(), 'dddddddddd');
    });

    it('put another file of the same size and time in its place', () => {
      // Another one that is there already has another number for certain.
      const other = path.join(folder.path, 'other');
      fs.writeFileSync(other, 'dddddddddd');
      const { atimeMs, mtimeMs } = fs.statSync(file);
      fs.utimesSync(other, (atimeMs + 0.0005) / 1000, (mtimeMs + 0.0005) / 1000);
      fs.utimesSync(file, (atimeMs + 0.0005) / 1000, (mtimeMs + 0.0005) / 1000);
      refused(() => fs.renameSync(other, file));
      assert.equal(text(), 'dddddddddd');
    });

    it('cut the old one off while it was copied', () => {
      whileReplacing(
        'readSync',
        () => () => 0,
        () =>
          assert.throws(
            () => rewriteFile(file, LONGER, pass),
            failed('file', { path: file, expected: '10 bytes', got: '0 bytes' }),
          ),
      );
      assert.deepEqual([text(), left()], ['aaaabbcccc', ['a.fits']]);
    });
  });

  describe('has the mode and owner of the old one', () => {
    const { uid, gid } = fs.statSync(__filename);

    before(function () {
      if (process.platform === 'win32') this.skip();
    });

    it('as it is, whatever the mask of the process', () => {
      for (const mode of [0o600, 0o666, 0o640]) {
        fs.chmodSync(file, mode);
        rewriteFile(file, LONGER, pass);
        fs.writeFileSync(file, 'aaaabbcccc');
        assert.equal(fs.statSync(file).mode & 0o7777, mode);
      }
    });

    /** Rewrites a file of which the new one at first belongs to others; returns who it was given to. */
    function given(change: { uid?: number; gid?: number }, code: string | null) {
      const owners: unknown[] = [];
      const rewrite = () => rewriteFile(file, LONGER, pass);
      const refusing = () =>
        whileReplacing(
          'fchownSync',
          () => (_fd, toUser, toGroup) => {
            owners.push([toUser, toGroup]);
            if (code !== null) throw Object.assign(new Error(code), { code });
          },
          rewrite,
        );
      const run = () =>
        whileReplacing('fstatSync', (real) => (fd) => Object.assign(real(fd), change), refusing);
      return { owners, run };
    }

    it('where the system makes it one of somebody else', () => {
      const own = fs.statSync(file);
      for (const change of [{ uid: own.uid + 1 }, { gid: own.gid + 1 }]) {
        fs.writeFileSync(file, 'aaaabbcccc');
        const { owners, run } = given(change, null);
        run();
        assert.deepEqual(owners, [[own.uid, own.gid]]);
        assert.equal(text(), 'aaaaBBBBcccc');
      }
      const { owners, run } = given({}, null);
      fs.writeFileSync(file, 'aaaabbcccc');
      run();
      assert.deepEqual(owners, [], 'it is one of the same');
    });

    it('unless the system lets nobody give it away, and fails where it refuses for another reason', () => {
      given({ uid: uid + 1 }, 'EPERM').run();
      assert.equal(text(), 'aaaaBBBBcccc');
      fs.writeFileSync(file, 'aaaabbcccc');
      assert.throws(given({ gid: gid + 1 }, 'EIO').run, failed('file', { reason: 'EIO' }));
      assert.deepEqual([text(), left()], ['aaaabbcccc', ['a.fits']]);
    });
  });

  it('stays as it is where it is read-only', async () => {
    const { error } = await whileRefusing(
      ({ name }) => (name === 'accessSync' ? 'EACCES' : null),
      () => Promise.resolve().then(() => rewriteFile(file, SAME, pass)),
    );
    assert.ok(failed('file', { path: file, reason: 'EACCES' })(error));
    assert.deepEqual([text(), left()], ['aaaabbcccc', ['a.fits']]);
  });

  it('leaves no file open', () => {
    const refuse = () => {
      throw new Error('no image');
    };
    for (const check of [refuse, pass]) {
      for (const patches of [SAME, LONGER]) {
        fs.writeFileSync(file, 'aaaabbcccc');
        leavesNothingOpen(() => rewriteFile(file, patches, check));
      }
    }
  });
});
