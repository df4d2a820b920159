/** Errors as tests expect them. */
import assert from 'node:assert/strict';
import { ArchiveError, type ErrorCode, type ErrorDetail, reasonOf } from '../../src/core/base/errors';
import type { Reason } from '../../src/core/base/reasons';

/**
 * For `assert.throws` and `assert.rejects`: an ArchiveError of this code, with at least this detail:
 * `failed('format', { offset: 8, got: '0' })`, `failed('file', { reason: 'ENOSPC' })`. Its sentences are for the
 * tests of texts; a name in its description tells apart what has no detail.
 */
export const failed =
  (code: ErrorCode, told: (Omit<ErrorDetail, 'reason'> & { readonly reason?: Reason }) | RegExp = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof ArchiveError, String(error));
    assert.equal(error.code, code, error.describe());
    if (told instanceof RegExp) assert.match(error.describe(), told);
    else {
      const reason = reasonOf(error);
      const detail = { ...error.detail, ...(reason === undefined ? {} : { reason }) };
      assert.deepEqual({ ...detail, ...told }, detail, error.describe());
    }
    return true;
  };
