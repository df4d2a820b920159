/** When an undo counts as done, and when it is certain that there is nothing to take back. */
import assert from 'node:assert/strict';
import { UndoOutcome } from '../../../../../src/core/operations/history/undoOutcome';

const file = (name: string, what: 'moved' | 'removed' | 'restored' | 'unlisted' = 'moved') =>
  ({ path: `/astro/${name}`, to: null, what }) as const;
const refused = (name: string, why = 'changed') => ({ path: `/astro/${name}`, why });

function outcome(change: (outcome: UndoOutcome) => void): UndoOutcome {
  const one = new UndoOutcome();
  change(one);
  return one;
}

describe('the outcome of an undo', () => {
  it('counts what was taken back by kind', () => {
    const { counts, taken, undone } = outcome((one) => {
      (['moved', 'removed', 'restored', 'unlisted', 'moved'] as const).forEach((what, i) =>
        one.takeBack(file(`${i}.fits`, what)),
      );
      one.refuse(refused('5.fits'));
    });
    assert.deepEqual(counts, { moved: 2, removed: 1, restored: 1, unlisted: 1, refused: 1 });
    assert.deepEqual([taken, undone.length], [5, 5]);
    for (const what of ['moved', 'removed', 'restored', 'unlisted'] as const) {
      assert.equal(outcome((one) => one.takeBack(file('a.fits', what))).taken, 1);
    }
  });

  it('is done where something was taken back, was back already, or there was nothing', () => {
    assert.equal(new UndoOutcome().isDone, true, 'nothing to do');
    assert.equal(outcome((one) => one.takeBack(file('a.fits'))).isDone, true);
    assert.equal(outcome((one) => one.skip()).isDone, true);
    const partly = (one: UndoOutcome) => one.refuse(refused('b.fits'));
    assert.equal(outcome((one) => (one.takeBack(file('a.fits')), partly(one))).isDone, true);
    assert.equal(outcome((one) => (one.skip(), partly(one))).isDone, true);
  });

  it('is not done where every file was refused, and is settled then', () => {
    const all = outcome((one) => one.refuse(refused('a.fits', 'changed')));
    assert.equal(all.isDone, false);
    assert.ok(all.settled?.includes('changed'));
    assert.equal(new UndoOutcome().settled, null);
    assert.equal(outcome((one) => one.takeBack(file('a.fits'))).settled, null);
  });

  it('is neither done nor settled where the system refused a file, whatever else was taken back', () => {
    for (const before of [() => undefined, (one: UndoOutcome) => one.takeBack(file('b.fits'))]) {
      const failed = outcome((one) => {
        before(one);
        one.fail(refused('a.fits', 'EACCES'));
      });
      assert.deepEqual([failed.isDone, failed.settled, failed.counts.refused], [false, null, 1]);
      assert.deepEqual(failed.refused, [refused('a.fits', 'EACCES')]);
    }
  });

  it('is settled for one reason whatever the files are', () => {
    const settled = UndoOutcome.settled('no journal');
    assert.deepEqual([settled.isDone, settled.settled, settled.taken], [false, 'no journal', 0]);
    settled.fail(refused('a.fits'));
    assert.equal(settled.settled, 'no journal');
  });

  it('says that there were more reasons only where they differ', () => {
    const reasons = (...whys: string[]) =>
      outcome((one) => whys.forEach((why, i) => one.refuse(refused(`${i}.fits`, why)))).settled ?? '';
    assert.equal(reasons('changed', 'changed').replace('2 files', '1 file'), reasons('changed'));
    assert.ok(reasons('changed', 'gone').startsWith(reasons('changed', 'changed')));
    assert.ok(reasons('changed', 'gone').length > reasons('changed', 'changed').length);
    assert.equal(reasons('a', 'b', 'c', 'd').replace('4', '2'), reasons('a', 'b'));
  });

  it('lists the first thousand files of each kind and counts them all', () => {
    const many = outcome((one) => {
      for (let i = 0; i < 1001; i++) {
        one.takeBack(file(`${i}.fits`));
        one.refuse(refused(`${i}.fits`));
      }
    });
    assert.deepEqual([many.undone.length, many.refused.length], [1000, 1000]);
    assert.deepEqual([many.counts.moved, many.counts.refused], [1001, 1001]);
    assert.equal(many.undone.at(-1)?.path, '/astro/999.fits');
  });
});
