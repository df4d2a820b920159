/**
 * How fast files are registered, against a bare loop that only reads and hashes them with as many threads of
 * the same priority, and how fast sessions are regenerated: `npx tsx bench/register.ts [small files] [large
 * files]`. Builds and uses the bundles in `dist/`.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { ArchiveSettings, RegisterMode } from '../src/core/api/archive';
import { DEFAULT_TOLERANCES } from '../src/core/base/matching';
import { noContext, silentLog } from '../src/core/base/ports';
import { DEFAULT_PATTERNS } from '../src/core/rules/place/patterns';
import { Database } from '../src/core/storage/database/database';
import { Frames } from '../src/core/storage/database/frames';
import { EngineClient } from '../src/engine/client';
import { makeFits } from '../test/support/makeFits';
import { light } from '../test/support/night';
import { sampleFrame } from '../test/unit/core/rules/frame/support';

const DIST = path.resolve(__dirname, '../dist');
const [small = 5000, large = 100] = process.argv.slice(2).map(Number);
const threads = Math.min(availableParallelism(), 4);
const folder = fs.mkdtempSync(path.join(tmpdir(), 'astro-bench-'));
const rows: Record<string, string | number>[] = [];

const BARE = `
const { parentPort, workerData: { files, next } } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
if (process.platform === 'linux') require('node:os').setPriority(0, 10);
const buffer = Buffer.allocUnsafeSlow(1 << 20);
for (let i; (i = Atomics.add(next, 0, 1)) < files.length;) {
  const fd = fs.openSync(files[i], 'r');
  const hash = createHash('sha256');
  for (let read; (read = fs.readSync(fd, buffer, 0, buffer.length)) > 0;) hash.update(buffer.subarray(0, read));
  hash.digest('hex');
  fs.closeSync(fd);
}
parentPort.postMessage('done');`;

/** Seconds that reading and hashing alone take. */
async function bareLoop(files: readonly string[]): Promise<number> {
  const next = new Int32Array(new SharedArrayBuffer(4));
  const started = performance.now();
  await Promise.all(
    Array.from(
      { length: threads },
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(BARE, { eval: true, workerData: { files, next } });
          worker.on('exit', resolve);
          worker.on('error', reject);
        }),
    ),
  );
  return (performance.now() - started) / 1000;
}

function makeFiles(name: string, count: number, width: number, height: number): string[] {
  const source = path.join(folder, name);
  fs.mkdirSync(source);
  const bytes = makeFits({ ...light(), width, height, pixels: (x, y) => (x * 31 + y * 17) & 0x7fff });
  const date = bytes.indexOf('2024-09-13T20');
  return Array.from({ length: count }, (_, i) => {
    bytes.write(new Date(Date.UTC(2024, 8, 13, 20) + i * 1000).toISOString().slice(0, 19), date);
    bytes.writeInt32BE(i, 2880);
    const file = path.join(source, `${i}.fits`);
    fs.writeFileSync(file, bytes);
    return file;
  });
}

function settings(name: string): ArchiveSettings {
  return {
    repository: path.join(folder, name),
    database: path.join(folder, `${name}.sqlite`),
    timeZone: 'UTC',
    patterns: DEFAULT_PATTERNS,
    tolerances: DEFAULT_TOLERANCES,
    addWcs: 'whenCopied',
    sirilPath: null,
  };
}

async function measure(files: readonly string[], what: string): Promise<void> {
  const source = path.dirname(files[0] ?? '');
  const bytes = files.length * fs.statSync(files[0] ?? '').size;
  await bareLoop(files);
  const bare = await bareLoop(files);
  const note = (work: string, seconds: number) =>
    rows.push({
      files: `${files.length} × ${what}`,
      work,
      seconds: seconds.toFixed(2),
      'files/s': Math.round(files.length / seconds),
      'MB/s': Math.round(bytes / 1e6 / seconds),
      'of bare': `${Math.round((bare / seconds) * 100)} %`,
    });
  note('bare loop: read and hash', bare);
  for (const mode of ['in-place', 'copy', 'move'] as RegisterMode[]) {
    const engine = new EngineClient({
      workerFile: path.join(DIST, 'engine.js'),
      settings: () => settings(`${what}-${mode}`),
      log: silentLog,
    });
    await engine.status();
    const register = async (work: string) => {
      const started = performance.now();
      const report = await engine.register({ sources: [source], mode, dryRun: false }, noContext);
      if (report.failed.length > 0) throw new Error(report.failed[0]?.error);
      note(work, (performance.now() - started) / 1000);
    };
    await register(`register, ${mode}`);
    if (mode !== 'move') await register(`register again, ${mode}`);
    await engine.dispose();
    if (mode === 'copy') note('bare loop once more', await bareLoop(files));
  }
}

/** Rows of nights with 60 lights of two filters each, 20 darks, 20 flats and 10 biases. */
async function regenerate(count: number): Promise<void> {
  const own = settings(`rows-${count}`);
  const database = await Database.open({ path: own.database, access: 'write', log: silentLog });
  const frames = new Frames(database.sqlite, own.repository);
  database.write(() => {
    for (let i = 0; i < count; i++) {
      const night = Math.floor(i / 170);
      const n = i % 170;
      const type = n < 120 ? 'light' : n < 140 ? 'dark' : n < 160 ? 'flat' : 'bias';
      const start = new Date(Date.UTC(2000, 0, 1, 20) + night * 86_400_000 + n * 300_000);
      frames.insert({
        path: path.join(own.repository, String(night), `${n}.fits`),
        size: 6e6,
        mtime: 0,
        sha256: i.toString(16).padStart(64, '0'),
        imageKey: String(i),
        editedSha256: null,
        source: null,
        replaces: null,
        frame: sampleFrame({
          type,
          object: type === 'light' ? `NGC ${night % 200}` : null,
          filter: type === 'light' || type === 'flat' ? (n % 2 ? 'Ha' : 'OIII') : null,
          dateObs: start.toISOString(),
          night: new Date(Date.UTC(2000, 0, 1) + night * 86_400_000).toISOString().slice(0, 10),
        }),
      });
    }
  });
  await database.close();
  const engine = new EngineClient({
    workerFile: path.join(DIST, 'engine.js'),
    settings: () => own,
    log: silentLog,
  });
  await engine.status();
  const timed = async (work: string, run: () => Promise<unknown>) => {
    const started = performance.now();
    await run();
    const seconds = (performance.now() - started) / 1000;
    rows.push({
      files: `${count} rows`,
      work,
      seconds: seconds.toFixed(3),
      'files/s': Math.round(count / seconds),
    });
  };
  await timed('regenerate', () => engine.regenerate({ full: true }, noContext));
  await timed('regenerate again', () => engine.regenerate({ full: true }, noContext));
  await timed('first page of objects', () => engine.objects({}));
  await timed('statistics, counted', () => engine.stats({ fresh: true }));
  await timed('statistics, kept', () => engine.stats({ fresh: false }));
  await engine.dispose();
}

async function main(): Promise<void> {
  spawnSync(process.execPath, ['esbuild.js'], { cwd: path.dirname(DIST), stdio: 'inherit' });
  try {
    if (small > 0) await measure(makeFiles('small', small, 120, 110), '30 kB');
    if (large > 0) await measure(makeFiles('large', large, 2000, 1500), '6 MB');
    await regenerate(10_000);
    await regenerate(100_000);
    console.table(rows);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

void main();
