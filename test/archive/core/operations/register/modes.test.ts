/** Copying, moving and indexing sound files: what lies where afterwards, and what the archive says of it. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { imageDigest } from '../../../../../src/core/storage/files/digests';
import { allFrames, Bench, counts, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { makeFits } from '../../../../support/makeFits';
import { light, ROTATED } from '../../../../support/night';

const FOLDER = 'Light/NGC_7000/Esprit/ASI2600/2024-09-13';
const NAME = 'NGC_7000-Esprit-ASI2600-L-20240913200000-300s-1x1-t-10';

describe('register', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  it('copies to the standard place and leaves the source as it was', async () => {
    const source = bench.put('a/x.fit');
    const time = new Date('2024-09-14T01:02:03.456Z');
    fs.utimesSync(source, time, time);
    const before = sha256(source);
    const archive = await bench.open();
    const report = await register(archive, 'copy', bench.source);
    const to = path.join(bench.repository, FOLDER, `${NAME}.fit`);
    const { size } = fs.statSync(source);
    assert.deepEqual(report.registered, [
      { from: source, to, type: 'light', sha256: before, size, edits: '' },
    ]);
    assert.equal(sha256(source), before);
    assert.equal(sha256(to), before);
    assert.equal(fs.statSync(to).mtime.toISOString(), time.toISOString());
    assert.deepEqual(filesIn(bench.repository), [path.join(FOLDER, `${NAME}.fit`)]);
    const [frame] = await allFrames(archive);
    assert.deepEqual([frame?.path, frame?.sha256, frame?.size], [to, before, fs.statSync(to).size]);
    assert.deepEqual([frame?.object, frame?.exposure, frame?.night], ['NGC 7000', 300, '2024-09-13']);
  });

  it('moves with the same bytes and the same time', async () => {
    const source = bench.put('x.fits');
    const { ino, mtimeMs } = fs.statSync(source);
    const before = sha256(source);
    const report = await register(await bench.open(), 'move', bench.source);
    const to = path.join(bench.repository, FOLDER, `${NAME}.fits`);
    assert.deepEqual(counts(report), [1, 0, 0, 0]);
    assert.deepEqual(filesIn(bench.source), []);
    assert.equal(sha256(to), before);
    assert.deepEqual([fs.statSync(to).ino, fs.statSync(to).mtimeMs], [ino, mtimeMs]);
  });

  it('indexes in place without touching anything', async () => {
    const source = bench.put('x.fits', light(0, ROTATED));
    const before = fs.statSync(source);
    const archive = await bench.open();
    const report = await register(archive, 'in-place', bench.source);
    assert.deepEqual([report.registered[0]?.from, report.registered[0]?.to], [source, source]);
    assert.deepEqual(
      [fs.statSync(source).mtimeMs, fs.statSync(source).ctimeMs],
      [before.mtimeMs, before.ctimeMs],
    );
    assert.deepEqual(filesIn(bench.repository), []);
  });

  it('says in a dry run what it does afterwards, and touches nothing', async () => {
    for (let i = 0; i < 3; i++) bench.put(`${i}.fits`, light(i));
    bench.put('same.fits', light(1));
    const archive = await bench.open();
    const ask = (dryRun: boolean) => {
      const request = { sources: [bench.source], mode: 'copy', dryRun } as const;
      return archive.register(request, {
        progress: { report() {} },
        cancel: { isCancellationRequested: false },
      });
    };
    const dry = await ask(true);
    assert.deepEqual(filesIn(bench.repository), []);
    assert.equal((await archive.status()).frameCount, 0);
    const real = await ask(false);
    assert.deepEqual({ ...dry, seconds: 0, plan: null }, { ...real, seconds: 0 });
    assert.deepEqual(counts(real), [3, 1, 0, 0]);
  });

  it('knows everything the second time', async () => {
    for (let i = 0; i < 3; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    const before = filesIn(bench.repository);
    const again = await register(archive, 'copy', bench.source);
    assert.deepEqual(counts(again), [0, 3, 0, 0]);
    assert.ok(again.duplicates.every(({ of, same }) => same === 'size and time' && fs.existsSync(of)));
    assert.deepEqual(counts(await register(archive, 'in-place', bench.repository)), [0, 0, 0, 3]);
    assert.deepEqual(filesIn(bench.repository), before);
  });

  it('does not mistake a new file under an old name for a known one', async () => {
    bench.put('x.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    bench.put('x.fits', light(1));
    assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [1, 0, 0, 0]);
  });

  it('never calls a file the same whose bytes it has not compared', async () => {
    const source = bench.put('a.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    const { atime, mtime } = fs.statSync(source);
    bench.put('a.fits', light(1));
    fs.utimesSync(source, atime, mtime);
    const known = async () =>
      (await register(archive, 'copy', bench.source)).duplicates.map(({ same }) => same);
    assert.deepEqual(await known(), ['size and time']);
    bench.put('a.fits', light(0));
    assert.deepEqual(await known(), ['file'], 'which was read, since its time is another one');
  });

  it('copies again when the archived file is gone', async () => {
    bench.put('x.fits');
    const archive = await bench.open();
    const [first] = (await register(archive, 'copy', bench.source)).registered;
    fs.rmSync(first?.to ?? '');
    const [second] = (await register(archive, 'copy', bench.source)).registered;
    assert.equal(second?.to, first?.to);
    assert.equal((await archive.status()).frameCount, 1);
  });

  it('adds the CD matrix to the copy and not to the source', async () => {
    const source = bench.put('x.fits', light(0, ROTATED));
    const before = sha256(source);
    const archive = await bench.open();
    const [done] = (await register(archive, 'copy', bench.source)).registered;
    assert.equal(sha256(source), before);
    assert.equal(done?.sha256, before);
    const cards = imageHeader(readFitsFile(done.to))?.cards ?? [];
    const element = Number(cards.find(({ keyword }) => keyword === 'CD1_1')?.value);
    assert.ok(Math.abs(element - -0.001 * Math.cos(Math.PI / 6)) < 1e-15);
    assert.equal(await imageDigest(done.to), await imageDigest(source));
    assert.ok(Math.abs(fs.statSync(done.to).mtimeMs - fs.statSync(source).mtimeMs) < 0.01);
    assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [0, 1, 0, 0]);
  });

  it('adds the CD matrix when moving, too, and keeps the hash of the original', async () => {
    const source = bench.put('x.fits', light(0, ROTATED));
    const before = sha256(source);
    const pixels = await imageDigest(source);
    const archive = await bench.open();
    const [done] = (await register(archive, 'move', bench.source)).registered;
    assert.deepEqual(filesIn(bench.source), []);
    assert.equal(done?.sha256, before);
    assert.notEqual(sha256(done.to), before);
    assert.equal(await imageDigest(done.to), pixels);
    assert.deepEqual(filesIn(bench.repository).length, 1);
  });

  it('leaves headers alone where the settings say so', async () => {
    bench.put('x.fits', light(0, ROTATED));
    const [done] = (await register(await bench.open({ addWcs: 'never' }), 'copy', bench.source)).registered;
    assert.equal(sha256(done?.to ?? ''), done?.sha256);
  });

  it('keeps gzip and fpack extensions', async () => {
    bench.put('a.fits.gz', zlib.gzipSync(makeFits(light(0))));
    bench.put('b.FIT.GZ', zlib.gzipSync(makeFits(light(1))));
    bench.put('c.fits.fz', light(2));
    const report = await register(await bench.open(), 'copy', bench.source);
    assert.deepEqual(
      report.registered.map(({ to }) => path.basename(to).replace(/^.*-t-10/, '')),
      ['.fits.gz', '.FIT.GZ', '.fits.fz'],
    );
  });

  it('sees that a gzipped file holds the image of another one', async () => {
    bench.put('a.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    bench.put('a.fits.gz', zlib.gzipSync(makeFits(light(0))));
    const report = await register(archive, 'copy', bench.source);
    assert.deepEqual(
      report.duplicates.map(({ same }) => same),
      ['size and time', 'image'],
    );
  });

  it('numbers frames of the same second in the order of their exposure', async () => {
    const bias = (seed: number) =>
      light(seed, { IMAGETYP: 'BIAS', EXPTIME: 0, 'DATE-OBS': `2024-09-13T20:00:00.${9 - seed}00` });
    for (let i = 0; i < 4; i++) bench.put(`${i}.fits`, bias(i));
    const report = await register(await bench.open(), 'copy', bench.source);
    const tails = report.registered.map(({ from, to }) => [path.basename(from), to.slice(-11)]);
    assert.deepEqual(tails, [
      ['3.fits', '1-t-10.fits'],
      ['2.fits', '10_001.fits'],
      ['1.fits', '10_002.fits'],
      ['0.fits', '10_003.fits'],
    ]);
  });

  it('takes names that differ in case only for the same', async () => {
    bench.put('a.fits', light(0, { OBJECT: 'M31', TELESCOP: 'Esprit' }));
    bench.put(
      'b.fits',
      light(0, { OBJECT: 'm31', TELESCOP: 'ESPRIT', GAIN: 101, 'DATE-OBS': '2024-09-13T20:00:00.5' }),
    );
    const report = await register(await bench.open(), 'copy', bench.source);
    const folded = report.registered.map(({ to }) => to.toLowerCase());
    assert.equal(folded.length, 2);
    assert.equal(new Set(folded).size, 2);
  });

  it('registers the same file once, however often it is there', async () => {
    bench.put('a.fits');
    bench.put('b/c.fits');
    const report = await register(await bench.open(), 'move', [
      bench.source,
      bench.source,
      `${bench.source}/b`,
    ]);
    assert.deepEqual(counts(report), [1, 1, 0, 0]);
    assert.equal(report.duplicates[0]?.of, report.registered[0]?.to);
    assert.equal(filesIn(bench.source).length, 1, 'a duplicate stays where it is');
  });

  it('finds the same image under another header', async () => {
    bench.put('a.fits', light(0));
    bench.put('b.fits', light(0, { OBSERVER: 'Somebody' }));
    const report = await register(await bench.open(), 'copy', bench.source);
    assert.deepEqual(counts(report), [1, 1, 0, 0]);
    assert.equal(report.duplicates[0]?.same, 'image');
  });

  it('keeps black frames that were taken at different times', async () => {
    const black = (seed: number) => ({ ...light(seed, { IMAGETYP: 'DARK' }), pixels: () => 0 });
    for (let i = 0; i < 3; i++) bench.put(`${i}.fits`, black(i));
    const archive = await bench.open();
    assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [3, 0, 0, 0]);
    bench.put('3.fits', black(3));
    assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [1, 3, 0, 0]);
  });

  it('registers a file again that has changed in place, under the same id', async () => {
    const file = bench.put('x.fits', light(0));
    const archive = await bench.open();
    await register(archive, 'in-place', bench.source);
    const [before] = await allFrames(archive);
    bench.put('x.fits', light(0, { OBJECT: 'M 31', OBSERVER: 'Somebody' }));
    fs.utimesSync(file, 1, 1);
    for (const mode of ['in-place', 'copy', 'move'] as const) {
      fs.utimesSync(file, 1, fs.statSync(file).mtimeMs / 1000 + 10);
      assert.deepEqual(counts(await register(archive, mode, bench.source)), [1, 0, 0, 0], mode);
    }
    const frames = await allFrames(archive);
    assert.deepEqual(
      frames.map(({ id, path: where, object }) => [id, where, object]),
      [[before?.id, file, 'M 31']],
    );
    assert.equal(frames[0]?.sha256, sha256(file));
  });

  it('moves a file of the repository from a wrong place to its own', async () => {
    const stray = path.join(bench.repository, 'inbox', 'x.fits');
    fs.mkdirSync(path.dirname(stray), { recursive: true });
    fs.writeFileSync(stray, makeFits(light(0)));
    const archive = await bench.open();
    await register(archive, 'move', bench.repository);
    assert.deepEqual(filesIn(bench.repository), [path.join(FOLDER, `${NAME}.fits`)]);
    assert.deepEqual(counts(await register(archive, 'move', bench.repository)), [0, 0, 0, 1]);
  });

  it('follows files that the user has moved by hand', async () => {
    bench.put('x.fits', light(0));
    bench.put('y.fits', light(1, ROTATED));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    const before = await allFrames(archive);
    const elsewhere = path.join(bench.repository, 'Elsewhere');
    fs.renameSync(path.join(bench.repository, 'Light'), elsewhere);
    assert.deepEqual(counts(await register(archive, 'in-place', bench.repository)), [2, 0, 0, 0]);
    const after = await allFrames(archive);
    assert.deepEqual(
      after.map(({ id }) => id),
      before.map(({ id }) => id),
    );
    assert.ok(after.every((frame) => frame.path.startsWith(elsewhere) && fs.existsSync(frame.path)));
  });
});
