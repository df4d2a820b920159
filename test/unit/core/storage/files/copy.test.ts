/** A copy gets its name only when it is whole, and every name that it had meanwhile goes. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { copyTo, takeName } from '../../../../../src/core/storage/files/copy';
import { isSameTime } from '../../../../../src/core/storage/files/fileState';
import { partOf } from '../../../../../src/core/storage/files/fileStep';
import { temporaryFolder } from '../../../../support/makeFits';
import { type Call, whileRefusing } from '../../../../support/refuse';
import { fileStep } from '../../../../support/step';

const hashOf = (file: string) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const digest = (file: string) => Promise.resolve(hashOf(file));
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;

describe('a copy of a file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let [from, part, to] = ['', '', ''];
  beforeEach(() => {
    folder = temporaryFolder();
    const stem = path.join(folder.path, '.astro-archive-0123456789ab');
    [from, part, to] = [path.join(folder.path, 'a.fits'), partOf({ stem }), path.join(folder.path, 'b.fits')];
    fs.writeFileSync(from, 'bytes');
    fs.utimesSync(from, 1_735_855_200.123, 1_735_855_200.123);
  });
  afterEach(() => folder.dispose());

  const left = () =>
    fs.readdirSync(folder.path).map((name) => (name === path.basename(part) ? 'part' : name));
  const step = () => {
    const { size, mtimeMs: mtime } = fs.statSync(from);
    const stem = part.slice(0, -'.part'.length);
    return fileStep('copy', { from, to, size, mtime, hash: hashOf(from), stem });
  };
  const is = (name: string, file: string) => (call: Call) => call.name === name && call.args[0] === file;

  it('has the bytes and the time of the original', async () => {
    assert.equal(await copyTo(step(), digest), null);
    assert.deepEqual(left(), ['a.fits', 'b.fits']);
    assert.equal(hashOf(to), hashOf(from));
    assert.ok(isSameTime(fs.statSync(to).mtimeMs, fs.statSync(from).mtimeMs));
  });

  it('is compared with the original where its hash is not known yet', async () => {
    const asked: string[] = [];
    const noting = (file: string) => (asked.push(file), digest(file));
    await copyTo({ ...step(), hash: null }, noting);
    assert.deepEqual(asked, [from, part]);
    asked.length = 0;
    fs.rmSync(to);
    await copyTo(step(), noting);
    assert.deepEqual(asked, [part]);
  });

  it('is made writable only where it is not', async () => {
    for (const [code, expected] of [
      ['EACCES', undefined],
      ['EPERM', undefined],
      ['EIO', 'EIO'],
    ] as const) {
      let refused = 0;
      const { error, made } = await whileRefusing(
        (call) => (is('open', part)(call) && refused++ === 0 ? code : null),
        () => copyTo(step(), digest),
      );
      assert.equal(codeOf(error), expected);
      assert.equal(made.includes('chmod'), expected === undefined, code);
      assert.deepEqual(left(), expected === undefined ? ['a.fits', 'b.fits'] : ['a.fits']);
      fs.rmSync(to, { force: true });
    }
  });

  it('never takes the place of an unfinished one that lies there, nor goes with it', async () => {
    fs.writeFileSync(to, 'of somebody else');
    const { error } = await whileRefusing(
      () => null,
      () => copyTo(step(), digest),
    );
    assert.equal(codeOf(error), 'EEXIST');
    assert.deepEqual(left(), ['a.fits', 'b.fits']);
    assert.equal(fs.readFileSync(to, 'utf8'), 'of somebody else');
  });

  describe('that is finished', () => {
    beforeEach(() => fs.writeFileSync(part, 'bytes'));

    const take = (refuse: (call: Call) => string | null) => whileRefusing(refuse, () => takeName(part, to));

    it('has one name, on a drive without links as well', async () => {
      for (const code of [null, 'EPERM', 'ENOTSUP']) {
        fs.writeFileSync(part, 'bytes');
        const { error } = await take(({ name }) => (name === 'link' ? code : null));
        assert.equal(error, undefined);
        assert.deepEqual(left(), ['a.fits', 'b.fits']);
        assert.equal(fs.readFileSync(to, 'utf8'), 'bytes');
        fs.rmSync(to);
      }
    });

    it('is not renamed where a link is refused for another reason', async () => {
      const { error, made } = await take(({ name }) => (name === 'link' ? 'EIO' : null));
      assert.deepEqual([codeOf(error), made], ['EIO', ['link']]);
    });

    it('leaves no empty file where it cannot be renamed', async () => {
      const { error } = await take(({ name }) =>
        name === 'link' ? 'EPERM' : name === 'rename' ? 'EIO' : null,
      );
      assert.equal(codeOf(error), 'EIO');
      assert.deepEqual(left(), ['part', 'a.fits']);
    });

    it('loses its new name again where the old one stays', async () => {
      const { error } = await take((call) => (is('unlink', part)(call) ? 'EIO' : null));
      assert.equal(codeOf(error), 'EIO');
      assert.deepEqual(left(), ['part', 'a.fits']);
    });

    it('lies where it belongs where names can be made but not taken away', async () => {
      const { error } = await take(({ name }) => (name === 'unlink' ? 'EPERM' : null));
      assert.equal(error, undefined);
      assert.deepEqual(left(), ['part', 'a.fits', 'b.fits']);
    });
  });
});
