import assert from 'node:assert/strict';
import { ArchiveError, fileError } from '../../../../src/core/base/errors';

describe('errors of the system', () => {
  const system = (code: string) => Object.assign(new Error(`${code}: words, rename '/a' -> '/b'`), { code });

  for (const [code, words] of [
    ['ENOSPC', /^\/a\.fits: the drive is full \(ENOSPC\)\. Free some space/],
    ['EXDEV', /^\/a\.fits: .*another drive.*\(EXDEV\)\. Check what is mounted/],
    ['ESTALE', /^\/a\.fits: ESTALE: words.*\. Check the drive/],
  ] as const) {
    it(`name the file and say what to do (${code})`, () => {
      assert.match(fileError(system(code), '/a.fits').describe(), words);
    });
  }

  it('tell an existing file from other trouble', () => {
    assert.equal(fileError(system('EEXIST'), '/a.fits').code, 'exists');
    assert.equal(fileError(system('EIO'), '/a.fits').code, 'file');
  });

  it('give no advice about what is no answer of a system, and leave their own alone', () => {
    assert.equal(fileError(new Error('wrong'), '/a.fits').describe(), '/a.fits: wrong');
    const own = new ArchiveError('format', 'no image', { path: '/b.fits' });
    assert.equal(fileError(own, '/a.fits'), own);
  });
});
