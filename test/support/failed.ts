/** Errors as tests expect them. */
import assert from 'node:assert/strict';
import { ArchiveError, type ErrorCode } from '../../src/core/base/errors';

/** For `assert.throws` and `assert.rejects`: an ArchiveError of this code, whose description has these words. */
export const failed = (code: ErrorCode, words?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ArchiveError, String(error));
  assert.equal(error.code, code, error.describe());
  if (words) assert.match(error.describe(), words);
  return true;
};
