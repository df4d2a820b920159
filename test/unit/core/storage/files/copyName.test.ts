import assert from 'node:assert/strict';
import { isCopyName } from '../../../../../src/core/storage/files/copyName';

const COPIES = [
  ['a browser', 'M31(1).fits', 'M31 (1).fits', 'M31 (12).fits.gz'],
  ['Explorer', 'M31 - Copy.fits', 'M31 - Copy (2).fit', 'M31 - Kopie.fits', 'M31 - Copie (3).fts'],
  ['Explorer in Russian and Japanese', 'M31 — копия.fits', 'M31 - コピー.fits'],
  ['Windows XP and Google Drive', 'Copy of M31.fits', 'Copy (2) of M31.fits', 'Kopie von M31.xisf'],
  ['Finder', 'M31 copy.fits', 'M31 copy 2.fits', 'M31 Kopie.fits'],
  ['Files of GNOME', 'M31 (copy).fits', 'M31 (another copy).fits', 'M31 (3rd copy).fits', 'M31 (Kopie).fits'],
  ['the user', 'M31_copy.fits', 'M31-copy.fits'],
  ['Dropbox', "M31 (Jane's conflicted copy 2024-03-10).fits", 'M31 (Case Conflict).fits'],
  ['Nextcloud', 'M31 (conflicted copy 2024-03-10 203000).fits', 'M31_conflict-20240310-203000.fits'],
  ['Syncthing', 'M31.sync-conflict-20240310-203000-ABCDEF7.fits', 'M31.sync-conflict-20240310-203000.fits'],
  ['OneDrive', 'M31-DESKTOP-4F7H2QK.fits', 'M31-LAPTOP-4F7H2QK-2.fits'],
  ['Seafile', 'M31 (SFConflict jane@example.org 2024-03-10-20-30-00).fits'],
] as const;

describe('names of copies', () => {
  for (const [program, ...names] of COPIES) {
    it(`are known as ${program} writes them`, () => {
      assert.deepEqual(
        names.filter((name) => !isCopyName(name)),
        [],
      );
    });
  }

  it('are not those of frames', () => {
    const names = [
      'M31.fits',
      'M31_001.fits',
      'M31 2.fits',
      'Light_M31_300.0s_Bin1_gain100_20240310-203000_-10.0C_0001.fit',
      'M_31-RC8-ZWO_ASI2600MM_Pro-L-20250310210000-300.5s-1x1-t-10.5.fits',
      'Copernicus_001.fits',
      'Copy.fits',
      'photocopy.fits',
      'M31 (L).fits',
      'M31-DESKTOP.fits',
      '2024-03-10 (Ha).xisf',
    ];
    assert.deepEqual(names.filter(isCopyName), []);
  });

  it('are told at once, however long a name is', () => {
    assert.ok(!isCopyName(`${'(conflicted copy '.repeat(5000)}.fits`));
    assert.ok(isCopyName(`${'x'.repeat(100_000)} (1).fits`));
  });
});
