import assert from 'node:assert/strict';
import * as path from 'node:path';
import { readFrame } from '../../../../../src/core/storage/files/readFrame';
import { failed } from '../../../../support/failed';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';

describe('the frame of a file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  it('is what its header says, and else the folders that it came from', () => {
    const file = writeFits(folder.path, 'a.fits', light());
    const { type, object, exposure } = readFrame(file, file, null) ?? assert.fail();
    assert.deepEqual([type, object, exposure], ['light', 'NGC 7000', 300]);
    const silent = writeFits(folder.path, 'b.fits', { width: 4, height: 3, cards: { EXPTIME: 300 } });
    const from = path.join(path.sep, 'card', 'Dark', 'b.fits');
    assert.equal(readFrame(silent, from, null)?.type, 'dark');
    assert.notEqual(readFrame(silent, silent, null)?.type, 'dark');
  });

  it('holds no more than an archive keeps of it', () => {
    const frame = readFrame(writeFits(folder.path, 'a.fits', light()), '/a.fits', null) ?? assert.fail();
    assert.deepEqual(
      ['sources', 'electronsPerAdu'].filter((name) => name in frame),
      [],
    );
  });

  it('is none without an image, and an error without a header', () => {
    assert.equal(readFrame(writeFits(folder.path, 'a.fits'), '/a.fits', null), null);
    const text = writeFits(folder.path, 'b.fits', Buffer.from('text'));
    assert.throws(() => readFrame(text, text, null), failed('format', { path: text }));
    const none = path.join(folder.path, 'none.fits');
    assert.throws(() => readFrame(none, none, null), failed('file', { path: none, reason: 'ENOENT' }));
  });
});
