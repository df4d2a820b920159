/** What a plan learns of archived files, from their rows and from the drive. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { silentLog } from '../../../../../src/core/base/ports';
import { knownArchive } from '../../../../../src/core/operations/register/knownArchive';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import { lightFrame } from '../../../../support/frame';
import { makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';
import { whileRefusing } from '../../../../support/refuse';

describe('what a plan knows of the archive', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.dispose());

  const at = (name: string) => path.join(folder.path, name);
  const warnings: string[] = [];
  beforeEach(() => (warnings.length = 0));
  const known = (frames: Partial<Frames> = {}) =>
    knownArchive(frames as Frames, 'UTC', { ...silentLog, warn: (text) => void warnings.push(text) });
  const rows = (...names: string[]) => names.map((name, id) => ({ id, path: at(name) }));
  const large = (pixels: (x: number, y: number) => number) =>
    makeFits({ ...light(0), width: 120, height: 100, pixels });

  it('is whether a path is in it', () => {
    const archive = known({ stateAt: (file) => (file === '/astro/a' ? ({} as never) : undefined) });
    assert.deepEqual([archive.has('/astro/a'), archive.has('/astro/b')], [true, false]);
  });

  describe('by its bytes', () => {
    it('is a file that is there rather than one that is gone', async () => {
      writeFits(folder.path, 'there', light());
      const archive = known({ bySha256: () => rows('gone', 'there', 'also gone') });
      assert.deepEqual(await archive.bySha256(''), { id: 1, path: at('there'), present: true });
    });

    it('is the first that is gone where none is there', async () => {
      const archive = known({ bySha256: () => rows('gone', 'also gone') });
      assert.deepEqual(await archive.bySha256(''), { id: 0, path: at('gone'), present: false });
      assert.equal(await known({ bySha256: () => [] }).bySha256(''), undefined);
    });
  });

  it('counts a file as gone only where the system is sure of it', async () => {
    writeFits(folder.path, 'there', light());
    fs.mkdirSync(at('folder'));
    const names = ['there', 'folder', 'gone', path.join('there', 'below a file')];
    const archive = known({ byImageKey: () => rows(...names) });
    const present = async () => (await archive.byImageKey('', null)).map((file) => file.present);
    assert.deepEqual(await present(), [true, false, false, false]);
    const { result } = await whileRefusing(({ name }) => (name === 'lstat' ? 'EIO' : null), present);
    assert.deepEqual(result, [true, true, true, true]);
  });

  it('is which frames one camera began at the same time, by one look for a night', () => {
    const looks: string[] = [];
    const other = { path: '/astro/a', imageKey: 'k' };
    const starts = (night: string, imager: string) => {
      looks.push(`${night} ${imager}`);
      return new Map([['2024-09-13T20:30:00.000Z', [other]]]);
    };
    const archive = known({ starts });
    assert.deepEqual(archive.sameStart(lightFrame()), [other]);
    assert.deepEqual(archive.sameStart(lightFrame({ dateObs: '2024-09-13T20:30:01.000Z' })), []);
    assert.equal(looks.length, 1);
    archive.sameStart(lightFrame({ night: '2024-09-14' }));
    archive.sameStart(lightFrame({ imager: 'another' }));
    assert.equal(looks.length, 3);
    for (const silent of [{ night: null }, { imager: null }, { dateObs: null }]) {
      assert.deepEqual(archive.sameStart(lightFrame(silent)), []);
    }
    assert.equal(looks.length, 3);
  });

  it('is whether a file ends in zeros, as far as it can be read as it is', () => {
    writeFits(
      folder.path,
      'whole.fits',
      large((x) => 100 + x),
    );
    writeFits(
      folder.path,
      'cut.fits',
      large((x, y) => (y < 30 ? 100 + x : 0)),
    );
    fs.writeFileSync(at('cut.fits.gz'), zlib.gzipSync(fs.readFileSync(at('cut.fits'))));
    fs.writeFileSync(at('text.fits'), 'no image');
    const archive = known();
    assert.deepEqual(
      ['whole.fits', 'cut.fits', 'cut.fits.gz', 'text.fits', 'gone.fits'].map((name) =>
        archive.endsInZeros(at(name)),
      ),
      [false, true, false, null, null],
      'a packed one that was cut short cannot be unpacked at all',
    );
  });

  it('is how much a header says, and whether it was edited here', () => {
    writeFits(folder.path, 'rich.fits', light());
    writeFits(folder.path, 'poor.fits', light(0, { TELESCOP: null, FILTER: null }));
    fs.writeFileSync(at('text.fits'), 'no image');
    const archive = known();
    const [rich, poor] = [archive.header(at('rich.fits')), archive.header(at('poor.fits'))];
    assert.ok(rich && poor && rich.richness > poor.richness);
    assert.equal(rich.edited, false);
    assert.deepEqual(warnings, []);
    assert.equal(archive.header(at('text.fits')), null);
    assert.ok(warnings.length === 1 && String(warnings[0]).includes('text.fits'));
  });

  it('is whether two files have the same pixels; one that cannot be read has not', async () => {
    writeFits(folder.path, 'a.fits', light(1));
    writeFits(folder.path, 'b.fits', light(1, { OBSERVER: 'Somebody' }));
    writeFits(folder.path, 'c.fits', light(2));
    const archive = known();
    assert.deepEqual(
      [
        await archive.sameImage(at('a.fits'), at('b.fits')),
        await archive.sameImage(at('a.fits'), at('c.fits')),
      ],
      [true, false],
    );
    assert.deepEqual(warnings, []);
    assert.equal(await archive.sameImage(at('a.fits'), at('gone.fits')), false);
    assert.equal(warnings.length, 1);
  });
});
