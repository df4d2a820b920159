import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import { openArchive } from '../../../../../src/core/archive/open';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import { CHECKOUT_MARKER } from '../../../../../src/core/operations/checkout/marker';
import { allFrames, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { filesIn, sha256 } from '../../../../support/files';
import { writeFits } from '../../../../support/makeFits';
import { light, ROTATED } from '../../../../support/night';
import { complaints, editText, flipBit, pathOf, verify } from './support';

describe('verify', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
  });
  afterEach(() => bench.dispose());

  const fill = async (objects: readonly string[]) => {
    objects.forEach((object, i) => bench.put(`${i}.fits`, light(i, { OBJECT: object })));
    await register(archive, 'copy', bench.source);
  };
  const hashes = () => filesIn(bench.repository).map((name) => sha256(path.join(bench.repository, name)));

  it('finds nothing wrong with an archive that was left alone, edited lights and all', async () => {
    bench.put('turned.fits', light(50, { ...ROTATED, OBJECT: 'Turned' }));
    await fill(['A', 'B']);
    const before = hashes();
    const original = sha256(path.join(bench.source, 'turned.fits'));
    assert.notEqual(sha256(await pathOf(archive, 'Turned')), original, 'it got a CD matrix');
    for (const quick of [true, false]) {
      const report = await verify(archive, { quick });
      assert.deepEqual(complaints(report), {});
      assert.deepEqual([report.checked, report.resumed, report.cancelled], [3, null, false]);
    }
    assert.deepEqual(hashes(), before, 'no file was touched');
  });

  it('says what is missing, changed, unreadable and unknown', async () => {
    await fill(['Gone', 'Touched', 'Header', 'Pixel', 'Rotten', 'Short', 'Fine']);
    const at = (object: string) => pathOf(archive, object);
    const [gone, touched, header, pixel, rotten, short] = [
      await at('Gone'),
      await at('Touched'),
      await at('Header'),
      await at('Pixel'),
      await at('Rotten'),
      await at('Short'),
    ];
    fs.rmSync(gone);
    fs.utimesSync(touched, 1, 1);
    editText(header, "FILTER  = 'L       '", "FILTER  = 'R       '");
    fs.utimesSync(header, 2, 2);
    flipBit(pixel, 2880);
    flipBit(rotten, 2870);
    fs.truncateSync(short, 2900);
    const unknown = writeFits(bench.repository, 'Light/strange.fits', light(70));
    const report = await verify(archive);
    assert.deepEqual(report.missing, [{ path: gone }]);
    assert.deepEqual(
      new Map(report.changed.map(({ path, what }) => [path, what])),
      new Map([
        [touched, 'time'],
        [header, 'header'],
        [pixel, 'pixels'],
        [rotten, 'content'],
      ]),
    );
    assert.deepEqual(
      report.unreadable.map(({ path }) => path),
      [short],
    );
    assert.deepEqual(report.unknown, [{ path: unknown }]);
    assert.equal(report.checked, 7);
  });

  it('marks what is missing until it is there again', async () => {
    await fill(['A', 'B']);
    const file = await pathOf(archive, 'A');
    const missing = async () =>
      (await allFrames(archive)).filter((frame) => frame.missing).map(({ path: at }) => at);
    fs.renameSync(file, `${file}.kept`);
    await verify(archive, { quick: true });
    assert.deepEqual(await missing(), [file]);
    fs.renameSync(`${file}.kept`, file);
    await verify(archive);
    assert.deepEqual(await missing(), []);
  });

  it('quick, looks at sizes and times alone', async () => {
    await fill(['Gone', 'Touched', 'Pixel', 'Short']);
    const [gone, touched, short] = [
      await pathOf(archive, 'Gone'),
      await pathOf(archive, 'Touched'),
      await pathOf(archive, 'Short'),
    ];
    fs.rmSync(gone);
    fs.utimesSync(touched, 1, 1);
    flipBit(await pathOf(archive, 'Pixel'), 2880);
    fs.truncateSync(short, 2900);
    assert.deepEqual(complaints(await verify(archive, { quick: true })), {
      missing: [{ path: gone }],
      changed: [
        { path: touched, what: 'time' },
        { path: short, what: 'size' },
      ],
    });
  });

  it('passes over checkouts, hidden folders, links and files without an image', async () => {
    await fill(['A']);
    const put = (name: string) => writeFits(bench.repository, name, light(20));
    put('Checkout/M1/lights/1.fits');
    fs.writeFileSync(path.join(bench.repository, 'Checkout/M1', CHECKOUT_MARKER), '{}');
    put('.trash/2.fits');
    writeFits(bench.repository, 'table.fits', { cards: { OBJECT: 'nothing' } });
    fs.symlinkSync(await pathOf(archive, 'A'), path.join(bench.repository, 'link.fits'));
    assert.deepEqual(complaints(await verify(archive)), {});
    const damaged = writeFits(bench.repository, 'damaged.fits', Buffer.from('no header'));
    assert.deepEqual((await verify(archive)).unknown, [{ path: damaged }]);
  });

  it('calls a file unreadable that has become a folder or a link', async () => {
    await fill(['A', 'B']);
    const [a, b] = [await pathOf(archive, 'A'), await pathOf(archive, 'B')];
    fs.renameSync(a, path.join(bench.folder, 'elsewhere.fits'));
    fs.symlinkSync(path.join(bench.folder, 'elsewhere.fits'), a);
    fs.rmSync(b);
    fs.mkdirSync(b);
    const { unreadable } = await verify(archive, { quick: true });
    assert.deepEqual(unreadable.map(({ path }) => path).sort(), [a, b].sort());
  });

  it('refuses to call everything missing where the repository is not there', async () => {
    await fill(['A']);
    fs.renameSync(bench.repository, path.join(bench.folder, 'unplugged'));
    await assert.rejects(
      verify(archive),
      failed('file', { path: bench.repository, reason: 'repository-missing' }),
    );
  });

  describe('that was cancelled', () => {
    /** More than a page, so that the second one is reached. */
    const COUNT = 600;
    const started = (after: number) => {
      const cancel = { isCancellationRequested: false };
      let reports = 0;
      const progress = {
        report: () => {
          if (++reports > after) cancel.isCancellationRequested = true;
        },
      };
      return { cancel, progress };
    };
    beforeEach(async function () {
      this.timeout(60_000);
      for (let i = 0; i < COUNT; i++) {
        writeFits(bench.repository, `${i}.fits`, light(i, { 'DATE-OBS': `2024-09-13T20:00:00.${i}` }));
      }
      await register(archive, 'in-place', bench.repository);
    });

    it('goes on where it stopped, over a restart, or from the start', async () => {
      const first = await verify(archive, {}, { ...noContext, cancel: { isCancellationRequested: true } });
      assert.deepEqual([first.checked, first.cancelled, first.unknown], [0, true, []]);
      // Cancelled in the middle: as soon as files of the second page are looked at.
      let seen = 0;
      const half = await verify(
        archive,
        { quick: true },
        {
          progress: noContext.progress,
          cancel: {
            get isCancellationRequested() {
              return ++seen > 10;
            },
          },
        },
      );
      assert.ok(half.cancelled && half.checked > 0 && half.checked < COUNT, `${half.checked}`);
      await archive.close();
      archive = await bench.open();
      const rest = await verify(archive, { quick: true });
      assert.equal(rest.checked + half.checked, COUNT);
      assert.match(rest.resumed ?? '', /^20\d\d-.*Z$/);
      assert.equal((await verify(archive, { quick: true })).checked, COUNT, 'a finished one begins again');
    });

    it('leaves the last frame that was checked before missing, where it goes on behind it', async () => {
      let seen = 0;
      const cancel = {
        get isCancellationRequested() {
          return ++seen > 10;
        },
      };
      const half = await verify(archive, { quick: true }, { ...noContext, cancel });
      const frames = (await archive.frames({ limit: 1000 })).items;
      const last = frames[half.checked - 1];
      assert.ok(last && half.cancelled);
      fs.rmSync(last.path);
      await archive.follow({ paths: [last.path] }, noContext);
      const rest = await verify(archive, { quick: true });
      assert.equal(rest.checked, COUNT - half.checked);
      const after = (await archive.frames({ limit: 1000 })).items.filter(({ missing }) => missing);
      assert.deepEqual(
        after.map(({ id }) => id),
        [last.id],
      );
    });

    it('begins with the first frame when asked to, and keeps quick and thorough apart', async () => {
      const cancelled = await verify(archive, { quick: true }, started(0));
      assert.equal(cancelled.cancelled, true);
      const thorough = await verify(archive, { quick: false });
      assert.deepEqual([thorough.checked, thorough.resumed], [COUNT, null]);
      const anew = await verify(archive, { quick: true, fromStart: true });
      assert.deepEqual([anew.checked, anew.resumed], [COUNT, null]);
    });
  });

  it('stops and can be gone on with when the archive is closed', async () => {
    await fill(['A', 'B', 'C']);
    const verifying = verify(archive);
    await archive.close();
    const report = await verifying;
    archive = await bench.open();
    const rest = await verify(archive);
    assert.equal(report.cancelled ? report.checked + rest.checked : rest.checked, 3);
    assert.deepEqual(complaints(rest), {});
  });

  it('lets a registration go on beside it, and believes its result', async () => {
    await fill(['A', 'B']);
    bench.put('more.fits', light(40, { OBJECT: 'C' }));
    const [report] = await Promise.all([verify(archive), register(archive, 'copy', bench.source)]);
    assert.deepEqual(complaints(report), {});
  });

  it('works for a reader, who remembers nothing', async () => {
    await fill(['A']);
    await archive.close();
    const reader = await openArchive({
      settings: bench.settings(),
      log: silentLog,
      access: 'read',
      hashThreads: 0,
    });
    assert.deepEqual(complaints(await verify(reader)), {});
    await reader.close();
  });
});
