/**
 * What VS Code's extension host, which all extensions of a user share, feels of the work: `npx tsx
 * bench/host.ts [files]`, 100,000 unless given. Needs what the integration tests need.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runInServer } from '../test/host/inServer';
import { ROOT } from '../test/host/paths';
import { writeLargeFrame } from './largeFrame';
import { makeTree } from './manyFiles';

const files = Number(process.argv[2] ?? 100_000);

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'astro-host-'));
  const workspace = join(root, 'Astro');
  const entry = join(ROOT, 'out/bench/inside.js');
  try {
    spawnSync(process.execPath, ['esbuild.js', '--production'], { cwd: ROOT, stdio: 'inherit' });
    await build({
      entryPoints: ['bench/host/inside.ts'],
      absWorkingDir: ROOT,
      outfile: entry,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode'],
      logLevel: 'warning',
    });
    makeTree(join(workspace, 'incoming'), files);
    mkdirSync(join(root, 'seen'));
    writeLargeFrame(join(root, 'seen/mono.fits'), false);
    writeLargeFrame(join(root, 'seen/bayer.fits'), true);
    mkdirSync(join(workspace, '.vscode'));
    writeFileSync(join(workspace, '.vscode/settings.json'), '{ "astroArchive.registerMode": "in-place" }');
    if (!(await runInServer(ROOT, entry, workspace))) process.exitCode = 1;
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }
}

void main();
