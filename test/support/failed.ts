/** Errors as tests expect them. */
import assert from 'node:assert/strict';
import { ArchiveError, type ErrorCode, type ErrorDetail } from '../../src/core/base/errors';

/**
 * For `assert.throws` and `assert.rejects`: an ArchiveError of this code, with at least this detail:
 * `failed('format', { offset: 8, got: '0' })`. Its sentences are for the tests of texts; words in its description
 * tell apart what has no detail.
 */
export const failed =
  (code: ErrorCode, told: ErrorDetail | RegExp = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof ArchiveError, String(error));
    assert.equal(error.code, code, error.describe());
    if (told instanceof RegExp) assert.match(error.describe(), told);
    else assert.deepEqual({ ...error.detail, ...told }, error.detail, error.describe());
    return true;
  };
