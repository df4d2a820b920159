/** Which state of an edit a file is in, byte by byte, and the edit that takes another one back. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { HeaderPatch } from '../../../../../src/core/formats/fits/edit';
import {
  applyPatches,
  finishPatches,
  growth,
  inOrder,
  inverse,
  isHalfEdited,
  patchState,
} from '../../../../../src/core/storage/files/patches';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { leavesNothingOpen, whileReplacing } from '../../../../support/replaceCall';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const patch = (offset: number, before: string, after: string): HeaderPatch => ({
  offset,
  before: bytes(before),
  after: bytes(after),
});

/** The text as an edit leaves it. */
const edited = (text: string, patches: readonly HeaderPatch[]) =>
  inOrder(patches).reduceRight(
    (all, { offset, before, after }) =>
      `${all.slice(0, offset)}${Buffer.from(after).toString('latin1')}${all.slice(offset + before.length)}`,
    text,
  );

describe('patches as bytes', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const file = () => path.join(folder.path, 'a.fits');
  const stateOf = (content: string, patches: readonly HeaderPatch[]) => {
    fs.writeFileSync(file(), content, 'latin1');
    return patchState(file(), patches);
  };

  const TEXT = 'aaaa....bbbb....cccc';
  /** The first makes the file longer by 2 bytes, the second shorter by 3, the third keeps its length. */
  const MIXED = [patch(16, 'cccc', 'CCCC'), patch(0, 'aaaa', 'AAAAAA'), patch(8, 'bbbb', 'B')];
  const SAME = [patch(0, 'aaaa', 'AAAA'), patch(8, 'bbbb', 'BBBB')];

  it('are put in order without a change to what was handed in', () => {
    const offsets = (patches: readonly HeaderPatch[]) => patches.map(({ offset }) => offset);
    assert.deepEqual(offsets(inOrder(MIXED)), [0, 8, 16]);
    assert.deepEqual(offsets(MIXED), [16, 0, 8]);
  });

  it('are taken back where those in front of them have moved them to', () => {
    assert.equal(edited(TEXT, MIXED), 'AAAAAA....B....CCCC');
    assert.deepEqual(
      inverse(MIXED).map(({ offset }) => offset),
      [0, 10, 15],
    );
    assert.equal(edited(edited(TEXT, MIXED), inverse(MIXED)), TEXT);
    assert.equal(growth(MIXED), -1);
    assert.equal(growth(inverse(MIXED)), 1);
  });

  it('know both states of a file', () => {
    for (const patches of [SAME, MIXED]) {
      assert.equal(stateOf(TEXT, patches), 'before');
      assert.equal(stateOf(edited(TEXT, patches), patches), 'after');
    }
    assert.equal(stateOf('', []), 'after', 'nothing is to be done');
    assert.equal(stateOf(TEXT, [patch(0, 'aaaa', 'aaaa')]), 'after');
  });

  it('know a write that was cut off, whichever bytes of it arrived', () => {
    for (const content of ['AAaa....bbbb....cccc', 'AAAA....bbbb....cccc', 'aaaa....bbBb....cccc']) {
      assert.equal(stateOf(content, SAME), 'between', content);
      assert.equal(isHalfEdited(file(), SAME), true);
    }
  });

  it('take other bytes for those of another program', () => {
    for (const content of [
      'AAxa....bbbb....cccc',
      'AAAA....bb?b....cccc',
      '',
      'aaaa',
      'AAAA....B',
      'AAAA....',
    ]) {
      assert.equal(stateOf(content, SAME), 'other', content);
      assert.equal(isHalfEdited(file(), SAME), false);
    }
  });

  it('that make a file longer are never written in its place, so that no half of them is theirs', () => {
    for (const [after, content] of [
      ['AAAAAA', 'Aaaa....bbbb'],
      ['AAAAAA', 'AAAA....bbbb'],
    ] as const) {
      assert.equal(stateOf(content, [patch(0, 'aaaa', after)]), 'other', content);
    }
  });

  it('are half written in no file that cannot be asked, nor where there are none', () => {
    assert.equal(isHalfEdited(path.join(folder.path, 'none.fits'), SAME), false);
    fs.writeFileSync(file(), TEXT);
    assert.equal(isHalfEdited(file(), []), false);
    assert.equal(isHalfEdited(file(), SAME), false);
    assert.equal(isHalfEdited(folder.path, SAME), false);
  });

  it('leave no file open', () => {
    fs.writeFileSync(file(), TEXT);
    leavesNothingOpen(() => patchState(file(), SAME));
    const refuse = () => () => {
      throw new Error('unreadable');
    };
    leavesNothingOpen(() => whileReplacing('readSync', refuse, () => patchState(file(), SAME)));
    leavesNothingOpen(() => applyPatches(file(), SAME));
  });

  it('touch no file where there are none', () => {
    const none = path.join(folder.path, 'none.fits');
    applyPatches(none, []);
    assert.throws(() => applyPatches(none, SAME), failed('file', { path: none, reason: 'ENOENT' }));
    assert.throws(() => finishPatches(none, SAME, {}), failed('file', { path: none, reason: 'ENOENT' }));
  });

  it('leave alone what is no image, before the edit or behind it', () => {
    fs.writeFileSync(file(), TEXT);
    assert.throws(() => applyPatches(file(), SAME, { journaled: true }), failed('format', { path: file() }));
    assert.equal(fs.readFileSync(file(), 'latin1'), TEXT);
  });
});
