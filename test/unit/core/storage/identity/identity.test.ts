/** Whether an archive is where it was, was moved, or is a copy. */
import assert from 'node:assert/strict';
import {
  type ArchiveSight,
  type LastPlace,
  type Standing,
  standingOf,
} from '../../../../../src/core/storage/identity/identity';

const at = (repository: string, inode: string | null, born: string | null = '5'): LastPlace => ({
  repository,
  place: inode === null ? null : { inode, born },
});

describe('an archive that is opened', () => {
  const cases: readonly [string, Standing, LastPlace | null, LastPlace, ArchiveSight][] = [
    ['for the first time', 'new', null, at('/a', '1'), 'none'],
    ['where it was', 'home', at('/a', '1'), at('/a', '1'), 'this'],
    ['after its folder was renamed', 'home', at('/a', '1'), at('/b', '1'), 'none'],
    ['through another mount that numbers alike', 'home', at('/a', '1'), at('/b', '1'), 'this'],
    ['through another mount that numbers its own way', 'home', at('/a', '1'), at('/b', '9'), 'this'],
    ['on another disk, the old one gone', 'moved', at('/a', '1'), at('/b', '2'), 'none'],
    ['at its place, restored from a backup', 'moved', at('/a', '1'), at('/a', '2'), 'this'],
    [
      'on a disk where a folder has the same number by chance',
      'moved',
      at('/a', '1'),
      at('/b', '1', '6'),
      'none',
    ],
    ['beside the one it was copied from', 'copy', at('/a', '1'), at('/b', '2'), 'other'],
    ['as an image of the whole disk, beside the original', 'copy', at('/a', '1'), at('/b', '1'), 'other'],
    [
      'on a drive that does not keep when folders were made',
      'home',
      at('/a', '1', null),
      at('/a', '1'),
      'this',
    ],
    ['with no place known', 'moved', at('/a', null), at('/a', '1'), 'this'],
  ];
  for (const [when, standing, last, here, sight] of cases) {
    it(`${when}: ${standing}`, () => assert.equal(standingOf(last, here, sight), standing));
  }
});
