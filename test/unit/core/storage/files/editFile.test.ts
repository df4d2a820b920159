/** An archived file that is edited and renamed: whatever fails, it has its old name and header, or the next start goes on. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ArchiveError } from '../../../../../src/core/base/errors';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import { editFile } from '../../../../../src/core/storage/files/editFile';
import { editOf, type FileStep, newStem } from '../../../../../src/core/storage/files/fileStep';
import { FolderMaker } from '../../../../../src/core/storage/files/makeFolders';
import { isHalfDone, perform } from '../../../../../src/core/storage/files/perform';
import { failed } from '../../../../support/failed';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { type Call, whileRefusing } from '../../../../support/refuse';
import { whileReplacing, whileReplacingPromise } from '../../../../support/replaceCall';
import { fileStep } from '../../../../support/step';

const hashOf = (file: string) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const digest = (file: string) => Promise.resolve(hashOf(file));
/** Cards by which a header keeps its length, and those by which it grows. */
const FEW = [{ keyword: 'OBJECT', value: 'M 31' }];
const MANY = Array.from({ length: 40 }, (_, i) => ({ keyword: `KEY${i}`, value: i }));

describe('an archived file that is edited', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let [from, to] = ['', ''];
  beforeEach(() => {
    folder = temporaryFolder();
    from = writeFits(path.join(folder.path, 'old'), 'a.fits', light(1));
    to = path.join(folder.path, 'new', 'b.fits');
  });
  afterEach(() => folder.dispose());

  const planned = (
    target: string,
    cards: readonly { keyword: string; value: string | number }[],
  ): FileStep => {
    const { size, mtimeMs: mtime } = fs.statSync(from);
    const hash = hashOf(from);
    return fileStep(target === from ? 'stay' : 'move', {
      ...{ from, to: target, size, mtime, hash, sha256: hash, replaces: 1, known: true, amends: true },
      ...{ patches: cards.length === 0 ? [] : planEdit(from, cards), stem: newStem(target) },
    });
  };
  const edit = (step: FileStep, refuse: (call: Call) => string | null = () => null) =>
    whileRefusing(refuse, () => editFile(step, digest, new FolderMaker()));
  const left = () =>
    (fs.readdirSync(folder.path, { recursive: true }) as string[])
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.includes('/'))
      .sort();

  it('is written in its place where its header keeps its length, with or without a new name', async () => {
    for (const target of [from, to]) {
      writeFits(path.join(folder.path, 'old'), 'a.fits', light(1));
      const step = planned(target, FEW);
      const { ino } = fs.statSync(from);
      const { result } = await edit(step);
      assert.equal(result, hashOf(target));
      assert.notEqual(result, step.hash);
      assert.equal(fs.statSync(target).ino, ino);
    }
  });

  it('is rewritten beside where its header grows, under the name that the next start looks for', async () => {
    for (const target of [from, to]) {
      writeFits(path.join(folder.path, 'old'), 'a.fits', light(1));
      const step = planned(target, MANY);
      const fresh: unknown[] = [];
      const { result } = await edit(step, ({ name, args }) => {
        if (name === 'renameSync') fresh.push(args[0]);
        return null;
      });
      assert.deepEqual(fresh, [editOf(step)]);
      assert.equal(result, hashOf(target));
      assert.deepEqual(left(), [path.relative(folder.path, target).replaceAll('\\', '/')]);
    }
  });

  it('is as it was where the new one does not read back as it should', async () => {
    const step = planned(from, MANY);
    const blank = (real: typeof fs.writeSync) => (fd: number, bytes: string | NodeJS.ArrayBufferView) =>
      real(fd, Buffer.alloc(bytes instanceof Uint8Array ? bytes.length : 0));
    const { error } = await whileReplacing('writeSync', blank, () => edit(step));
    assert.ok(failed('format')(error));
    assert.deepEqual([left(), hashOf(from)], [['old/a.fits'], step.hash]);
  });

  it('needs a folder that takes changes only for a new name or a longer header', async () => {
    const noFolder = ({ name, args }: Call) =>
      name === 'access' && args[0] === path.dirname(from) ? 'EACCES' : null;
    assert.equal((await edit(planned(from, FEW), noFolder)).error, undefined);
    const { error, made } = await edit(planned(to, FEW), noFolder);
    assert.ok(failed('file', { path: from, reason: 'EACCES' })(error));
    assert.equal(made.includes('link'), false);
    assert.deepEqual(left(), ['old/a.fits']);
  });

  it('is left alone where it may not be written, or holds other bytes than the archive knows', async () => {
    const { error } = await edit(planned(to, FEW), ({ name, args }) =>
      name === 'access' && args[0] === from ? 'EACCES' : null,
    );
    assert.equal((error as NodeJS.ErrnoException).code, 'EACCES');
    const known = 'f'.repeat(64);
    const other = await edit({ ...planned(to, FEW), hash: known });
    const detail = {
      path: from,
      reason: 'other-bytes',
      expected: `SHA-256 ${known}`,
      got: hashOf(from),
    } as const;
    assert.ok(failed('file', detail)(other.error));
    assert.deepEqual(left(), ['old/a.fits']);
    assert.equal((await edit({ ...planned(to, FEW), hash: null })).result, hashOf(to), 'nothing is known');
  });

  it('counts as edited where the last call fails and every byte is on the disk', async () => {
    const step = planned(from, MANY);
    let isRenamed = false;
    const { result, error } = await edit(step, ({ name }) => {
      if (name === 'renameSync') isRenamed = true;
      return isRenamed && name === 'fsyncSync' ? 'EIO' : null;
    });
    assert.equal(error, undefined);
    assert.equal(result, hashOf(from));
    assert.notEqual(result, step.hash);
  });

  it('gets its old name again where its header cannot be edited', async () => {
    for (const cards of [FEW, MANY]) {
      const step = planned(to, cards);
      let synced = 0;
      const { error } = await edit(step, ({ name }) =>
        name === 'fsyncSync' && synced++ === 0 ? 'ENOSPC' : null,
      );
      assert.ok(failed('file', { reason: 'ENOSPC' })(error));
      assert.deepEqual(left(), ['old/a.fits']);
      assert.equal(hashOf(from), step.hash);
      assert.equal(await isHalfDone(step), false);
    }
  });

  it('keeps its new name where the old one cannot be given back, and the error says so', async () => {
    const step = planned(to, FEW);
    let links = 0;
    const { error } = await edit(step, ({ name }) => {
      if (name === 'link') return links++ === 0 ? null : 'EROFS';
      return name === 'fsyncSync' ? 'ENOSPC' : null;
    });
    assert.ok(failed('file', { path: from, reason: 'ENOSPC' })(error));
    assert.ok(failed('file', /b\.fits/)(error) && failed('file', /EROFS/)(error));
    assert.notEqual((error as ArchiveError).detail.advice, undefined);
    assert.deepEqual([left(), hashOf(to)], [['new/b.fits'], step.hash]);
    assert.equal(await isHalfDone(step), true);
  });

  describe('in its name', () => {
    const noLinks =
      (code: string) =>
      ({ name }: Call) =>
        name === 'link' ? code : null;

    it('is linked, renamed or copied, as its drive lets it', async () => {
      for (const [code, call] of [
        [null, 'unlink'],
        ['EPERM', 'rename'],
        ['EXDEV', 'copyFile'],
      ] as const) {
        writeFits(path.join(folder.path, 'old'), 'a.fits', light(1));
        const step = planned(to, []);
        const { result, made, error } = await edit(step, code === null ? () => null : noLinks(code));
        assert.deepEqual([error, result], [undefined, null]);
        assert.deepEqual([left(), hashOf(to)], [['new/b.fits'], step.hash]);
        const used = ['unlink', 'rename', 'copyFile'].filter((name) => made.includes(name));
        assert.ok(used.includes(call), used.join());
        assert.equal(used.includes('copyFile'), code === 'EXDEV');
        fs.rmSync(to);
      }
    });

    it('stays where a link is refused for another reason, or the name is taken', async () => {
      const { error, made } = await edit(planned(to, []), noLinks('EIO'));
      assert.equal((error as NodeJS.ErrnoException).code, 'EIO');
      assert.equal(made.includes('rename') || made.includes('copyFile'), false);
      fs.writeFileSync(to, 'of somebody else');
      for (const refuse of [() => null, noLinks('EPERM')]) {
        const taken = await edit(planned(to, []), refuse);
        assert.equal((taken.error as NodeJS.ErrnoException).code, 'EEXIST');
        assert.equal(fs.readFileSync(to, 'utf8'), 'of somebody else');
      }
      assert.deepEqual(left(), ['new/b.fits', 'old/a.fits']);
    });

    it('leaves no empty file where it cannot be renamed', async () => {
      const { error } = await edit(planned(to, []), ({ name }) =>
        name === 'link' ? 'EPERM' : name === 'rename' ? 'EIO' : null,
      );
      assert.equal((error as NodeJS.ErrnoException).code, 'EIO');
      assert.deepEqual(left(), ['old/a.fits']);
    });

    it('is renamed in case alone where both spellings are one name', async function () {
      // There they are one, and what the test puts in its place is not asked.
      if (process.platform === 'win32') return this.skip();
      const upper = path.join(path.dirname(from), 'A.fits');
      const asIs = (file: unknown) => (file === upper && !fs.existsSync(upper) ? from : file);
      // As on a drive where case does not count: the new name is there, and cannot be linked.
      const { error } = await whileReplacingPromise(
        'lstat',
        (real) => (file, options) => real(asIs(file) as string, options as fs.StatOptions),
        () => edit(planned(upper, []), noLinks('EEXIST')),
      );
      assert.equal(error, undefined);
      assert.deepEqual(left(), ['old/A.fits']);
    });
  });
});

