import assert from 'node:assert/strict';
import { foldFileName, hasNoLinks } from '../../../../../src/core/storage/files/fileSystems';

describe('a file system', () => {
  it('may take names for one that differ in case or form of Unicode', () => {
    assert.equal(foldFileName('Scha\u0308fer M31'), foldFileName('SCH\u00c4FER m31'));
    assert.notEqual(foldFileName('M31'), foldFileName('M 31'));
  });

  it('has no links, or refuses one', () => {
    const says = (code?: string) =>
      hasNoLinks(Object.assign(new Error(), code === undefined ? {} : { code }));
    const without = ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'];
    assert.deepEqual(
      without.filter((code) => !says(code)),
      [],
    );
    assert.deepEqual(
      [...['EEXIST', 'EIO', 'ENOSPC', 'EACCES', 'ENOENT', 'EROFS'], undefined].filter(says),
      [],
    );
  });
});
