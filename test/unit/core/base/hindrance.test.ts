import assert from 'node:assert/strict';
import { ArchiveError } from '../../../../src/core/base/errors';
import { hindranceOf } from '../../../../src/core/base/hindrance';

describe('what keeps an archive from opening', () => {
  it('is known by code and reason', () => {
    assert.equal(hindranceOf(new ArchiveError('in-use', '')), 'inUse');
    assert.equal(hindranceOf(new ArchiveError('request', '', { reason: 'no-folder' })), 'noFolder');
    assert.equal(hindranceOf(new ArchiveError('file', '', { reason: 'repository-missing' })), 'away');
  });

  it('is nothing that another try would not change', () => {
    for (const error of [
      new ArchiveError('damaged', ''),
      new ArchiveError('request', ''),
      new ArchiveError('file', '', { reason: 'read-only' }),
      new Error('in-use'),
      undefined,
    ])
      assert.equal(hindranceOf(error), null);
  });
});
