import assert from 'node:assert/strict';
import * as path from 'node:path';
import { passedOver, passedOverBelow } from '../../../../src/core/base/passedOver';

describe('folders that are passed over', () => {
  const system = [
    '$RECYCLE.BIN',
    '$Recycle.Bin',
    'RECYCLER',
    'Recycled',
    'System Volume Information',
    'FOUND.000',
    '#recycle',
    '#Recycle',
    '#snapshot',
    '@Recycle',
    '@Recently-Snapshot',
    'trashbox',
    'Recycle Bin',
    '~snapshot',
    '@snapshots',
    '@GMT-2024.09.13-20.30.00',
    'lost+found',
    'LOST.DIR',
    'Backups.backupdb',
  ];
  const hidden = [
    '.Trashes',
    '.Trash',
    '.Trash-1000',
    '.snapshots',
    '.snapshot',
    '.zfs',
    '.recycle',
    '.astro-archive',
    '@eaDir',
    '.@__thumb',
    '@__thumb',
  ];
  const looked = ['Light', 'M31', 'snapshot', 'Trash', 'recycle', 'found', 'x#recycle', 'M31.Trash', '@home'];

  it('are the trash, snapshots and affairs of systems, in any case', () => {
    assert.deepEqual(
      system.filter((name) => passedOver(name) !== 'system'),
      [],
    );
    assert.deepEqual(
      hidden.filter((name) => passedOver(name) !== 'hidden'),
      [],
    );
  });

  it('are not those of a user, whatever these resemble', () => {
    assert.deepEqual(
      looked.filter((name) => passedOver(name) !== null),
      [],
    );
  });

  it('are found anywhere below a folder, but not above it', () => {
    const at = (file: string) => passedOverBelow('/nas/#recycle/astro', file, path.posix);
    assert.equal(at('/nas/#recycle/astro/Light/@Recycle/M31/1.fits'), 'system');
    assert.equal(at('/nas/#recycle/astro/Light/.zfs/snapshot/1.fits'), 'hidden');
    assert.deepEqual(
      ['/nas/#recycle/astro', '/nas/#recycle/astro/Light/1.fits', '/nas/#recycle/other/1.fits'].map(at),
      [null, null, null],
    );
    assert.equal(passedOverBelow('D:\\Astro', 'D:\\Astro\\$Recycle.Bin\\1.fits', path.win32), 'system');
    assert.equal(passedOverBelow('D:\\Astro', 'C:\\$Recycle.Bin\\1.fits', path.win32), null);
  });
});
