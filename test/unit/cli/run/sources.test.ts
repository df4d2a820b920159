import assert from 'node:assert/strict';
import * as path from 'node:path';
import { refuseAbsent } from '../../../../src/cli/run/sources';
import { temporaryFolder, writeFits } from '../../../support/makeFits';

describe('files that a command is given', () => {
  it('have to be there, and what stands in the way is told', () => {
    const folder = temporaryFolder();
    try {
      const file = writeFits(folder.path, 'a.fits');
      refuseAbsent([folder.path, file]);
      const absent = /There is no such file or folder/;
      assert.throws(() => refuseAbsent([file, path.join(folder.path, 'b.fits')]), absent);
      assert.throws(() => refuseAbsent([path.join(file, 'inside')]), absent);
      assert.throws(
        () => refuseAbsent([path.join(folder.path, 'x'.repeat(300))]),
        process.platform === 'win32' ? absent : /ENAMETOOLONG/,
      );
    } finally {
      folder.dispose();
    }
  });
});
