/** Runs the bundled integration tests inside a real extension host: `npx tsx test/integration/run.ts`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { runInServer } from '../host/inServer';
import { ROOT } from '../host/paths';
import { runSuite } from '../host/results';
import { Unavailable } from '../host/unavailable';
import { findWay } from '../host/where';

const ENTRY = join(ROOT, 'out/integration/index.js');

async function main(): Promise<boolean> {
  if (!existsSync(ENTRY)) throw new Error(`${ENTRY} is missing; run: node esbuild.tests.js`);
  if (!existsSync(join(ROOT, 'dist/extension.js')))
    throw new Error('dist/extension.js is missing; run: node esbuild.js');
  const way = await findWay();
  console.log(
    `Extension host: ${way.kind === 'desktop' ? 'VS Code' : "VS Code's server"}, since ${way.why}.`,
  );
  const workspace = await mkdtemp(join(tmpdir(), 'astro-workspace-'));
  try {
    return way.kind === 'desktop' ? await runInDesktop(workspace) : await runInServer(ROOT, ENTRY, workspace);
  } finally {
    await rm(workspace, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }
}

async function runInDesktop(workspace: string): Promise<boolean> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return underVirtualDisplay();
  }
  const profile = await mkdtemp(join(tmpdir(), 'astro-vscode-'));
  try {
    await runTests({
      version: process.env['VSCODE_TEST_VERSION'] ?? 'stable',
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: ENTRY,
      extensionTestsEnv: process.env,
      launchArgs: [
        workspace,
        '--disable-extensions',
        '--disable-workspace-trust',
        '--skip-welcome',
        '--user-data-dir',
        profile,
      ],
    });
    return true;
  } catch (error) {
    console.error(error);
    return false;
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }
}

/** Starts this same runner again under xvfb, the display that lives in memory. */
function underVirtualDisplay(): boolean {
  const again = ['-a', process.execPath, '--import', 'tsx', __filename];
  const ended = spawnSync('xvfb-run', again, {
    stdio: 'inherit',
    env: { ...process.env, VSCODE_TEST_HOST: 'desktop' },
  });
  if (ended.error) throw new Unavailable(`no DISPLAY and no xvfb-run (${ended.error.message})`);
  return ended.status === 0;
}

void runSuite('integration', main);
