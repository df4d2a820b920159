/** A plan that was shown: what it tells, that it is carried out as it was shown, and when it is not. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive, RegisterMode, RegisterReport } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { allFrames, Bench, counts, register } from '../../../../support/bench';
import { filesIn } from '../../../../support/files';
import { light, ROTATED, writeNight } from '../../../../support/night';

describe('a plan that was shown', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
  });
  afterEach(() => bench.dispose());

  const look = (mode: RegisterMode, sources = [bench.source]) =>
    archive.register({ sources, mode, dryRun: true }, noContext);
  const accept = ({ plan }: RegisterReport, mode: RegisterMode = 'copy') =>
    archive.register({ sources: [], mode, dryRun: false, plan: plan?.id ?? '' }, noContext);

  it('sums up by type and target folder, with sizes, header edits and room', async () => {
    writeNight(bench.source);
    bench.put('rotated.fits', light(20, ROTATED));
    const { plan, registered, bytes } = await look('copy');
    assert.ok(plan);
    assert.deepEqual(
      plan.groups.map(({ type, folder, files }) => [
        type,
        path.relative(bench.repository, folder ?? ''),
        files,
      ]),
      [
        ['light', 'Light/NGC_7000/Esprit/ASI2600/2024-09-13', 4],
        ['dark', 'Calibrate/Dark/Esprit/ASI2600/300s/2024-09-13', 2],
        ['dark', 'Masters/Dark/Esprit/ASI2600/300s/2024-09-13', 1],
        ['flat', 'Calibrate/Flat/Esprit/ASI2600/L/2024-09-13', 2],
        ['bias', 'Calibrate/Bias/Esprit/ASI2600/2024-09-13', 1],
      ].map(([type, folder, files]) => [type, path.join(...String(folder).split('/')), files]),
    );
    const sizes = filesIn(bench.source).map((name) => fs.statSync(path.join(bench.source, name)).size);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.equal(bytes, total);
    assert.equal(
      plan.groups.reduce((sum, group) => sum + group.bytes, 0),
      total,
    );
    assert.equal(plan.space.needed, total);
    assert.ok(plan.space.free === null || plan.space.free > 0);
    assert.equal(plan.edited, 1);
    const edits = registered.map(({ edits: text }) => text).filter((text) => text !== '');
    assert.deepEqual(edits, ['adds CD1_1, CD1_2, CD2_1, CD2_2']);
    const inPlace = await look('in-place');
    assert.deepEqual([inPlace.plan?.space.needed, inPlace.plan?.edited], [0, 0]);
  });

  it('hands its rows out by the page', async () => {
    for (let i = 0; i < 5; i++) bench.put(`${i}.fits`, light(i));
    bench.put('dark.fits', light(70, { IMAGETYP: 'DARK' }));
    bench.put('bad.fits', Buffer.from('bad'));
    bench.put('same.fits', light(0));
    const { plan } = await look('copy');
    const rows = async (request: object) => {
      const page = await archive.planRows({ plan: plan?.id ?? '', list: 'registered', ...request });
      return [page.items.map((row) => path.basename('from' in row ? row.from : row.path)), page.next];
    };
    assert.deepEqual(await rows({ group: 0, limit: 3 }), [['0.fits', '1.fits', '2.fits'], 3]);
    assert.deepEqual(await rows({ group: 0, from: 3 }), [['3.fits', '4.fits'], null]);
    assert.deepEqual(await rows({ group: 1 }), [['dark.fits'], null]);
    assert.deepEqual(await rows({ group: 9 }), [[], null]);
    assert.deepEqual(await rows({ list: 'failed' }), [['bad.fits'], null]);
    assert.deepEqual(await rows({ list: 'duplicates' }), [['same.fits'], null]);
  });

  for (const mode of ['copy', 'move', 'in-place'] as const) {
    it(`is carried out as a registration would be, without reading the files again (${mode})`, async () => {
      writeNight(bench.source);
      bench.put('rotated.fits', light(20, ROTATED));
      bench.put('bad.fits', Buffer.from('bad'));
      const file = path.join(bench.source, 'light_0.fits');
      fs.utimesSync(file, 1e9, 1e9);
      const shown = await look(mode);
      // The bytes of this one are others now, its size and time are not: nobody looks at them again.
      const fd = fs.openSync(file, 'r+');
      fs.writeSync(fd, Buffer.from([1]), 0, 1, 4000);
      fs.closeSync(fd);
      fs.utimesSync(file, 1e9, 1e9);
      const touched = mode === 'copy' ? [1, 1] : [0, 0];
      const done = await accept(shown, mode);
      const planned = shown.registered.filter(({ from }) =>
        done.failed.every((failed) => failed.path !== from),
      );
      assert.deepEqual(done.registered, planned);
      // A copy is compared with the hash of the plan, and says that it differs.
      assert.deepEqual(counts(done), [
        shown.counts.registered - (touched[0] ?? 0),
        0,
        1 + (touched[1] ?? 0),
        0,
      ]);
      const frames = await allFrames(archive);
      assert.deepEqual(
        frames.map((frame) => [frame.path, frame.sha256]).sort(),
        planned.map(({ to, sha256 }) => [to, sha256]).sort(),
      );
    });
  }

  it('stores the frames that a registration without a plan stores', async () => {
    writeNight(bench.source);
    await accept(await look('copy'));
    const planned = await allFrames(archive);
    await archive.close();
    fs.rmSync(bench.repository, { recursive: true });
    fs.rmSync(path.dirname(bench.database), { recursive: true });
    const other = await bench.open();
    await register(other, 'copy', bench.source);
    assert.deepEqual(await allFrames(other), planned);
  });

  it('touches neither files that came later nor files that have changed', async () => {
    const changed = bench.put('changed.fits', light(0));
    bench.put('sound.fits', light(1));
    const shown = await look('move');
    bench.put('late.fits', light(2));
    fs.appendFileSync(changed, 'more');
    const done = await accept(shown, 'move');
    assert.deepEqual(counts(done), [1, 0, 1, 0]);
    assert.deepEqual(
      done.failed.map(({ path, reason }) => [path, reason]),
      [[changed, 'changed']],
    );
    assert.deepEqual(filesIn(bench.source), ['changed.fits', 'late.fits']);
  });

  it('tells of a name that is taken by now, and takes no other', async () => {
    const file = bench.put('x.fits', light(0));
    const shown = await look('move');
    const to = shown.registered[0]?.to ?? '';
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, 'somebody else');
    const done = await accept(shown, 'move');
    assert.deepEqual(counts(done), [0, 0, 1, 0]);
    assert.equal(fs.readFileSync(to, 'utf8'), 'somebody else');
    assert.ok(fs.existsSync(file));
    assert.deepEqual(filesIn(bench.repository).length, 1);
  });

  it('holds no longer when the archive has changed, was used, or was replaced by another', async () => {
    const stale = { code: 'stale' };
    const cut = await archive.register(
      { sources: [bench.source], mode: 'copy', dryRun: true },
      { ...noContext, cancel: { isCancellationRequested: true } },
    );
    assert.ok(cut.cancelled);
    await assert.rejects(accept(cut), stale);
    bench.put('x.fits', light(0));
    const shown = await look('copy');
    const later = bench.put('later/y.fits', light(1));
    await register(archive, 'copy', path.dirname(later));
    await assert.rejects(accept(shown), stale);
    const again = await look('copy');
    const newest = await look('copy');
    await assert.rejects(accept(again), stale);
    await accept(newest);
    await assert.rejects(accept(newest), stale);
    await assert.rejects(archive.planRows({ plan: newest.plan?.id ?? '', list: 'failed' }), stale);
  });

  it('leaves nothing behind', async () => {
    bench.put('x.fits', light(0));
    const folder = path.dirname(bench.database);
    const { plan } = await look('copy');
    assert.ok(plan?.id);
    assert.ok(fs.readdirSync(folder).some((name) => name.includes('.plan-')));
    await archive.close();
    assert.ok(!fs.readdirSync(folder).some((name) => name.includes('.plan-')));
  });

  it('is told to whom may only read, but not kept', async () => {
    bench.put('x.fits', light(0));
    await archive.close();
    const { openArchive } = await import('../../../../../src/core/archive/open');
    const { silentLog } = await import('../../../../../src/core/base/ports');
    const reader = await openArchive({
      settings: bench.settings(),
      log: silentLog,
      access: 'read',
      hashThreads: 0,
    });
    const report = await reader.register({ sources: [bench.source], mode: 'copy', dryRun: true }, noContext);
    assert.deepEqual([report.plan?.id, report.plan?.groups.length], [null, 1]);
    await reader.close();
  });
});
