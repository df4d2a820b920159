import assert from 'node:assert/strict';
import {
  candidateSets,
  type DuplicateCandidate,
  groupsOf,
  toCompare,
} from '../../../../../src/core/operations/duplicates/duplicateGroups';

const file = (path: string, more: Partial<DuplicateCandidate> = {}): DuplicateCandidate => ({
  path,
  size: 5760,
  sha256: path,
  imageKey: 'k',
  dateObs: 't1',
  archived: true,
  richness: 5,
  edited: false,
  ...more,
});
const names = (sets: readonly (readonly DuplicateCandidate[])[]) =>
  sets.map((set) => set.map(({ path }) => path).join(' '));

describe('candidateSets', () => {
  it('keeps keys and times apart', () => {
    const files = [file('a'), file('b'), file('c', { imageKey: 'x' }), file('d', { dateObs: 't2' })];
    assert.deepEqual(names(candidateSets(files)), ['a b']);
  });
  it('puts a file without a time to the others only where they agree', () => {
    const undated = file('u', { dateObs: null });
    assert.deepEqual(names(candidateSets([file('a'), undated])), ['a u']);
    const [a, b] = [file('a'), file('b', { dateObs: 't2' })];
    assert.deepEqual(names(candidateSets([a, b, undated, file('v', { dateObs: null })])), ['u v']);
    assert.deepEqual(names(candidateSets([a, b, undated])), []);
  });
});

describe('a date without a time', () => {
  const [full, day] = ['2024-09-13T20:30:00.250Z', '2024-09-13T00:00:00.000Z'];
  it('goes with the one start of that date', () => {
    const files = [full, day, '2024-09-14T20:30:00.000Z'].map((dateObs) => file(dateObs, { dateObs }));
    assert.deepEqual(names(candidateSets(files)), [`${full} ${day}`]);
  });
  it('goes with none where there are several', () => {
    const files = [full, '2024-09-13T20:30:00.000Z', day].map((dateObs) => file(dateObs, { dateObs }));
    assert.deepEqual(names(candidateSets(files)), []);
  });
});

describe('groupsOf', () => {
  it('needs no pixels where all files are the same', () => {
    const set = [file('b', { sha256: 's' }), file('a', { sha256: 's', archived: false })];
    assert.deepEqual(toCompare(set), []);
    assert.deepEqual(groupsOf(set, new Map()), [{ same: 'file', files: set, keep: set[0] }]);
  });
  it('joins what has the same pixels and leaves out what has not', () => {
    const [a, copy, b, c] = [file('a'), file('copy', { sha256: 'a' }), file('b'), file('c')];
    const set = [a, copy, b, c];
    assert.deepEqual(toCompare(set), [a, b, c]);
    const digests = new Map([
      ['a', 'p'],
      ['b', 'p'],
      ['c', 'q'],
    ]);
    assert.deepEqual(groupsOf(set, digests), [{ same: 'image', files: [a, b, copy], keep: a }]);
  });
  it('does not join files whose pixels could not be read', () => {
    assert.deepEqual(groupsOf([file('a'), file('b')], new Map()), []);
  });
  it('keeps what says most, an edited one before it, an archived one of equals, and no copy by its name', () => {
    const keepOf = (...files: readonly DuplicateCandidate[]) => {
      const digests = new Map(files.map(({ sha256 }) => [sha256, 'p']));
      const kept = [files, files.toReversed()].map((set) => groupsOf(set, digests)[0]?.keep.path);
      assert.equal(new Set(kept).size, 1, 'whatever their order');
      return kept[0];
    };
    const rich = file('rich', { richness: 9, archived: false });
    assert.equal(keepOf(file('poor'), rich), 'rich');
    assert.equal(keepOf(file('edited', { edited: true }), rich), 'edited');
    assert.equal(keepOf(file('z'), file('a', { archived: false })), 'z');
    assert.equal(keepOf(file('a (1).fits'), file('a.fits'), file('a - Copy.fits')), 'a.fits');
  });
  it('leaves out groups that the archive has no part in', () => {
    const files = ['a', 'b'].map((path) => file(path, { sha256: 's', archived: false }));
    assert.deepEqual(groupsOf(files, new Map()), []);
  });
});
