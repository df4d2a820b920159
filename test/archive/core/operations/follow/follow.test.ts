import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { allFrames, allSessions, Bench, register } from '../../../../support/bench';
import { writeFits } from '../../../../support/makeFits';
import { light, ROTATED } from '../../../../support/night';
import { pathOf } from '../verify/support';

describe('following files', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
    ['A', 'B', 'C'].forEach((object, i) => {
      const file = bench.put(`${i}.fits`, light(i, { ...(i === 0 ? ROTATED : {}), OBJECT: object }));
      fs.utimesSync(file, 1000 + i, 1000 + i);
    });
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
  });
  afterEach(() => bench.dispose());

  const follow = async (...paths: readonly string[]) => {
    const { seconds, cancelled, ...found } = await archive.follow({ paths }, noContext);
    assert.ok(seconds >= 0 && !cancelled);
    return Object.fromEntries(
      Object.entries(found).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value)),
    );
  };
  const inside = (name: string) => path.join(bench.repository, name);
  const move = (from: string, name: string) => {
    const to = inside(name);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.renameSync(from, to);
    return to;
  };
  const identity = async () =>
    (await allFrames(archive)).map(({ id, object, session, sha256 }) => ({ id, object, session, sha256 }));
  const missing = async () =>
    (await allFrames(archive)).filter((frame) => frame.missing).map(({ object }) => object);

  it('follows a renamed file, an edited one too, and keeps what the frame is', async () => {
    const before = await identity();
    const from = await pathOf(archive, 'A');
    const to = move(from, 'by hand/a.fits');
    assert.deepEqual(await follow(from, to), { moved: [{ from, to }] });
    assert.equal(await pathOf(archive, 'A'), to);
    assert.deepEqual(await identity(), before);
    assert.deepEqual(await follow(from, to), {}, 'there is nothing to do a second time');
  });

  it('follows a renamed folder by its two names alone', async () => {
    const before = await identity();
    const sessions = await allSessions(archive);
    fs.renameSync(inside('Light'), inside('Lichter'));
    const report = await archive.follow({ paths: [inside('Light'), inside('Lichter')] }, noContext);
    assert.equal(report.moved.length, 3);
    assert.ok((await allFrames(archive)).every((frame) => fs.existsSync(frame.path)));
    assert.deepEqual(await identity(), before);
    assert.deepEqual(await allSessions(archive), sessions);
  });

  for (const trash of [
    '#recycle',
    '@Recycle',
    '$RECYCLE.BIN/S-1-5',
    '.Trash-1000/files',
    '~snapshot/hourly.0',
  ]) {
    it(`counts a file that was deleted into ${trash} as missing, and takes it back from there`, async () => {
      const from = await pathOf(archive, 'A');
      const to = move(from, `${trash}/Light/a.fits`);
      assert.deepEqual(await follow(from, to), { missing: [{ path: from }] });
      assert.equal(await pathOf(archive, 'A'), from);
      assert.deepEqual(await follow(bench.repository), {}, 'nor is it new');
      fs.renameSync(to, from);
      assert.deepEqual(await follow(from), { returned: [{ path: from }] });
    });
  }

  it('marks a deleted file as missing, keeps its frame, and takes it back', async () => {
    const before = await identity();
    const file = await pathOf(archive, 'B');
    const kept = path.join(bench.folder, 'kept.fits');
    fs.renameSync(file, kept);
    assert.deepEqual(await follow(file), { missing: [{ path: file }] });
    assert.deepEqual(await missing(), ['B']);
    assert.deepEqual(await follow(file), {}, 'it is told once');
    assert.deepEqual(await identity(), before);
    fs.renameSync(kept, file);
    assert.deepEqual(await follow(path.dirname(file)), { returned: [{ path: file }] });
    assert.deepEqual(await missing(), []);
  });

  it('finds a file that comes back later at another place', async () => {
    const file = await pathOf(archive, 'B');
    const kept = path.join(bench.folder, 'kept.fits');
    fs.renameSync(file, kept);
    await follow(file);
    const to = move(kept, 'again.fits');
    assert.deepEqual(await follow(to), { moved: [{ from: file, to }] });
    assert.deepEqual(await missing(), []);
  });

  it('remembers what is missing when the archive is opened again', async () => {
    const file = await pathOf(archive, 'C');
    fs.rmSync(file);
    await follow(file);
    await archive.close();
    archive = await bench.open();
    assert.deepEqual(await missing(), ['C']);
  });

  it('follows files that have swapped their names', async () => {
    const [b, c] = [await pathOf(archive, 'B'), await pathOf(archive, 'C')];
    fs.renameSync(b, `${b}.aside`);
    fs.renameSync(c, b);
    fs.renameSync(`${b}.aside`, c);
    const report = await archive.follow({ paths: [b, c] }, noContext);
    assert.equal(report.moved.length, 2);
    assert.deepEqual([await pathOf(archive, 'B'), await pathOf(archive, 'C')], [c, b]);
  });

  it('reports a changed file and leaves its frame alone', async () => {
    const file = await pathOf(archive, 'B');
    fs.utimesSync(file, 1, 1);
    assert.deepEqual(await follow(file), { changed: [{ path: file, what: 'time' }] });
    assert.deepEqual(await missing(), []);
  });

  it('tells apart what of a file has changed', async () => {
    const [a, b, c] = [await pathOf(archive, 'A'), await pathOf(archive, 'B'), await pathOf(archive, 'C')];
    const block = Buffer.alloc(2880, ' ');
    const whole = fs.readFileSync(a);
    // Another block of the header, as a program that solves a field adds its cards.
    const end = whole.indexOf('END'.padEnd(80));
    fs.writeFileSync(a, Buffer.concat([whole.subarray(0, end), block, whole.subarray(end)]));
    const pixels = fs.readFileSync(b);
    const last = pixels.length - 2880;
    pixels[last] = (pixels[last] ?? 0) ^ 1;
    fs.writeFileSync(b, pixels);
    fs.truncateSync(c, 2880 + 1);
    const { changed } = await archive.follow({ paths: [a, b, c] }, noContext);
    assert.deepEqual(
      changed.map(({ path: file, what }) => [file, what]),
      [
        [a, 'header'],
        [b, 'pixels'],
        [c, 'pixels'],
      ],
    );
    fs.writeFileSync(c, 'SIMPLE');
    assert.deepEqual(await follow(c), { changed: [{ path: c, what: 'pixels' }] });
    assert.deepEqual(await missing(), [], 'their frames stay');
  });

  it('does not take a file of other pixels for a missing one, though size and time agree', async () => {
    const file = await pathOf(archive, 'B');
    const { atime, mtime } = fs.statSync(file);
    const other = writeFits(bench.repository, path.basename(file), light(40, { OBJECT: 'B' }));
    fs.utimesSync(other, atime, mtime);
    fs.rmSync(file);
    assert.deepEqual(await follow(file, other), { missing: [{ path: file }], unknown: [{ path: other }] });
  });

  it('counts new images, and passes over hidden ones, half-written ones, links and checkouts', async () => {
    const made = writeFits(bench.repository, 'new/n.fits', light(20, { OBJECT: 'New' }));
    const passed = [
      writeFits(bench.repository, '.hidden/h.fits', light(21)),
      writeFits(bench.repository, 'copy.fits.part', light(22)),
      writeFits(bench.repository, 'Checkout/x/process/r.fits', light(23)),
      writeFits(bench.folder, 'outside.fits', light(24)),
    ];
    fs.writeFileSync(inside('Checkout/x/.astro-archive-checkout.json'), '{}');
    fs.symlinkSync(made, inside('link.fits'));
    assert.deepEqual(await follow(inside('new'), ...passed, inside('link.fits')), {
      unknown: [{ path: made }],
    });
    assert.equal((await allFrames(archive)).length, 3);
  });

  it('concludes nothing where the repository is not there, or empty', async () => {
    const aside = path.join(bench.folder, 'aside');
    fs.renameSync(bench.repository, aside);
    assert.deepEqual(await follow(bench.repository), { absent: true });
    fs.mkdirSync(bench.repository);
    assert.deepEqual(await follow(bench.repository), { absent: true });
    assert.deepEqual(await missing(), []);
    fs.rmdirSync(bench.repository);
    fs.renameSync(aside, bench.repository);
    assert.deepEqual(await follow(bench.repository), {});
  });

  it('changes nothing when it is cancelled', async () => {
    const file = await pathOf(archive, 'B');
    fs.rmSync(file);
    const cancelled = { ...noContext, cancel: { isCancellationRequested: true } };
    assert.equal((await archive.follow({ paths: [file] }, cancelled)).cancelled, true);
    assert.deepEqual(await missing(), []);
  });
});
