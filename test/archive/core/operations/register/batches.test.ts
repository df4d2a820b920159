/** A million files pass through without being held: the queue, the batches, and registration batch by batch. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import {
  neverCancelled,
  noContext,
  type ProgressReport,
  silentLog,
} from '../../../../../src/core/base/ports';
import { register } from '../../../../../src/core/operations/register/register';
import { scanBatches } from '../../../../../src/core/operations/register/scanBatches';
import { LookAhead } from '../../../../../src/core/operations/scan/lookAhead';
import { inProcessPool, type ScanPool } from '../../../../../src/core/operations/scan/pool';
import type { FoundFile } from '../../../../../src/core/operations/scan/walk';
import { Database } from '../../../../../src/core/storage/database/database';
import { Frames } from '../../../../../src/core/storage/database/frames';
import { allFrames, Bench, register as registerAll } from '../../../../support/bench';
import { lightFrame } from '../../../../support/frame';
import { IDENTITY } from '../../../../support/identity';
import { light } from '../../../../support/night';
import { scanOf } from '../../../../support/placement';

/** Files that are not there, handed out as a walk would. */
async function* generated(count: number, made: (n: number) => void): AsyncGenerator<FoundFile[]> {
  for (let first = 0; first < count; first += 64) {
    made(first);
    // A walk waits for the drive.
    await new Promise((resolve) => setImmediate(resolve));
    yield Array.from({ length: Math.min(64, count - first) }, (_, i) => ({
      kind: 'file' as const,
      path: `/made-up/${String(first + i).padStart(7, '0')}.fits`,
      size: 30_000,
      mtime: 0,
    }));
  }
}

const failingPool: ScanPool = {
  width: 4,
  run: ({ paths }) => Promise.resolve(paths.map((file) => ({ path: file, error: 'made up' }))),
  close: () => Promise.resolve(),
};

describe('reading in batches', () => {
  it('never holds more than the queue and two batches, and loses nothing', async () => {
    const [total, most, batch] = [200_000, 5_000, 2_000];
    let [made, done, ahead] = [0, 0, 0];
    const files = new LookAhead(
      generated(total, (n) => (made = n)),
      most,
    );
    const sizes: number[] = [];
    const limits = { files: batch, bytes: 1e12 };
    for await (const outcomes of scanBatches(
      files,
      failingPool,
      null,
      () => undefined,
      neverCancelled,
      limits,
    )) {
      sizes.push(outcomes.length);
      done += outcomes.length;
      ahead = Math.max(ahead, made - done);
    }
    assert.equal(done, total);
    assert.ok(ahead <= most + 3 * batch, `${ahead} files ahead`);
    assert.ok(Math.max(...sizes) <= batch + 4 * 32 && sizes.length >= total / (batch + 4 * 32));
  });

  it('ends a batch at so many bytes, and orders each by exposure', async () => {
    const bench = new Bench();
    const found: FoundFile[] = [];
    for (let i = 0; i < 9; i++) {
      const file = bench.put(`${i}.fits`, light(59 - i));
      found.push({ kind: 'file', path: file, size: 5e6, mtime: 0 });
    }
    async function* source() {
      yield await Promise.resolve(found);
    }
    const batches: string[][] = [];
    const limits = { files: 100, bytes: 15e6 };
    const files = new LookAhead(source(), 100);
    for await (const outcomes of scanBatches(
      files,
      inProcessPool(),
      'UTC',
      () => undefined,
      neverCancelled,
      limits,
    )) {
      batches.push(outcomes.map((outcome) => ('scan' in outcome ? path.basename(outcome.scan.path) : '')));
    }
    assert.deepEqual(batches, [
      ['2.fits', '1.fits', '0.fits'],
      ['5.fits', '4.fits', '3.fits'],
      ['8.fits', '7.fits', '6.fits'],
    ]);
    await bench.dispose();
  });

  /** How many files each batch has, of a pool that reads one share at a time. */
  const sizes = async (files: number, batch: number, isVague = false) => {
    const pool: ScanPool = {
      width: 1,
      run: ({ paths }) =>
        Promise.resolve(
          paths.map((file) => ({
            scan: scanOf(file, {
              path: file,
              size: 30_000,
              mtime: 0,
              frame: lightFrame(isVague ? { dateObs: null } : {}),
            }),
          })),
        ),
      close: () => Promise.resolve(),
    };
    const found = new LookAhead(
      generated(files, () => undefined),
      files + 1,
    );
    const limits = { files: batch, bytes: 1e12 };
    const batches: number[] = [];
    for await (const outcomes of scanBatches(found, pool, null, () => undefined, neverCancelled, limits)) {
      batches.push(outcomes.length);
    }
    return batches;
  };

  it('ends a batch at so many files', async () => {
    assert.deepEqual(await sizes(5, 2), [2, 2, 1]);
    assert.deepEqual(await sizes(4, 2), [2, 2]);
  });

  it('lets files wait that may be copies of later ones, but no more than memory has room for', async () => {
    assert.deepEqual(await sizes(5, 2, true), [2, 2, 1]);
    const [first, ...others] = await sizes(20_010, 30_000, true);
    assert.deepEqual([first, others], [10, [20_000]]);
  });

  it('passes on what the source throws, after what it gave', async () => {
    async function* source() {
      yield await Promise.resolve([1, 2]);
      throw new Error('gone');
    }
    const queue = new LookAhead(source(), 10);
    assert.deepEqual(await queue.take(() => false), [1, 2]);
    await assert.rejects(
      queue.take(() => false),
      /gone/,
    );
  });

  it('lets go of a source that nobody takes from any more', async () => {
    let ended = false;
    async function* source() {
      try {
        for (;;) yield await Promise.resolve([0]);
      } finally {
        ended = true;
      }
    }
    const queue = new LookAhead(source(), 3);
    await queue.take(() => true);
    await queue.stop();
    assert.ok(ended);
  });
});

