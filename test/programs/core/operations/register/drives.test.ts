/** Drives that are full, read-only or another one, and files of other users: nothing is lost, the rest goes on. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { allFrames, Bench, counts, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { light, ROTATED } from '../../../../support/night';

const asRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** Mounts a small file system of its own; undefined where that is not allowed. */
function mountSmall(folder: string, bytes: number): (() => void) | undefined {
  if (!asRoot) return undefined;
  fs.mkdirSync(folder, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]).status !== 0)
    return undefined;
  return () => void spawnSync('umount', ['-l', folder]);
}

describe('register, on difficult drives', () => {
  let bench: Bench;
  let unmount: (() => void) | undefined;
  beforeEach(() => (bench = new Bench()));
  afterEach(async () => {
    unmount?.();
    unmount = undefined;
    await bench.dispose();
  });

  it('files what fits on a drive that fills up, and leaves the rest where it was', async function () {
    unmount = mountSmall(bench.repository, 400_000);
    if (!unmount) return this.skip(); // Only an administrator of Linux can mount a small drive.
    const big = (seed: number) => ({ ...light(seed), width: 200, height: 200 });
    for (let i = 0; i < 8; i++) bench.put(`${i}.fits`, big(i));
    const sums = filesIn(bench.source).map((name) => sha256(path.join(bench.source, name)));
    const archive = await bench.open();
    for (const mode of ['copy', 'move'] as const) {
      const report = await register(archive, mode, bench.source);
      assert.equal(report.failed.length > 0, true);
      for (const { reason } of report.failed) assert.equal(reason, 'ENOSPC');
    }
    const left = filesIn(bench.source).map((name) => sha256(path.join(bench.source, name)));
    const there = filesIn(bench.repository).map((name) => sha256(path.join(bench.repository, name)));
    assert.ok(there.length > 0 && there.length < 8);
    assert.deepEqual([...new Set([...left, ...there])].sort(), sums.sort());
    assert.deepEqual((await allFrames(archive)).map((frame) => frame.sha256).sort(), there.sort());
  });

  it('moves across file systems with a verified copy, times and matrix included', async function () {
    unmount = mountSmall(bench.repository, 4_000_000);
    if (!unmount) return this.skip(); // Only an administrator of Linux can mount another drive.
    const source = bench.put('x.fits', light(0, ROTATED));
    fs.chmodSync(source, 0o444);
    const { mtimeMs } = fs.statSync(source);
    const before = sha256(source);
    bench.put('y.fits', light(1));
    const report = await register(await bench.open(), 'move', bench.source);
    assert.deepEqual(counts(report), [2, 0, 0, 0]);
    assert.deepEqual(filesIn(bench.source), []);
    assert.equal(report.registered[0]?.sha256, before);
    assert.ok(Math.abs(fs.statSync(report.registered[0].to).mtimeMs - mtimeMs) < 0.01);
    assert.equal(filesIn(bench.repository).length, 2);
  });

  it('moves nothing from a read-only drive, but copies from it', async function () {
    unmount = mountSmall(bench.source, 4_000_000);
    if (!unmount) return this.skip(); // Only an administrator of Linux can mount a drive.
    bench.put('x.fits');
    execFileSync('mount', ['-o', 'remount,ro', bench.source]);
    const archive = await bench.open();
    const moved = await register(archive, 'move', bench.source);
    assert.equal(moved.failed[0]?.reason, 'EROFS');
    assert.deepEqual(filesIn(bench.repository), []);
    assert.deepEqual(counts(await register(archive, 'copy', bench.source)), [1, 0, 0, 0]);
  });

  it('reports what another user may not read or remove', function () {
    if (!asRoot) return this.skip(); // Only an administrator can become somebody else.
    bench.put('good.fits', light(0));
    fs.chmodSync(bench.put('secret.fits', light(1)), 0);
    fs.mkdirSync(path.join(bench.source, 'closed'), { mode: 0o700 });
    fs.mkdirSync(bench.repository);
    fs.mkdirSync(path.dirname(bench.database));
    for (const folder of [bench.repository, path.dirname(bench.database)]) fs.chownSync(folder, 65534, 65534);
    fs.chmodSync(bench.folder, 0o755);
    // A private folder for temporary files lets nobody else through to the test's own.
    if ((fs.statSync(os.tmpdir()).mode & 0o077) === 0) fs.chmodSync(os.tmpdir(), 0o711);
    const open = pathToFileURL(path.resolve('src/core/archive/open.ts')).href;
    const script = `
      const { openArchive } = (await import(${JSON.stringify(open)})).default;
      process.setgid(65534); process.setuid(65534);
      const archive = await openArchive({ settings: ${JSON.stringify(bench.settings())}, hashThreads: 0,
        log: { debug() {}, info() {}, warn() {}, error() {} } });
      const context = { progress: { report() {} }, cancel: { isCancellationRequested: false } };
      const reports = [];
      for (const mode of ['move', 'copy']) reports.push(await archive.register(
        { sources: [${JSON.stringify(bench.source)}], mode, dryRun: false }, context));
      await archive.close();
      process.stdout.write(JSON.stringify(reports));`;
    const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    if (/EACCES.*(node_modules|src)/.test(run.stderr)) return this.skip(); // The project itself is not readable by others.
    assert.equal(run.status, 0, run.stderr);
    const [moved, copied] = JSON.parse(run.stdout) as Awaited<ReturnType<typeof register>>[];
    assert.deepEqual(moved?.failed.map((failed) => path.basename(failed.path)).sort(), [
      'closed',
      'good.fits',
      'secret.fits',
    ]);
    assert.ok(moved.failed.every(({ error }) => /permission denied/.test(error)));
    assert.deepEqual(copied && counts(copied), [1, 0, 2, 0]);
    assert.equal(filesIn(bench.repository).length, 1);
    assert.equal(filesIn(bench.source).length, 2);
  });
});
