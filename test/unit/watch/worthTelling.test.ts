/** Which events the archive is told of. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { worthTelling } from '../../../src/watch/worthTelling';

describe('worthTelling', () => {
  const tells = (file: string, event: Parameters<typeof worthTelling>[2]) =>
    worthTelling(path.join('/astro'), path.join('/astro', file), event);

  it('tells of files and folders that were made or deleted, and of images that were changed', () => {
    for (const name of ['Light/a.fits', 'Light', 'Light/2024.09.13', 'a.fit.gz', 'a.XISF']) {
      assert.ok(tells(name, 'made') && tells(name, 'deleted'), name);
    }
    assert.ok(tells('a.fits.fz', 'changed'));
    assert.ok(!tells('notes.txt', 'changed'));
  });

  it('is silent on hidden places, files in the making, and places outside', () => {
    for (const name of [
      '.astro-archive/x.sqlite',
      '.git/a.fits',
      'node_modules/x/a.fits',
      'tools/node_modules',
      'Light/.a.fits',
      '#recycle/Light/a.fits',
      'Light/$RECYCLE.BIN/a.fits',
      'Light/@Recently-Snapshot',
      'a.fits.part',
      'a.TMP',
      '../b.fits',
    ]) {
      assert.ok(!tells(name, 'made') && !tells(name, 'deleted'), name);
    }
    assert.ok(tells('..b/a.fits', 'made') === false, 'a hidden name with two dots');
  });
});
