import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { FrameSeries, SeriesRequest } from '../../../src/core/api/series';
import { picturedFrame } from '../../../src/core/base/archivedFrame';
import { silentLog } from '../../../src/core/base/ports';
import { type SeriesSource, shownSeries } from '../../../src/webview/imageSeries';
import { archivedFrame } from '../../support/frame';

const at = (name: string) => path.resolve('/night', name);
const FRAMES = [
  picturedFrame(archivedFrame({ id: 1, path: at('a.fits') })),
  picturedFrame(archivedFrame({ id: 2, path: at('b.fits'), rejected: true })),
];
const FILES = ['a.fits', 'b.fits', 'stack.fits'].map(at);
const OPTIONS = { hasArchive: true, isTrusted: true, log: silentLog };

/** Of an archive that finds this, in a folder with three files. */
function ask(found: FrameSeries | null | Error, request: Partial<SeriesRequest> = {}, options = OPTIONS) {
  const source = {
    series: () => (found instanceof Error ? Promise.reject(found) : Promise.resolve(found)),
    pictures: { siblings: () => Promise.resolve(FILES) },
  } as unknown as SeriesSource;
  return shownSeries({ path: at('a.fits'), scope: 'session', ...request }, source, options);
}

describe('the files that a page leads to', () => {
  it('are the frames of a series, with what the archive knows of each', async () => {
    const { shown, frames } = await ask({ scope: 'session', frames: FRAMES });
    assert.deepEqual(
      shown.files.map(({ name, rejected }) => [name, rejected]),
      [
        ['a.fits', false],
        ['b.fits', true],
      ],
    );
    assert.deepEqual([shown.scope, shown.canReject], ['session', true]);
    // The key of its thumbnail is made of it, as in the tree.
    assert.deepEqual(
      [...frames],
      [
        [at('a.fits'), FRAMES[0]],
        [at('b.fits'), FRAMES[1]],
      ],
    );
  });

  it('are the files of a folder, of which some are frames', async () => {
    const { shown, frames } = await ask({ scope: 'folder', frames: FRAMES }, { scope: 'folder' });
    assert.deepEqual(
      shown.files.map(({ path: file, rejected }) => [file, rejected]),
      [
        [FILES[0], false],
        [FILES[1], true],
        [FILES[2], null],
      ],
    );
    assert.equal(frames.size, 2);
  });

  it('are those of the folder where there is no archive, or none that opens', async () => {
    for (const [found, hasArchive] of [
      [new Error('closed'), true],
      [null, true],
      [{ scope: 'session', frames: FRAMES }, false],
    ] as const) {
      const { shown, frames } = await ask(found, {}, { ...OPTIONS, hasArchive });
      assert.deepEqual([shown.scope, shown.scopes, shown.canReject], ['folder', ['folder'], false]);
      assert.deepEqual(
        shown.files.map(({ rejected }) => rejected),
        [null, null, null],
      );
      assert.equal(frames.size, 0);
    }
  });

  it('cannot be rejected in a workspace that is not trusted', async () => {
    const { shown } = await ask({ scope: 'session', frames: FRAMES }, {}, { ...OPTIONS, isTrusted: false });
    assert.equal(shown.canReject, false);
  });
});
