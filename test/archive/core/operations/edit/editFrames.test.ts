/** Amending frames of an archive: headers and names change, everything else stays; and it can be taken back. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CardChange } from '../../../../../src/core/api/archive';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import { noContext } from '../../../../../src/core/base/ports';
import { historyOf } from '../../../../../src/core/operations/edit/editFrames';
import type { FrameEdit } from '../../../../../src/core/operations/edit/planEdits';
import { isSameTime } from '../../../../../src/core/storage/files/fileState';
import { Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { filesIn, sha256 } from '../../../../support/files';
import { light, writeNight } from '../../../../support/night';
import { Insides } from './support';

const OBJECT: readonly CardChange[] = [{ do: 'set', keyword: 'OBJECT', value: 'M 31' }];

describe('amending frames', () => {
  let bench: Bench;
  let insides: Insides | undefined;
  beforeEach(() => (bench = new Bench()));
  afterEach(async () => {
    await insides?.close();
    insides = undefined;
    await bench.dispose();
  });

  const open = async () => (insides = await Insides.open(bench.settings()));
  const fill = async (mode: 'move' | 'copy' | 'in-place' = 'copy', folder = bench.source) => {
    const archive = await bench.open();
    await register(archive, mode, folder);
    await archive.regenerate({}, noContext);
    await archive.close();
  };
  const amendment = (frame: ArchivedFrame, more: Partial<FrameEdit> = {}): FrameEdit => ({
    frame: frame.id,
    cards: OBJECT,
    history: historyOf("OBJECT was 'NGC 7000'"),
    rename: true,
    ...more,
  });
  const bytesOf = () =>
    new Map(filesIn(bench.repository).map((name) => [name, sha256(path.join(bench.repository, name))]));
  /** Times of files that were put back are off by what a drive and Node round: 2 µs on Windows. */
  const sameFrames = (now: readonly ArchivedFrame[], before: readonly ArchivedFrame[]) => {
    assert.deepEqual(
      now.map((frame, i) => ({ ...frame, mtime: before[i]?.mtime })),
      before,
    );
    for (const [i, { mtime }] of now.entries()) assert.ok(isSameTime(mtime, before[i]?.mtime ?? 0));
  };
  const undo = async () => {
    await insides?.close();
    insides = undefined;
    const archive = await bench.open();
    const report = await archive.undo({ operation: null, dryRun: false }, noContext);
    await archive.close();
    return report;
  };

  it('edits headers, renames files, keeps rows, and gives everything back', async () => {
    writeNight(bench.source);
    await fill();
    const { parts, amend, all } = bound(await open());
    const before = all();
    const files = bytesOf();
    const lights = before.filter(({ type }) => type === 'light');
    const report = await amend(lights.map((frame) => amendment(frame)));
    assert.deepEqual(report.counts, { changed: 3, edited: 3, renamed: 3, left: 0, unchanged: 0, failed: 0 });
    assert.deepEqual(report.failed, []);
    for (const old of lights) {
      const now = parts.frames.byId(old.id) ?? assert.fail();
      assert.equal(now.object, 'M 31');
      assert.match(now.path, /Light[/\\]M_31[/\\].*[/\\]M_31-Esprit-/);
      assert.equal(now.sha256, old.sha256);
      assert.equal(now.editedSha256, sha256(now.path));
      assert.ok(isSameTime(fs.statSync(now.path).mtimeMs, old.mtime));
      assert.equal(fs.existsSync(old.path), false);
      const text = fs.readFileSync(now.path).toString('latin1');
      // eslint-disable-next-line no-restricted-syntax -- a card
      assert.match(text, /HISTORY Astro Archive: OBJECT was 'NGC 7000', \d{4}-\d\d-\d\d/);
      assert.notEqual(now.session, old.session);
      assert.equal(parts.sessions.byId(now.session ?? '')?.object, 'M 31');
    }
    assert.equal(fs.existsSync(path.join(bench.repository, 'Light', 'NGC_7000')), false);
    const undone = await undo();
    assert.deepEqual([undone.undone.length, undone.refused], [3, []]);
    assert.deepEqual(bytesOf(), files);
    sameFrames((await open()).all(), before);
  });

  it('leaves alone what it cannot or may not change, and says why', async () => {
    const names = ['missing', 'changed', 'fixed', 'damaged', 'good'];
    names.forEach((name, i) => bench.put(`${name}.fits`, light(i)));
    bench.put(
      'zipped.fits.gz',
      (await import('node:zlib')).gzipSync(fs.readFileSync(bench.put('x.fits', light(9)))),
    );
    fs.rmSync(path.join(bench.source, 'x.fits'));
    await fill('in-place');
    const { amend, all } = bound(await open());
    const at = (name: string) => path.join(bench.source, `${name}.fits`);
    fs.rmSync(at('missing'));
    fs.appendFileSync(at('changed'), 'x');
    const { mtime, atime } = fs.statSync(at('damaged'));
    const bytes = fs.readFileSync(at('damaged'));
    bytes[3000] = (bytes[3000] ?? 0) ^ 1;
    fs.writeFileSync(at('damaged'), bytes);
    fs.utimesSync(at('damaged'), atime, mtime);
    fs.chmodSync(at('fixed'), 0o444);
    const frames = all();
    const report = await amend(frames.map((frame) => amendment(frame)));
    const reasons = new Map([
      ...report.left.map((one) => [path.basename(one.path), one.reason] as const),
      ...report.failed.map((one) => [path.basename(one.path), one.reason] as const),
    ]);
    assert.equal(reasons.get('missing.fits'), 'ENOENT');
    assert.equal(reasons.get('changed.fits'), 'changed');
    assert.equal(reasons.get('zipped.fits.gz'), 'gzipped');
    assert.equal(reasons.get('damaged.fits'), 'other-bytes');
    if (process.getuid?.() !== 0) assert.match(reasons.get('fixed.fits') ?? '', /^(EACCES|EPERM)$/);
    assert.equal(fs.readFileSync(at('damaged')).equals(bytes), true);
    const good = all().find((frame) => frame.path === at('good'));
    assert.equal(good?.object, 'M 31');
    assert.equal(report.changed.find((row) => row.path === at('good'))?.reason, 'outside');
  });

  it('never takes a name that something has', async () => {
    bench.put('a.fits', light(1));
    bench.put('b.fits', light(2, { OBJECT: 'M 31', 'DATE-OBS': '2024-09-13T20:01:00.000' }));
    await fill();
    const { amend, all, plan } = bound(await open());
    const a = all().find(({ object }) => object === 'NGC 7000') ?? assert.fail();
    const b = all().find(({ object }) => object === 'M 31') ?? assert.fail();
    const planned = (await plan([amendment(a)])).rows[0]?.row.to ?? '';
    assert.equal(planned, b.path.replace('.fits', '_001.fits'));
    // The file of a missing frame may come back, and its path is kept for it.
    const bytes = fs.readFileSync(b.path);
    fs.rmSync(b.path);
    assert.equal((await plan([amendment(a)])).rows[0]?.row.to, planned);
    fs.writeFileSync(b.path, bytes);
    fs.writeFileSync(planned, 'somebody else');
    const report = await amend([amendment(a)]);
    assert.equal(report.changed[0]?.to, b.path.replace('.fits', '_002.fits'));
    assert.equal(fs.readFileSync(planned, 'utf8'), 'somebody else');
  });

  it('stops between files when it is cancelled, and can be taken back from there', async () => {
    for (let i = 0; i < 100; i++) bench.put(`${i}.fits`, light(i));
    await fill();
    const { amend, all } = bound(await open());
    const before = all();
    const files = bytesOf();
    let asked = 0;
    const cancel = {
      get isCancellationRequested() {
        return asked++ > 30;
      },
    };
    const report = await amend(
      before.map((frame) => amendment(frame)),
      { ...noContext, cancel },
    );
    assert.equal(report.cancelled, true);
    assert.ok(report.changed.length > 0 && report.changed.length < 100);
    for (const frame of all()) assert.equal(fs.statSync(frame.path).size, frame.size);
    assert.equal(all().filter(({ object }) => object === 'M 31').length, report.changed.length);
    await undo();
    assert.deepEqual(bytesOf(), files);
    sameFrames((await open()).all(), before);
  });

  it('touches no header of a file whose name stays, where that is asked for', async () => {
    bench.put('a.fits', light(1));
    await fill('in-place');
    const { amend, all } = bound(await open());
    const [frame = assert.fail()] = all();
    const report = await amend([amendment(frame, { onlyWithName: true })]);
    assert.deepEqual(report.changed, []);
    assert.deepEqual(
      report.left.map(({ path, reason }) => [path, reason]),
      [[frame.path, 'outside']],
    );
    assert.equal(sha256(frame.path), frame.sha256);
  });

  it('refuses a plan that no longer holds', async () => {
    bench.put('a.fits', light(1));
    await fill();
    const { amend, all, plan, parts } = bound(await open());
    const [frame = assert.fail()] = all();
    const old = await plan([amendment(frame)]);
    await amend([amendment(frame)]);
    const again = await import('../../../../../src/core/operations/edit/editFrames');
    await assert.rejects(
      again.editFrames({ kind: 'set', detail: {} }, old, parts, noContext),
      failed('stale'),
    );
  });

  it('takes only back what an operation has learnt where there were no files', async () => {
    bench.put('a.fits', light(1));
    await fill();
    const { amend } = bound(await open());
    await amend([], noContext, {
      kind: 'map',
      detail: {},
      learn: (sqlite) =>
        sqlite.run("insert into alias values ('object', 'NGC 7000', 'North America', 'folded')"),
    });
    const archive = await reopened();
    assert.equal((await archive.sessions({})).items[0]?.object, 'North America');
    await archive.undo({ operation: null, dryRun: false }, noContext);
    assert.equal((await archive.sessions({})).items[0]?.object, 'NGC 7000');
    assert.deepEqual(await archive.nameRules({ action: 'list' }), []);
    await archive.close();
  });

  const reopened = async () => {
    await insides?.close();
    insides = undefined;
    return bench.open();
  };

  function bound(of: Insides) {
    return { parts: of.parts, amend: of.amend.bind(of), plan: of.plan.bind(of), all: of.all.bind(of) };
  }
});
