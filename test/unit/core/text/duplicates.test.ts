import assert from 'node:assert/strict';
import { comparedText } from '../../../../src/core/text/duplicates';

describe('what a search for duplicates compared', () => {
  it('counts the frames, and the files of the folders by name', () => {
    assert.equal(
      comparedText({ archived: 1200, folders: [], files: 0 }),
      'Compared 1200 frames of the archive, by bytes and pixels',
    );
    assert.equal(
      comparedText({ archived: 1, folders: ['/a', '/b', '/c', '/d'], files: 40 }),
      'Compared 40 files in /a, /b, /c and 1 more with 1 frame of the archive, by bytes and pixels',
    );
  });
});