describe('a step that was not done', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('is half done where an archived file has its new name alone, or a header is half written', async () => {
    const [from, to] = [path.join(folder.path, 'a.fits'), path.join(folder.path, 'b.fits')];
    const table: unknown[] = [];
    for (const there of [[], [from], [to], [from, to]]) {
      for (const file of [from, to]) fs.rmSync(file, { force: true });
      for (const file of there) fs.writeFileSync(file, 'bytes');
      const step = fileStep('move', { from, to });
      table.push([await isHalfDone({ ...step, amends: true }), await isHalfDone(step)]);
    }
    assert.deepEqual(table, [
      [false, false],
      [false, false],
      [true, false],
      [false, false],
    ]);
    assert.equal(await isHalfDone(fileStep('stay', { from: to, to, amends: true })), false);
    fs.rmSync(to);
    assert.equal(await isHalfDone(fileStep('stay', { from: to, to, amends: true })), false);
    fs.writeFileSync(to, 'Bbb');
    const patches = [{ offset: 0, before: Buffer.from('bbb'), after: Buffer.from('BBB') }];
    for (const kind of ['move', 'stay'] as const)
      assert.equal(await isHalfDone(fileStep(kind, { from, to, patches })), true);
  });

  it('says why with the file that the system means', async () => {
    const from = writeFits(folder.path, 'a.fits', light(1));
    const { size, mtimeMs: mtime } = fs.statSync(from);
    const step = fileStep('move', { from, to: path.join(folder.path, 'b.fits'), size, mtime });
    const { error, made } = await whileRefusing(
      ({ name }) => (name === 'link' ? 'EIO' : null),
      () => perform({ ...step, stem: newStem(step.to) }, digest),
    );
    assert.ok(failed('file', { path: from, reason: 'EIO' })(error));
    assert.equal(made.includes('copyFile'), false, 'a drive that fails is no other drive');
  });
});
