/** Whether a file can be taken back at this moment, for every state in which it may lie. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { planEdit } from '../../../../../src/core/formats/image/imageFile';
import type { Back } from '../../../../../src/core/operations/history/planUndo';
import { chanceOf } from '../../../../../src/core/operations/history/whyNot';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import { applyPatches, inverse } from '../../../../../src/core/storage/files/patches';
import type { Trust } from '../../../../../src/core/storage/journal/trust';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { fileStep } from '../../../../support/step';

const TRUSTED: Trust = { isTrusted: true, isInside: () => false };

describe('the chance to take a file back', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const at = (name: string) => path.join(folder.path, name);

  /** Of an archived file that lies at `to.fits` and came from `from.fits`, which is free. */
  function back(what: Back['what'], changes: Partial<FileStep> = {}): Back {
    const from = writeFits(folder.path, 'archived.fits', light());
    const patches = what === 'restored' ? edited(from) : [];
    const { size, mtimeMs: mtime } = fs.statSync(from);
    const to = what === 'restored' || what === 'unlisted' ? from : at('original.fits');
    return { what, step: fileStep('move', { from, to, size, mtime, patches, ...changes }) };
  }

  /** Edits the header of a file and returns what takes the edit back. */
  function edited(file: string): FileStep['patches'] {
    const patches = planEdit(file, [{ keyword: 'OBJECT', value: 'M 31' }]);
    applyPatches(file, patches);
    return inverse(patches);
  }

  const kindOf = async (one: Back, trust = TRUSTED) => (await chanceOf(one, trust)).kind;

  it('is there while the file lies as the operation left it', async () => {
    for (const what of ['moved', 'restored', 'unlisted'] as const) {
      assert.equal(await kindOf(back(what)), 'possible', what);
    }
    const removed = back('removed');
    fs.copyFileSync(removed.step.from, removed.step.to);
    assert.equal(await kindOf(removed), 'possible');
  });

  it('is refused where size or time is another one', async () => {
    for (const what of ['moved', 'removed', 'restored', 'unlisted'] as const) {
      const { step } = back(what);
      if (what === 'removed') fs.copyFileSync(step.from, step.to);
      assert.equal(await kindOf({ what, step: { ...step, size: step.size + 1 } }), 'refused', what);
      assert.equal(await kindOf({ what, step: { ...step, mtime: step.mtime + 5 } }), 'refused', what);
      fs.rmSync(at('original.fits'), { force: true });
    }
  });

  it('is refused where another file has the old name, and not where that is a second name of it', async () => {
    const one = back('moved');
    fs.copyFileSync(one.step.from, one.step.to);
    assert.equal(await kindOf(one), 'refused');
    fs.rmSync(one.step.to);
    fs.symlinkSync(one.step.from, one.step.to);
    assert.equal(await kindOf(one), 'refused', 'a link that somebody has put there');
  });

  it('is refused for a copy whose original is gone: it may be the last one', async () => {
    assert.equal(await kindOf(back('removed')), 'refused');
  });

  it('has nothing left to do where an undo that was cut off has been', async () => {
    const moved = back('moved');
    fs.renameSync(moved.step.from, moved.step.to);
    assert.equal(await kindOf(moved), 'already');
    fs.appendFileSync(moved.step.to, 'x');
    assert.equal(await kindOf(moved), 'refused', 'another file lies at the old place');
    fs.rmSync(moved.step.to);
    assert.equal(await kindOf(moved), 'refused', 'it lies nowhere');
    const removed = back('removed');
    fs.renameSync(removed.step.from, removed.step.to);
    assert.equal(await kindOf(removed), 'already');
    fs.rmSync(removed.step.to);
    assert.equal(await kindOf(removed), 'refused', 'both are gone');
    const unlisted = back('unlisted');
    fs.rmSync(unlisted.step.from);
    assert.equal(await kindOf(unlisted), 'already');
    const restored = back('restored');
    fs.rmSync(restored.step.from);
    assert.equal(await kindOf(restored), 'refused');
  });

  it('knows a header that has been put back already', async () => {
    const one = back('restored');
    const { step } = one;
    assert.equal(await kindOf(one), 'possible');
    applyPatches(step.from, step.patches);
    fs.utimesSync(step.from, 1e9, 1e9);
    assert.equal(await kindOf(one), 'already', 'whatever time it has got');
    assert.equal(await kindOf({ ...one, what: 'unlisted' }), 'refused');
  });

  it('knows a longer header that has been taken back by the size of the file', async () => {
    const from = writeFits(folder.path, 'archived.fits', light());
    const before = fs.readFileSync(from);
    const cards = Array.from({ length: 40 }, (_, i) => ({ keyword: 'HISTORY', value: `${i}` }));
    const patches = planEdit(from, cards);
    applyPatches(from, patches);
    const { size, mtimeMs: mtime } = fs.statSync(from);
    assert.ok(size > before.length);
    const step = fileStep('move', { from, to: at('original.fits'), size, mtime, patches: inverse(patches) });
    assert.equal(await kindOf({ what: 'moved', step }), 'possible');
    fs.rmSync(from);
    fs.writeFileSync(step.to, before);
    assert.equal(await kindOf({ what: 'moved', step }), 'already');
    const stays: Back = { what: 'restored', step: { ...step, from: step.to } };
    assert.equal(await kindOf(stays), 'already');
  });

  it('is there for a file that is no image, as long as nothing of it is edited', async () => {
    const from = at('archived.fits.gz');
    fs.writeFileSync(from, 'packed');
    const { size, mtimeMs: mtime } = fs.statSync(from);
    const step = fileStep('move', { from, to: at('original.fits.gz'), size, mtime });
    assert.equal(await kindOf({ what: 'moved', step }), 'possible');
  });

  it('is refused for an edit that reaches beyond the header', async () => {
    const { step } = back('restored');
    const at = step.size - 100;
    const patches = [
      { offset: at, before: fs.readFileSync(step.from).subarray(at), after: new Uint8Array(100).fill(9) },
    ];
    assert.equal(await kindOf({ what: 'restored', step: { ...step, patches } }), 'refused');
  });

  it('asks for printable bytes only where the journal is not trusted', async () => {
    const { step } = back('restored');
    const bytes = fs.readFileSync(step.from);
    const offset = bytes.indexOf("'M 31") + 1;
    const patches = [{ offset, before: bytes.subarray(offset, offset + 1), after: Uint8Array.of(0xfc) }];
    const one: Back = { what: 'restored', step: { ...step, patches } };
    assert.equal(await kindOf(one), 'possible');
    assert.equal(await kindOf(one, { isTrusted: false, isInside: () => true }), 'refused');
  });

  it('is refused outside the archive where the journal is not trusted', async () => {
    const moved = back('moved');
    const inside = (...names: string[]): Trust => ({
      isTrusted: false,
      isInside: (file) => names.includes(path.basename(file)),
    });
    assert.equal(await kindOf(moved, inside('archived.fits', 'original.fits')), 'possible');
    assert.equal(await kindOf(moved, inside('archived.fits')), 'refused');
    assert.equal(await kindOf(moved, inside('original.fits')), 'refused');
    assert.equal(await kindOf(back('restored'), inside()), 'refused');
    assert.equal(await kindOf(back('restored'), inside('archived.fits')), 'possible');
    assert.equal(await kindOf(back('unlisted'), inside()), 'possible', 'nothing of the file is touched');
    const removed = back('removed');
    fs.copyFileSync(removed.step.from, removed.step.to);
    assert.equal(await kindOf(removed, inside('archived.fits')), 'possible');
    assert.equal(await kindOf(removed, inside('original.fits')), 'refused');
  });

  it('fails where the system does not say what lies there', async function () {
    if (process.platform === 'win32') {
      this.test!.title += ' (skipped: Windows says of too long a name that nothing is there)';
      this.skip();
    }
    const { step } = back('moved');
    const chance = await chanceOf({ what: 'moved', step: { ...step, from: at('a'.repeat(300)) } }, TRUSTED);
    assert.equal(chance.kind, 'failed');
  });
});
