import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { openSource, withSource } from '../../../../../src/core/formats/fits/source';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { leavesNothingOpen, whileReplacing } from '../../../../support/replaceCall';

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

  it('ends where the file ended when it was opened', () => {
    const file = path.join(folder.path, 'a.fits');
    fs.writeFileSync(file, Buffer.alloc(20_000, 1));
    const source = openSource(file);
    try {
      fs.appendFileSync(file, Buffer.alloc(20_000, 2));
      assert.equal(source.size, 20_000);
      assert.equal(source.read(19_000, 10_000).length, 1000);
      assert.equal(source.read(20_000, 10_000).length, 0);
      assert.equal(source.read(30_000, 10_000).length, 0);
    } finally {
      source.close();
    }
  });

  it('keeps its bytes while another one is read', () => {
    const [a, b] = [path.join(folder.path, 'a.fits'), path.join(folder.path, 'b.fits')];
    fs.writeFileSync(a, Buffer.alloc(6000, 1));
    fs.writeFileSync(b, Buffer.alloc(6000, 2));
    withSource(a, (outer) => {
      const seen = outer.read(0, 100);
      withSource(b, (inner) => assert.equal(inner.read(0, 1)[0], 2));
      assert.deepEqual([seen[0], outer.read(50, 1)[0]], [1, 1]);
    });
  });

  it('is a regular file, which is closed again', () => {
    const file = path.join(folder.path, 'a.fits');
    fs.writeFileSync(file, Buffer.alloc(6000, 1));
    leavesNothingOpen(() => withSource(file, (source) => source.read(0, 10)));
    leavesNothingOpen(() => openSource(file).close());
    const isFolder = (real: typeof fs.fstatSync) => (fd: number) =>
      Object.assign(real(fd), { isFile: () => false });
    const refused = () =>
      assert.throws(() => openSource(file), failed('file', { path: file }), 'not a pipe, nor a device');
    leavesNothingOpen(() => whileReplacing('fstatSync', isFolder, () => openSource(file)));
    whileReplacing('fstatSync', isFolder, refused);
  });
});
