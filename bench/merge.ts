/**
 * What merging an object costs beside registering its frames: `npx tsx bench/merge.ts [frames]`, 10,000
 * unless given. Builds and uses the bundles in `dist/`.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ArchiveSettings } from '../src/core/api/archive';
import { DEFAULT_TOLERANCES } from '../src/core/base/matching';
import { noContext, silentLog } from '../src/core/base/ports';
import { DEFAULT_PATTERNS } from '../src/core/rules/place/patterns';
import { EngineClient } from '../src/engine/client';
import { headerUnit } from '../test/support/makeFits';
import { nightHeader } from './headerFiles';

const DIST = path.resolve(__dirname, '../dist');
const [frames = 10_000] = process.argv.slice(2).map(Number);

/** Lights of 31,680 bytes with 60 cards, no two with the same pixels. */
function makeLights(folder: string): void {
  fs.mkdirSync(folder);
  // Zeros at the end of a new file would be taken for pixels that are still to come.
  const pixels = Buffer.alloc(9 * 2880).fill(7, 0, 120 * 100 * 2);
  for (let n = 0; n < frames; n++) {
    pixels.writeUInt32BE(n, 0);
    fs.writeFileSync(path.join(folder, `${n}.fits`), Buffer.concat([headerUnit(nightHeader(n)), pixels]));
  }
}

function settingsIn(folder: string): ArchiveSettings {
  return {
    repository: path.join(folder, 'archive'),
    database: path.join(folder, 'archive.sqlite'),
    timeZone: 'UTC',
    patterns: DEFAULT_PATTERNS,
    tolerances: DEFAULT_TOLERANCES,
    addWcs: 'whenCopied',
    sirilPath: null,
  };
}

async function main(): Promise<void> {
  spawnSync(process.execPath, ['esbuild.js'], { cwd: path.dirname(DIST), stdio: 'inherit' });
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'astro-bench-'));
  const rows: { work: string; seconds: number; cpu: number }[] = [];
  try {
    const source = path.join(folder, 'lights');
    makeLights(source);
    const workerFile = path.join(DIST, 'engine.js');
    const engine = new EngineClient({ workerFile, settings: () => settingsIn(folder), log: silentLog });
    await engine.status();
    const timed = async <T>(work: string, run: () => Promise<T>): Promise<T> => {
      const [started, before] = [performance.now(), process.cpuUsage()];
      const answer = await run();
      const { user, system } = process.cpuUsage(before);
      rows.push({ work, seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 });
      return answer;
    };
    const { counts } = await timed('register, copy', () =>
      engine.register({ sources: [source], mode: 'copy', dryRun: false }, noContext),
    );
    if (counts.registered !== frames) throw new Error(`${counts.registered} of ${frames} registered`);
    await engine.regenerate({}, noContext);
    const merge = { from: 'NGC 7000', into: 'My Field', mode: 'files', dryRun: true } as const;
    const { plan } = await timed('plan of the merge', () => engine.merge(merge, noContext));
    const chosen = { ...merge, dryRun: false, ...(plan === null ? {} : { plan }) };
    const merged = await timed('merge', () => engine.merge(chosen, noContext));
    if (merged.counts.renamed !== frames) throw new Error(`${merged.counts.renamed} of ${frames} renamed`);
    const undo = { operation: null, dryRun: false };
    const { counts: back } = await timed('undo of it', () => engine.undo(undo, noContext));
    if (back.moved !== frames) throw new Error(`${back.moved} of ${frames} taken back`);
    await engine.dispose();
    const [least] = rows;
    console.table(
      rows.map(({ work, seconds, cpu }) => ({
        frames,
        work,
        seconds: seconds.toFixed(1),
        'CPU seconds': cpu.toFixed(1),
        'of registering, CPU': least ? (cpu / least.cpu).toFixed(2) : '',
      })),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

void main();
