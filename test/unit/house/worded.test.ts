import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { WORDED } from '../../../eslint/worded.mjs';

describe('the list of tests that still assert sentences', () => {
  it('names only files that are there', () => {
    const root = path.join(__dirname, '../../..');
    assert.deepEqual(
      WORDED.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });
});