describe('register, batch by batch', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  const batched = async (files: number, mode: 'copy' | 'move' | 'in-place', sources: string[]) => {
    const database = await Database.open({ path: bench.database, access: 'write', log: silentLog });
    const frames = new Frames(database.sqlite, bench.repository);
    const reports: ProgressReport[] = [];
    const seen: number[] = [];
    const report = await register(
      { sources, mode, dryRun: false },
      {
        settings: bench.settings(),
        identity: IDENTITY,
        database,
        frames,
        pool: inProcessPool(),
        log: silentLog,
        batch: { files, bytes: 1e12 },
      },
      {
        ...noContext,
        progress: {
          report: (value) => {
            reports.push(value);
            seen.push(frames.count());
          },
        },
      },
    );
    await database.close();
    return { report, reports, seen };
  };

  it('files the first frames before the last are read, with the same result', async () => {
    for (let i = 0; i < 24; i++) bench.put(`${String(i).padStart(2, '0')}.fits`, light(i));
    for (let i = 0; i < 6; i++) {
      bench.put(
        `bias_${i}.fits`,
        light(30 + i, { IMAGETYP: 'BIAS', 'DATE-OBS': `2024-09-13T20:00:00.${i}` }),
      );
    }
    bench.put('zz_same.fits', light(3));
    const { report, reports, seen } = await batched(7, 'copy', [bench.source]);
    assert.deepEqual(
      [report.counts.registered, report.counts.duplicates, report.counts.failed],
      [30, 1, 0],
      'a duplicate of a frame of an earlier batch is found',
    );
    assert.ok(
      seen.some((count) => count > 0 && count < 30),
      'frames were stored on the way',
    );
    const suffixes = report.registered
      .filter(({ type }) => type === 'bias')
      .map(({ to }) => /_(\d+)\.fits$/.exec(to)?.[1] ?? '');
    assert.deepEqual(suffixes, ['', '001', '002', '003', '004', '005'], 'across batches, too');
    const last = reports.at(-1);
    assert.equal(last?.total, 62);
    for (const { done, total } of reports) assert.ok(total === null || done <= total);
  });

  it('does not count what it has put into a folder that it walks over', async () => {
    const inbox = path.join(bench.repository, 'inbox');
    for (let i = 0; i < 20; i++) bench.put(`../repository/inbox/${i}.fits`, light(i));
    const { report } = await batched(4, 'move', [bench.repository]);
    assert.deepEqual([report.counts.registered, report.counts.failed, report.known], [20, 0, 0]);
    assert.ok(report.registered.every(({ to }) => !to.startsWith(inbox)));
  });

  it('counts files that are known, and lists the first thousands of them', async () => {
    for (let i = 0; i < 30; i++) bench.put(`${i}.fits`, light(i));
    const archive = await bench.open();
    await registerAll(archive, 'in-place', bench.source);
    const request = { sources: [bench.source], mode: 'in-place', dryRun: false, listed: 10 } as const;
    const report = await archive.register(request, noContext);
    assert.deepEqual([report.known, report.counts.skipped, report.skipped.length], [30, 30, 10]);
    assert.equal((await allFrames(archive)).length, 30);
  });
});
