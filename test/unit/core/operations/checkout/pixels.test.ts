/** What the pixels of a plan's files are, and which files cannot be read. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { CancelledError } from '../../../../../src/core/base/errors';
import { noContext, type ProgressReport } from '../../../../../src/core/base/ports';
import { pixelsOf, readPixels, unreadables } from '../../../../../src/core/operations/checkout/pixels';
import { type FitsSpec, makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';

describe('the pixels of the files of a checkout', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const put = (name: string, content: FitsSpec | Buffer) => writeFits(folder.path, name, content);
  const small = { width: 4, height: 3 };

  it('are told by bits, axes and images', () => {
    assert.deepEqual(pixelsOf(put('a.fits', small)), { bitpix: 16, axes: [4, 3], images: 1, scale: null });
    const cube = { ...small, channels: 3, bitpix: 8 } as const;
    assert.deepEqual(pixelsOf(put('b.fits', cube)), { bitpix: 8, axes: [4, 3, 3], images: 1, scale: null });
    const two = { ...small, extensions: [{ ...small, xtension: 'IMAGE' }] };
    assert.equal(pixelsOf(put('c.fits', two))?.images, 2);
  });

  it('of floating point run from 0 to 1 or count in ADU, packed or not', () => {
    const scale = (name: string, content: FitsSpec | Buffer) => pixelsOf(put(name, content))?.scale;
    const of = (value: number): FitsSpec => ({ ...small, bitpix: -32, pixels: () => value });
    assert.equal(scale('unit.fits', of(0.5)), 'unit');
    assert.equal(scale('adu.fits', of(500)), 'adu');
    assert.equal(scale('adu.fits.gz', zlib.gzipSync(makeFits(of(500)))), 'adu');
    assert.equal(scale('whole.fits', { ...small, pixels: () => 500 }), null);
  });

  it('are unknown where there is no file, no image, or nothing that can be read', () => {
    assert.equal(pixelsOf(path.join(folder.path, 'gone.fits')), null);
    assert.equal(pixelsOf(put('bare.fits', { cards: { OBJECT: 'x' } })), null);
    assert.equal(pixelsOf(put('text.fits', Buffer.from('text'))), null);
  });

  it('are read once for each file that Siril reads', async () => {
    const files = [put('a.fits', small), put('b.fits', small), put('text.fits', Buffer.from('x'))];
    const xisf = put('c.xisf', Buffer.from('XISF0100'));
    const reports: ProgressReport[] = [];
    const progress = { report: (report: ProgressReport) => void reports.push(report) };
    const known = await readPixels([...files, ...files, xisf], { ...noContext, progress });
    assert.deepEqual([...known.keys()], files.slice(0, 2));
    assert.equal(reports.at(-1)?.total, 3);
    const cancel = { isCancellationRequested: true };
    await assert.rejects(readPixels(files, { ...noContext, cancel }), CancelledError);
  });

  it('cannot be read where the file is gone or is none, which is said with the reason', async () => {
    const good = put('a.fits', small);
    const gone = path.join(folder.path, 'gone.fits');
    const below = path.join(folder.path, 'folder.fits');
    fs.mkdirSync(below);
    const files = [good, gone, below, gone].map((source) => ({
      path: 'lights/x.fits',
      source,
      treatment: 'link' as const,
      size: 1,
    }));
    const reasons = await unreadables({ files }, noContext);
    assert.deepEqual([...reasons.keys()].sort(), [below, gone].sort());
    assert.match(reasons.get(gone) ?? '', /ENOENT/);
    assert.ok(reasons.get(below));
    const cancel = { isCancellationRequested: true };
    await assert.rejects(unreadables({ files }, { ...noContext, cancel }), CancelledError);
  });
});
