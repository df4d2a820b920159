/** How each kind of step is taken back. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { type Back, planUndo } from '../../../../../src/core/operations/history/planUndo';
import { isStem } from '../../../../../src/core/storage/files/fileStep';
import { inverse } from '../../../../../src/core/storage/files/patches';
import type { Placed } from '../../../../../src/core/storage/files/perform';
import type { StepEnd } from '../../../../../src/core/storage/journal/lines';
import { fileStep, HASH, patch } from '../../../../support/step';

const LONGER = patch(160, 2880);
const ended = (changes: Partial<Placed> = {}): Placed => ({
  ...{ size: 8640, mtime: 1_735_855_200_124, editedSha256: 'ee', sourceKept: false },
  ...changes,
});

function backOf(step: ReturnType<typeof fileStep>, end?: StepEnd): Back {
  const { backs, refused } = planUndo([{ step, end }]);
  assert.deepEqual([backs.length, refused], [1, []]);
  return backs[0] ?? assert.fail();
}

describe('the way back of a step', () => {
  it('keeps the order in which the steps come', () => {
    const steps = ['/astro/3.fits', '/astro/1.fits', '/astro/2.fits'].map((to) => ({
      step: fileStep('move', { to }),
      end: undefined,
    }));
    assert.deepEqual(
      planUndo(steps).backs.map(({ step }) => step.from),
      ['/astro/3.fits', '/astro/1.fits', '/astro/2.fits'],
    );
  });

  it('has nothing for a step that failed', () => {
    for (const kind of ['move', 'copy', 'stay', 'adopt'] as const) {
      const plan = planUndo([{ step: fileStep(kind, { patches: [LONGER] }), end: 'failed' }]);
      assert.deepEqual(plan, { backs: [], refused: [] });
    }
  });

  it('refuses files that the archive knew before, unless they were amended', () => {
    const known = fileStep('stay', { known: true, patches: [LONGER] });
    const { backs, refused } = planUndo([{ step: known, end: ended() }]);
    assert.deepEqual([backs, refused.map((file) => file.path)], [[], ['/astro/a.fits']]);
    assert.equal(backOf({ ...known, amends: true }, ended()).what, 'restored');
  });

  it('of a move is a move, which the archive forgets and which is never taken for its own original', () => {
    const { what, step } = backOf(fileStep('move'), ended({ size: 5760, mtime: 5, editedSha256: null }));
    const { stem, ...rest } = step;
    assert.equal(what, 'moved');
    assert.deepEqual(rest, {
      ...{ do: 'move', from: '/astro/a.fits', to: '/card/a.fits', size: 5760, mtime: 5, hash: HASH },
      ...{ sha256: HASH, imageKey: '384-1', patches: [], givesUp: false, row: 'leave' },
      ...{ replaces: null, known: true, source: null },
    });
    assert.deepEqual([path.dirname(stem), isStem(path.basename(stem))], [path.normalize('/card'), true]);
  });

  it('of a move with an edit takes the edit back, and compares with the edited file where its hash is known', () => {
    const edited = fileStep('move', { patches: [LONGER] });
    const { step } = backOf(edited, ended());
    assert.deepEqual([step.size, step.mtime, step.hash], [8640, 1_735_855_200_124, 'ee']);
    assert.deepEqual(step.patches, inverse([LONGER]));
    assert.equal(backOf(edited, ended({ editedSha256: null })).step.hash, null);
  });

  it('of a step without a word on its end lies as the step says', () => {
    const edited = fileStep('move', { patches: [LONGER] });
    const { step } = backOf(edited);
    assert.deepEqual([step.size, step.mtime, step.hash], [8640, edited.mtime, null]);
    assert.equal(backOf(fileStep('move')).step.hash, HASH);
    const amended = backOf({ ...edited, amends: true });
    assert.deepEqual([amended.step.size, amended.step.mtime, amended.step.hash], [8640, edited.mtime, null]);
  });

  it('of a copy removes it, and compares it with the original', () => {
    const { what, step } = backOf(fileStep('copy', { patches: [LONGER] }), ended({ sourceKept: true }));
    assert.equal(what, 'removed');
    assert.deepEqual(
      [step.do, step.from, step.to, step.hash],
      ['remove', '/astro/a.fits', '/card/a.fits', HASH],
    );
    assert.deepEqual([step.patches, step.size], [[], 8640]);
  });

  it('of a file that was taken in moves it back only where the original was given up', () => {
    const taken = fileStep('adopt', { givesUp: true });
    const given = backOf(taken, ended({ size: 5760 }));
    assert.deepEqual([given.what, given.step.do, given.step.to], ['moved', 'move', '/card/a.fits']);
    for (const end of [ended({ sourceKept: true }), undefined]) {
      const kept = backOf(taken, end);
      assert.deepEqual([kept.what, kept.step.do], ['unlisted', 'stay']);
      assert.deepEqual([kept.step.from, kept.step.to], ['/astro/a.fits', '/astro/a.fits']);
    }
    // A copy whose original stays is a copy, whatever is noted of its end.
    assert.equal(backOf(fileStep('copy'), ended()).what, 'removed');
  });

  it('of a file that stays takes the edit back, and without one only takes it off the list', () => {
    const edited = backOf(fileStep('stay', { patches: [LONGER] }), ended());
    assert.deepEqual([edited.what, edited.step.do, edited.step.hash], ['restored', 'stay', null]);
    assert.deepEqual(edited.step.patches, inverse([LONGER]));
    const listed = backOf(fileStep('stay'), ended({ size: 5760 }));
    assert.deepEqual([listed.what, listed.step.do, listed.step.patches], ['unlisted', 'stay', []]);
    // What an adopted file got as an edit is not known to be this operation's.
    const adopted = backOf(fileStep('adopt', { patches: [LONGER] }), ended({ sourceKept: true }));
    assert.deepEqual([adopted.what, adopted.step.patches], ['unlisted', []]);
  });

  it('of an amended frame gives header and name back, and the frame stays in the archive', () => {
    const renamed = fileStep('move', {
      ...{ from: '/astro/old.fits', to: '/astro/new/a.fits', amends: true, known: true },
      ...{ patches: [LONGER], replaces: 7, source: '/card/a.fits' },
    });
    const { what, step } = backOf(renamed, ended());
    assert.deepEqual([what, step.from, step.to], ['moved', '/astro/new/a.fits', '/astro/old.fits']);
    assert.deepEqual([step.row, step.replaces, step.source], ['enter', 7, '/card/a.fits']);
    assert.deepEqual([step.size, step.hash, step.mtime], [8640, 'ee', 1_735_855_200_124]);
    assert.deepEqual(step.patches, inverse([LONGER]));
    assert.equal(path.dirname(step.stem), path.normalize('/astro'));
    assert.notEqual(step.stem, renamed.stem);
    const named = backOf({ ...renamed, patches: [] }, ended({ size: 5760, editedSha256: null }));
    assert.deepEqual([named.step.hash, named.step.patches], [HASH, []]);
    assert.equal(backOf({ ...renamed, do: 'stay' }, ended()).what, 'restored');
  });
});
