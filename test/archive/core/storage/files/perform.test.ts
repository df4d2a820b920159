/** What becomes of files that are taken in, removed, or swapped in the last moment. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import { type FileStep, newStem } from '../../../../../src/core/storage/files/fileStep';
import { applyPatches } from '../../../../../src/core/storage/files/patches';
import { perform, UnseenError } from '../../../../../src/core/storage/files/perform';
import { failed } from '../../../../support/failed';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { whileRefusing } from '../../../../support/refuse';
import { fileStep } from '../../../../support/step';

const hashOf = (file: string) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const digest = (file: string) => Promise.resolve(hashOf(file));

describe('a step on a file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const at = (name: string) => path.join(folder.path, name);
  const left = () => fs.readdirSync(folder.path).sort();

  /** Of `from.fits`, to `to.fits`. */
  function stepFor(kind: FileStep['do'], changes: Partial<FileStep> = {}): FileStep {
    const from = fs.existsSync(at('from.fits'))
      ? at('from.fits')
      : writeFits(folder.path, 'from.fits', light(1));
    const { size, mtimeMs: mtime } = fs.statSync(from);
    const to = kind === 'stay' ? from : at('to.fits');
    const hash = hashOf(from);
    return fileStep(kind, { from, to, size, mtime, hash, sha256: hash, stem: newStem(to), ...changes });
  }
  const edit = (file: string) => planEdit(file, [{ keyword: 'OBJECT', value: 'M 31' }]);

  describe('that takes in what is there already', () => {
    it('gives up a source that is a second name of it, where it may', async () => {
      const step = stepFor('adopt', { givesUp: true });
      fs.linkSync(step.from, step.to);
      const placed = await perform(step, digest);
      assert.deepEqual([placed.sourceKept, placed.editedSha256, left()], [false, null, ['to.fits']]);
    });

    it('leaves a second name where it may not give it up, and a copy in any case', async () => {
      const kept = stepFor('adopt');
      fs.linkSync(kept.from, kept.to);
      assert.equal((await perform(kept, digest)).sourceKept, true);
      fs.rmSync(kept.to);
      fs.copyFileSync(kept.from, kept.to);
      assert.equal((await perform({ ...kept, givesUp: true }, digest)).sourceKept, true);
      assert.deepEqual(left(), ['from.fits', 'to.fits']);
    });

    it('edits it as a second name before it gives the source up', async () => {
      const step = stepFor('adopt', { givesUp: true });
      const patches = edit(step.from);
      fs.linkSync(step.from, step.to);
      const placed = await perform({ ...step, patches }, digest);
      assert.deepEqual([placed.sourceKept, left()], [false, ['to.fits']]);
      assert.equal(placed.editedSha256, hashOf(step.to));
      assert.notEqual(placed.editedSha256, step.sha256);
    });

    it('reads what an earlier edit has made of a copy', async () => {
      const step = stepFor('adopt');
      const patches = edit(step.from);
      fs.copyFileSync(step.from, step.to);
      assert.equal((await perform({ ...step, patches }, digest)).editedSha256, null, 'not edited after all');
      applyPatches(step.to, patches);
      assert.equal((await perform({ ...step, patches }, digest)).editedSha256, hashOf(step.to));
      assert.equal((await perform(step, digest)).editedSha256, null, 'nothing was to be edited');
    });
  });

  describe('that removes a copy', () => {
    it('removes it where the file that stays is what it was made of', async () => {
      const step = stepFor('remove');
      fs.copyFileSync(step.from, step.to);
      const placed = await perform(step, digest);
      assert.deepEqual(left(), ['to.fits']);
      const { size, mtime } = step;
      assert.deepEqual(placed, { size, mtime, editedSha256: null, sourceKept: false });
    });

    it('removes a second name, and never the one name of a file that is reached in two ways', async () => {
      const step = stepFor('remove');
      fs.linkSync(step.from, step.to);
      await perform(step, digest);
      assert.deepEqual(left(), ['to.fits']);
      fs.mkdirSync(at('real'));
      fs.symlinkSync(at('real'), at('way'));
      const [from, to] = [at('real/to.fits'), at('way/to.fits')];
      fs.renameSync(step.to, from);
      const { mtimeMs: mtime } = fs.statSync(from);
      await assert.rejects(perform({ ...step, from, to, mtime }, digest), failed('file'));
      assert.ok(fs.existsSync(from));
    });

    it('leaves it where the other file is another one, gone, or not known', async () => {
      const step = stepFor('remove');
      await assert.rejects(perform(step, digest), failed('file'));
      fs.writeFileSync(step.to, 'another file');
      await assert.rejects(perform(step, digest), failed('file'));
      fs.copyFileSync(step.from, step.to);
      await assert.rejects(perform({ ...step, hash: null }, digest), failed('file'));
      assert.deepEqual(left(), ['from.fits', 'to.fits']);
    });
  });

  it('is refused for a file that is not the one that was planned for', async () => {
    for (const kind of ['move', 'copy', 'stay', 'adopt', 'remove'] as const) {
      for (const change of [{ size: 1 }, { mtime: 1e12 }] as const) {
        const step = stepFor(kind, change);
        await assert.rejects(perform(step, digest), failed('file'), kind);
        assert.deepEqual(left(), ['from.fits']);
      }
    }
    const step = stepFor('move');
    fs.renameSync(step.from, at('real.fits'));
    fs.symlinkSync(at('real.fits'), step.from);
    await assert.rejects(perform(step, digest), failed('file'));
    assert.deepEqual(left(), ['from.fits', 'real.fits']);
  });

  it('never takes a name that another file has', async () => {
    for (const noLinks of [null, 'EPERM']) {
      for (const kind of ['move', 'copy'] as const) {
        const step = stepFor(kind);
        fs.writeFileSync(step.to, 'somebody else’s');
        const { error } = await whileRefusing(
          ({ name }) => (name === 'link' ? noLinks : null),
          () => perform(step, digest),
        );
        assert.ok(failed('exists')(error));
        assert.deepEqual(
          [left(), fs.readFileSync(step.to, 'utf8')],
          [['from.fits', 'to.fits'], 'somebody else’s'],
        );
        fs.rmSync(step.to);
      }
    }
  });

  it('leaves no second name of a file that was swapped after it was looked at', async () => {
    for (const patches of [false, true]) {
      const step = stepFor('move');
      const planned = { ...step, patches: patches ? edit(step.from) : [] };
      let swapped = false;
      const { error } = await whileRefusing(
        ({ name }) => {
          if (name !== 'link' || swapped) return null;
          swapped = true;
          fs.appendFileSync(step.from, 'other bytes');
          return null;
        },
        () => perform(planned, digest),
      );
      assert.ok(swapped && failed('file')(error));
      assert.deepEqual(left(), ['from.fits']);
      fs.rmSync(step.from);
    }
  });

  it('throws away a copy that differs from what was read, and leaves the original', async () => {
    const step = stepFor('copy');
    for (const hash of ['0'.repeat(64), null]) {
      let calls = 0;
      const wrong = (file: string) => Promise.resolve(`${hashOf(file)}${calls++}`);
      await assert.rejects(perform({ ...step, hash }, wrong), failed('file'));
      assert.deepEqual(left(), ['from.fits']);
    }
  });

  it('copies a read-only file, and edits the copy', async function () {
    const step = stepFor('copy', { patches: edit(stepFor('copy').from) });
    fs.chmodSync(step.from, 0o444);
    let refused = 0;
    // As for a plain user: root may open it all the same.
    const { result } = await whileRefusing(
      ({ name, args }) =>
        name === 'open' && args[1] === 'r+' && (fs.statSync(String(args[0])).mode & 0o200) === 0
          ? (refused++, 'EACCES')
          : null,
      () => perform(step, digest),
    );
    assert.equal(refused, process.platform === 'win32' ? refused : 1);
    assert.equal(result?.editedSha256, hashOf(step.to));
    assert.equal(hashOf(step.from), step.hash);
  });

  it('names the file that an error is about', async () => {
    const pathOf = async (
      kind: FileStep['do'],
      call: string,
      code: string,
      which: 'from' | 'to' | 'none',
    ) => {
      const step = stepFor(kind, kind === 'stay' ? { patches: edit(stepFor(kind).from) } : {});
      const { error } = await whileRefusing(
        ({ name, args }) => (name === call && (which === 'none' || args[0] === step[which]) ? code : null),
        () => perform(step, digest),
      );
      fs.rmSync(step.to, { force: true });
      assert.ok(failed('file')(error));
      const { path: named } = (error as { detail: { path?: string } }).detail;
      return named === step.from ? 'from' : named === step.to ? 'to' : named;
    };
    assert.equal(await pathOf('move', 'lstat', 'EACCES', 'from'), 'from');
    assert.equal(await pathOf('move', 'mkdir', 'EACCES', 'none'), 'to');
    assert.equal(await pathOf('copy', 'copyFile', 'ENOSPC', 'from'), 'to', 'the drive that is full');
    assert.equal(await pathOf('copy', 'copyFile', 'EDQUOT', 'from'), 'to');
    assert.equal(await pathOf('copy', 'copyFile', 'EIO', 'from'), 'from');
  });

  it('says that a file lies where it belongs although it could not be looked at', async () => {
    for (const kind of ['move', 'copy'] as const) {
      const step = stepFor(kind);
      const { error } = await whileRefusing(
        ({ name, args }) => (name === 'stat' && args[0] === step.to ? 'EIO' : null),
        () => perform(step, digest),
      );
      assert.ok(error instanceof UnseenError, kind);
      assert.equal(hashOf(step.to), step.hash);
      fs.rmSync(step.to);
    }
    const listed = stepFor('stay');
    const { error } = await whileRefusing(
      ({ name }) => (name === 'stat' ? 'EIO' : null),
      () => perform(listed, digest),
    );
    assert.ok(failed('file')(error) && !(error instanceof UnseenError), 'nothing was done to it');
  });
});
