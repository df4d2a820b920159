/**
 * What making sessions costs, by the number of frames: `npx tsx bench/sessions.ts [frames …]`, 10,000 and
 * 100,000 unless given. The ratio of two rows says whether the cost is linear; seconds depend on what else
 * the machine does.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { StatsCache } from '../src/core/archive/statsCache';
import type { Frame } from '../src/core/base/frame';
import { DEFAULT_TOLERANCES } from '../src/core/base/matching';
import { noContext, silentLog } from '../src/core/base/ports';
import { regenerate, type RegenerateParts } from '../src/core/operations/regenerate/regenerate';
import { Database } from '../src/core/storage/database/database';
import { Frames } from '../src/core/storage/database/frames';
import { Sessions } from '../src/core/storage/database/sessions';
import { madeUpFrames } from './nights';

const counts = process.argv.slice(2).map(Number);
/** A night's frames, for the run after a registration. */
const NIGHT = 300;

interface Row {
  readonly frames: number;
  readonly work: string;
  readonly seconds: number;
  /** CPU time, which other work on the machine lengthens less. */
  readonly cpu: number;
}

async function measure(count: number, folder: string, rows: Row[]): Promise<void> {
  const idle = process.memoryUsage().rss;
  const file = path.join(folder, `${count}.sqlite`);
  const database = await Database.open({ path: file, access: 'write', log: silentLog });
  const frames = new Frames(database.sqlite, '/astro');
  const sessions = new Sessions(database.sqlite);
  const parts = { database, frames, sessions, tolerances: DEFAULT_TOLERANCES, log: silentLog };
  const source = madeUpFrames(count + NIGHT);
  insert(parts, source, 0, count);
  await database.flush();

  let peak = 0;
  const timed = async (work: string, run: () => unknown) => {
    const started = performance.now();
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    const seconds = (performance.now() - started) / 1000;
    rows.push({ frames: count, work, seconds, cpu: (user + system) / 1e6 });
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const stats = new StatsCache(database, sessions, DEFAULT_TOLERANCES);
  await timed('regenerate, the first time', () => regenerate({ full: true }, parts, noContext));
  await timed('regenerate everything again', () => regenerate({ full: true }, parts, noContext));
  insert(parts, source, count, count + NIGHT);
  await timed(`regenerate after ${NIGHT} new frames`, () => regenerate({}, parts, noContext));
  database.changed();
  await timed('of that, saving', () => database.flush());
  await timed('first page of objects', () => sessions.objects(0, 200));
  await timed('first page of sessions', () => sessions.page({}, 0, 200, (name) => name));
  await timed('statistics, counted', () => stats.get(true));
  await timed('statistics, kept', () => stats.get(false));
  await timed('rows of statistics, counted', () => stats.rows(true));
  process.stdout.write(`${count} frames: ${Math.round((peak - idle) / 1e6)} MB above idle\n`);
  await database.close();
}

function insert(
  { database, frames }: RegenerateParts,
  source: Iterator<Frame>,
  from: number,
  to: number,
): void {
  database.write(() => {
    for (let i = from; i < to; i++) {
      const frame = source.next().value as Frame;
      const sha256 = createHash('sha256').update(String(i)).digest('hex');
      const folder = path.join('/astro', frame.type, frame.object ?? '', frame.night ?? '');
      frames.insert({
        path: path.join(folder, `${frame.type}-${frame.telescope ?? ''}-${i}.fits`),
        size: 5.2e7,
        mtime: i,
        sha256,
        editedSha256: null,
        imageKey: `52000000-${sha256.slice(0, 8)}`,
        source: null,
        replaces: null,
        frame,
      });
    }
  });
}

/** CPU seconds of 100 million additions: what the other figures can be compared with on any machine. */
function referenceLoop(): number {
  const once = () => {
    const before = process.cpuUsage();
    let sum = 0;
    for (let i = 0; i < 1e8; i++) sum = (sum + i * 7) | 0;
    const { user, system } = process.cpuUsage(before);
    return sum === 1 ? NaN : (user + system) / 1e6;
  };
  return Math.min(once(), once(), once());
}

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'astro-bench-'));
  const rows: Row[] = [];
  try {
    for (const count of counts.length > 0 ? counts : [10_000, 100_000]) await measure(count, folder, rows);
    const loop = referenceLoop();
    const first = (work: string) => rows.find((row) => row.work === work);
    console.table(
      rows.map(({ frames, work, seconds, cpu }) => {
        const least = first(work);
        const ratio = least ? cpu / least.cpu : NaN;
        const size = least ? frames / least.frames : NaN;
        return {
          frames,
          work,
          seconds: seconds.toFixed(3),
          'CPU seconds': cpu.toFixed(3),
          'of a loop': (cpu / loop).toFixed(2),
          times: ratio.toFixed(1),
          'times the frames': size,
        };
      }),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

void main();
