/** The file that a step starts from: left alone where it has changed, and never given up without a target. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  giveUpSource,
  isUnchanged,
  refuseChanged,
  refuseFixed,
} from '../../../../../src/core/storage/files/stepSource';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { fileStep } from '../../../../support/step';

describe('the source of a step', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let from: string;
  let to: string;
  beforeEach(() => {
    folder = temporaryFolder();
    from = path.join(folder.path, 'from.fits');
    to = path.join(folder.path, 'to.fits');
    fs.writeFileSync(from, 'bytes');
    fs.utimesSync(from, 1_735_855_200, 1_735_855_200);
    fs.linkSync(from, to);
  });
  afterEach(() => folder.dispose());

  const planned = () => {
    const { size, mtimeMs: mtime } = fs.statSync(from);
    return fileStep('move', { from, to, size, mtime });
  };
  const left = () => fs.readdirSync(folder.path).sort();

  it('is unchanged with its size and a time that is off by no more than a drive rounds it', async () => {
    const step = planned();
    for (const [change, expected] of [
      [{}, true],
      [{ mtime: step.mtime + 0.9 }, true],
      [{ mtime: step.mtime - 0.9 }, true],
      [{ mtime: step.mtime + 2 }, false],
      [{ mtime: step.mtime - 2 }, false],
      [{ size: step.size + 1 }, false],
      [{ from: path.join(folder.path, 'none.fits') }, false],
      [
        { from: folder.path, ...(({ size, mtimeMs: mtime }) => ({ size, mtime }))(fs.statSync(folder.path)) },
        false,
      ],
    ] as const) {
      assert.equal(await isUnchanged({ ...step, ...change }), expected, JSON.stringify(change));
    }
  });

  it('is refused where it has changed, with what there is of it', async () => {
    const step = planned();
    await refuseChanged(step);
    await assert.rejects(
      refuseChanged({ ...step, size: 6 }),
      failed('file', { path: from, reason: 'changed' }),
    );
    // Windows says of a name below a file that it is not there.
    const code = process.platform === 'win32' ? 'ENOENT' : 'ENOTDIR';
    await assert.rejects(refuseChanged({ ...step, from: path.join(from, 'x') }), { code });
  });

  it('is refused where its folder takes no changes', async () => {
    await refuseFixed(from);
    const { error } = await whileRefusing(
      ({ name, args }) => (name === 'access' && args[0] === folder.path ? 'EROFS' : null),
      () => refuseFixed(from),
    );
    assert.ok(failed('file', { path: from, reason: 'EROFS' })(error));
  });

  it('is given up for its target', async () => {
    await giveUpSource(planned());
    assert.deepEqual(left(), ['to.fits']);
  });

  it('stays where it cannot be removed, and the target goes', async () => {
    const step = planned();
    const { error } = await whileRefusing(
      ({ name, args }) => (name === 'unlink' && args[0] === from ? 'EPERM' : null),
      () => giveUpSource(step),
    );
    assert.equal((error as NodeJS.ErrnoException).code, 'EPERM');
    assert.deepEqual(left(), ['from.fits']);
  });

  it('is not there any more for certain only where it can be looked at: the target stays in doubt', async () => {
    const step = planned();
    for (const refused of ['lstat', 'none']) {
      if (refused === 'none') {
        fs.rmSync(from);
        fs.writeFileSync(from, 'of another program');
      }
      const { error } = await whileRefusing(
        ({ name, args }) => ((name === 'unlink' || name === refused) && args[0] === from ? 'EIO' : null),
        () => giveUpSource(step),
      );
      assert.equal(error, undefined);
      assert.deepEqual(left(), ['from.fits', 'to.fits'], refused);
    }
    fs.rmSync(from);
    await giveUpSource(step);
    assert.deepEqual(left(), ['to.fits'], 'somebody else has removed it');
  });

  it('lies there twice where neither name can be removed, and the error says so', async () => {
    const step = planned();
    const { error } = await whileRefusing(
      ({ name, args }) => (name === 'unlink' ? (args[0] === from ? 'EPERM' : 'EIO') : null),
      () => giveUpSource(step),
    );
    assert.ok(failed('file', { path: from, reason: 'EIO' })(error));
    assert.ok(failed('file', /to\.fits/)(error));
    assert.deepEqual(left(), ['from.fits', 'to.fits']);
  });
});
