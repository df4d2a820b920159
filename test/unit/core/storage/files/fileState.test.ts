import assert from 'node:assert/strict';
import { judgeState } from '../../../../../src/core/storage/files/fileState';

const KNOWN = { size: 5760, mtime: 1_726_000_000_000.25 };

describe('judgeState', () => {
  it('tells a size from a time, and forgives a time that a drive has rounded', () => {
    assert.equal(judgeState(KNOWN, KNOWN), null);
    assert.equal(judgeState(KNOWN, { ...KNOWN, mtime: 1_726_000_000_000 }), null);
    assert.equal(judgeState(KNOWN, { ...KNOWN, mtime: KNOWN.mtime + 2 }), 'time');
    assert.equal(judgeState(KNOWN, { ...KNOWN, size: 8640, mtime: 0 }), 'size');
  });
});
