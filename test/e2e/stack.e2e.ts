/** From a checkout to a finished stack: run the script in the real Siril from the editor, look at the result, clean up. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { makeSampleNight } from '../../src/sampleNight/night';
import {
  fillArchive,
  inputBox,
  notification,
  openContainer,
  pressButton,
  runCommand,
  startWorkbench,
  webview,
  type Workbench,
} from './lib';

const LIGHTS = 5;
/** Siril takes seconds for each filter, and longer on a busy machine. */
const LONG = 180_000;

describe('a stack from VS Code', function () {
  // Each step rests on the one before.
  this.bail(true);
  this.timeout(LONG + 60_000);

  let root: string;
  let folder: string;
  let bench: Workbench;

  before(async function () {
    if (spawnSync('siril-cli', ['--version']).status !== 0) {
      for (const test of this.test?.parent?.tests ?? []) {
        test.title += ' (skipped: siril-cli is not installed)';
      }
      this.skip();
    }
    root = mkdtempSync(join(tmpdir(), 'astro-e2e-stack-'));
    folder = join(root, 'Astro');
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    const database = join(root, 'archive.sqlite');
    await fill(join(folder, 'Incoming'), database);
    // Settings of the machine are no business of a browser's user, and are read from there too late.
    const settings = { 'astroArchive.database': database };
    writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    bench = await startWorkbench({
      folder,
      settings: {
        'workbench.colorTheme': 'Dark 2026',
        'editor.minimap.enabled': false,
        'files.simpleDialog.enable': true,
      },
    });
    bench.page.setDefaultTimeout(LONG);
    await bench.page.setViewportSize({ width: 1280, height: 820 });
  });

  after(async () => {
    await bench?.close();
    if (root) rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  });

  /** A night that is in the archive already; that it gets there is the matter of another suite. */
  async function fill(night: string, database: string): Promise<void> {
    await makeSampleNight(night, { width: 320, height: 240, lights: LIGHTS, calibrations: LIGHTS });
    await fillArchive({ repository: folder, database, source: night });
  }

  const checkout = () => join(folder, 'Checkout', 'NGC 7000');
  const item = (name: string | RegExp): Locator => bench.page.getByRole('treeitem', { name }).first();
  /** Chooses from the menu of an item of a tree. */
  const choose = async (of: Locator, title: string) => {
    await of.click({ button: 'right' });
    // A menu takes no click in its first tenth of a second, but it does take keys.
    await bench.page.getByRole('menuitem', { name: title }).hover();
    await bench.page.keyboard.press('Enter');
  };

  it('begins with a checkout, whose script can be run', async () => {
    const { page } = bench;
    await openContainer(page, 'Astro Archive');
    await choose(item(/^NGC 7000/), 'Check out sessions');
    await inputBox(page, checkout());
    await pressButton(page, 'Check out');
    await page.locator('.view-line', { hasText: 'requires' }).first().waitFor();
    await page.locator('.codelens-decoration a', { hasText: 'Run in Siril' }).waitFor();
    await bench.screenshot('stack-script');
  });

  it('shows the log while Siril runs, and says when it is done', async () => {
    const { page } = bench;
    await page.locator('.codelens-decoration a', { hasText: 'Run in Siril' }).click();
    await page.locator('.terminal-wrapper, .xterm').first().waitFor();
    const done = notification(page, /\.ssf: done in/);
    await done.waitFor();
    assert.match(await done.innerText(), /NGC_7000_/);
    await bench.screenshot('stack-done');
    const results = readdirSync(checkout()).filter((name) => /^NGC_7000_\w+\.fits?$/.test(name));
    assert.ok(results.length >= 2, results.join());
  });

  it('shows the result below its object, with how much went in', async () => {
    const { page } = bench;
    await runCommand(page, 'Notifications: Clear All Notifications');
    await item(/^NGC 7000/).click();
    await item(/Stack · Ha/).waitFor();
    assert.match((await item(/Stack · Ha/).getAttribute('aria-label')) ?? '', new RegExp(`${LIGHTS} frames`));
    await bench.screenshot('stack-tree');
  });

  it('opens the result', async () => {
    const { page } = bench;
    await item(/Stack · Ha/).click();
    // No extension for images is installed here, so that its header is shown.
    await page.locator('.tab', { hasText: /NGC_7000_Ha\.fits?/ }).waitFor();
    await webview(page).getByText('STACKCNT').first().waitFor();
    await bench.screenshot('stack-result');
  });

  it('cleans the checkout from the menu of the result, which stays', async () => {
    const { page } = bench;
    const made = () => readdirSync(join(checkout(), 'process')).length;
    assert.ok(made() > 0);
    await choose(item(/Stack · Ha/), 'Clean a checkout');
    await page.locator('.monaco-dialog-box', { hasText: 'Will be kept' }).waitFor();
    await bench.screenshot('stack-clean');
    await pressButton(page, 'Clean');
    await notification(page, 'cleaned').waitFor();
    assert.ok(!existsSync(join(checkout(), 'process')) || made() === 0);
    assert.ok(readdirSync(checkout()).some((name) => /^NGC_7000_Ha\.fits?$/.test(name)));
  });
});
