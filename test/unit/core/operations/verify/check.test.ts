import assert from 'node:assert/strict';
import type { FileChange } from '../../../../../src/core/api/archive';
import { judgeScan } from '../../../../../src/core/operations/verify/check';

const KNOWN = {
  size: 5760,
  mtime: 1_726_000_000_000.25,
  sha256: 'aa',
  editedSha256: null,
  imageKey: '384-1',
};
const SAME = { ...KNOWN, edited: false };

describe('judgeScan', () => {
  const cases: readonly [what: FileChange | null, why: string, now: Partial<typeof SAME>][] = [
    [null, 'nothing differs', {}],
    [null, 'registration has edited the header', { sha256: 'bb', edited: true }],
    ['time', 'the same bytes have another time', { mtime: 0 }],
    ['header', 'another program has written it', { sha256: 'bb', mtime: 0 }],
    ['header', 'another program has written it after our edit', { sha256: 'bb', mtime: 0, edited: true }],
    ['header', 'its size has changed', { sha256: 'bb', size: 8640, edited: true }],
    ['header', 'the file as it was before the edit is back', { size: 2880 }],
    ['content', 'nobody has written it, and its bytes differ', { sha256: 'bb' }],
    ['pixels', 'the pixels differ', { sha256: 'bb', imageKey: '384-2', mtime: 0 }],
    ['pixels', 'the pixels of an edited file differ', { sha256: 'bb', imageKey: '384-2', edited: true }],
  ];
  for (const [what, why, now] of cases) {
    it(`${what ?? 'no change'} where ${why}`, () =>
      assert.equal(judgeScan(KNOWN, { ...SAME, ...now }), what));
  }
});
