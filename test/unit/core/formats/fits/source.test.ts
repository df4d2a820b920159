import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { openSource, withSource } from '../../../../../src/core/formats/fits/source';
import { temporaryFolder } from '../../../../support/makeFits';

describe('a source', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('gives what there is of a file that is cut off while it is read', () => {
    const file = path.join(folder.path, 'a.fits');
    fs.writeFileSync(file, Buffer.alloc(20_000, 1));
    const source = openSource(file);
    try {
      fs.truncateSync(file, 10_000);
      assert.equal(source.read(5000, 10_000).length, 5000);
      assert.equal(source.read(12_000, 1000).length, 0);
    } finally {
      source.close();
    }
    fs.writeFileSync(file, Buffer.alloc(20_000, 1));
    withSource(file, (open) => {
      fs.truncateSync(file, 6000);
      assert.equal(open.read(5000, 10_000).length, 1000);
    });
  });
});
