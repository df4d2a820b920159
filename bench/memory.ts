/** How much memory registering very many files takes: `npx tsx bench/memory.ts [files …]`. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeTree } from './manyFiles';

const COUNTS = process.argv.slice(2).map(Number);
const FILES = COUNTS.length > 0 ? COUNTS : [20_000, 200_000];
const POLL_MS = 50;

interface Run {
  readonly code: number | null;
  /** Bytes: the most memory that the process has held at a time. */
  readonly peak: number;
  readonly seconds: number;
}

/** Runs the command line and watches its high-water mark, which only Linux tells. */
function run(cli: string, ...args: readonly string[]): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, POLL_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, peak, seconds: (performance.now() - began) / 1000 });
    });
  });
}

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'astro-memory-'));
  try {
    const entryPoints = { cli: 'src/cli/main.ts', hash: 'src/core/operations/scan/hashThread.ts' };
    const options = { bundle: true, platform: 'node', format: 'cjs', target: 'node20' } as const;
    await build({ entryPoints, outdir: root, logLevel: 'error', ...options });
    copyFileSync(require.resolve('sql.js/dist/sql-wasm.wasm'), join(root, 'sql-wasm.wasm'));
    for (const files of FILES) {
      const repository = join(root, String(files));
      const incoming = join(repository, 'incoming');
      makeTree(incoming, files);
      for (const [name, more] of [
        ['dry run, copy', ['--mode', 'copy', '--dry-run']],
        ['in place', ['--mode', 'in-place']],
        ['again, nothing new', ['--mode', 'in-place']],
      ] as const) {
        const done = await run(
          join(root, 'cli.js'),
          '--repository',
          repository,
          'register',
          incoming,
          ...more,
        );
        const rate = Math.round(files / done.seconds);
        console.log(
          `${files} files, ${name}: ${Math.round(done.peak / 1e6)} MB at the most, ${rate} files/s, status ${String(done.code)}`,
        );
      }
      rmSync(repository, { recursive: true, force: true });
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

void main();
