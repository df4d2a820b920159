/** What is at a path: a file, surely nothing, or something that cannot be told. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { neverCancelled } from '../../../../../src/core/base/ports';
import { lookAt } from '../../../../../src/core/operations/follow/lookAt';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';

describe('a look at a path', () => {
  it('finds nothing below a folder that has become a file, and doubts a drive that returns an error', async () => {
    const folder = temporaryFolder();
    try {
      const file = path.join(folder.path, 'a.fits');
      fs.writeFileSync(file, 'x');
      const { size, mtimeMs: mtime } = fs.statSync(file);
      const paths = [file, path.join(file, 'below.fits'), path.join(folder.path, 'gone.fits'), folder.path];
      assert.deepEqual(await lookAt(paths, neverCancelled), [
        { path: file, size, mtime },
        'gone',
        'gone',
        'gone',
      ]);
      const { result } = await whileRefusing(
        () => 'EIO',
        () => lookAt([file], neverCancelled),
      );
      assert.deepEqual(result, ['unclear']);
    } finally {
      folder.dispose();
    }
  });
});
