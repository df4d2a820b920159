/** The first minutes of a new user: no folder, the walkthrough, the sample archive, and what can be in the way. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { PICTURES, ROOT } from '../host/paths';
import { writeFits } from '../support/makeFits';
import {
  addressOf,
  fillArchive,
  inputBox,
  openAt,
  openContainer,
  pressButton,
  quickPick,
  runCommand,
  startWorkbench,
  webview,
  type Workbench,
} from './lib';

/** Pictures of the walkthrough; `UPDATE_PICTURES=1` renews them. */
const STEPS = ['folder', 'register', 'session', 'checkout', 'stats'];
const SIZE = { width: 800, height: 520 };
/** For a picture of a frame with its controls. */
const WIDE = { width: 1100, height: 700 };

const pictureOf = (name: string) => join(PICTURES, `step-${name}.jpg`);

describe('the first run', function () {
  // Each step rests on the one before.
  this.bail(true);
  this.timeout(120_000);

  let root: string;
  let bench: Workbench;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'astro-e2e-first-'));
    bench = await startWorkbench({
      folder: null,
      settings: {
        'workbench.colorTheme': 'Dark 2026',
        'editor.minimap.enabled': false,
        'files.simpleDialog.enable': true,
      },
    });
    await bench.page.setViewportSize(SIZE);
  });
  after(async () => {
    await bench.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
    if (process.env['UPDATE_PICTURES'] !== '1') return;
    const media = join(ROOT, 'media/walkthrough');
    for (const name of STEPS) await copyFile(pictureOf(name), join(media, `${name}.jpg`));
  });

  const button = (name: string): Locator => bench.page.getByRole('button', { name, exact: true }).first();
  const item = (name: string | RegExp): Locator => bench.page.getByRole('treeitem', { name }).first();
  const goTo = async (folder: string) => {
    await bench.page.goto(addressOf(bench.server, folder));
    await openContainer(bench.page, 'Astro Archive');
  };

  it('says without a folder what to do, and nothing in red', async () => {
    const { page } = bench;
    await openContainer(page, 'Astro Archive');
    await button('Open folder').waitFor();
    await button('Make a sample archive').waitFor();
    assert.equal(await page.locator('.sidebar').getByRole('treeitem').count(), 0, 'no item is an error');
    await page.mouse.move(700, 400);
    await step('folder');
  });

  it('leads through five steps', async () => {
    const { page } = bench;
    await page.locator('.welcome-view a', { hasText: 'five steps' }).first().click();
    const part = (title: string) => page.locator('.getting-started-step', { hasText: title }).first();
    for (const title of ['Open a folder', 'Register your frames', 'Look at a session']) {
      await part(title).waitFor();
    }
    await part('Check out and run').click();
    await page.locator('.getting-started-step.expanded', { hasText: 'A checkout is a folder' }).waitFor();
    await bench.screenshot('walkthrough');
  });

  it('makes a sample archive and opens it', async () => {
    const { page } = bench;
    await button('Make a sample archive').click();
    await quickPick(page, 'Temporary folder');
    await page.waitForURL(/folder=.*astro-archive-sample-/);
    await openContainer(page, 'Astro Archive');
    await button('Register them in place').click();
    await webview(page).locator('button.accept', { hasText: '53 files' }).waitFor();
    await step('register');
  });

  it('registers what is there and groups it', async () => {
    const { page } = bench;
    await webview(page).locator('button.accept').click();
    const report = webview(page);
    await report.getByRole('row', { name: /^Lights NGC 7000 L/ }).waitFor();
    await bench.screenshot('report');
    await report
      .getByRole('button', { name: /_L_.*_0000\.fits$/ })
      .first()
      .click();
    await page.locator('.tab.active', { hasText: '_0000.fits' }).waitFor();
    await runCommand(page, 'View: Close All Editors');
    await item(/^M 31/).waitFor();
    await item(/^NGC 7000/).click();
    await item(/2024-09-13 · L · 60 s/).click();
    await item(/_L_.*\.fits/).click();
    await webview(page).getByText('Esprit 100ED').first().waitFor();
    await page.setViewportSize(WIDE);
    await webview(page).locator('.strip img').nth(2).waitFor();
    await painted();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await step('session');
    await page.setViewportSize(SIZE);
  });

  it('checks a session out', async () => {
    const { page } = bench;
    await runCommand(page, 'View: Close All Editors');
    await item(/^NGC 7000/).click({ button: 'right' });
    // A menu takes no click in its first tenth of a second, but it does take keys.
    await page.getByRole('menuitem', { name: 'Check out sessions' }).hover();
    await page.keyboard.press('Enter');
    await inputBox(page, join(root, 'Checkout'));
    await pressButton(page, 'Check out');
    await page.locator('.codelens-decoration a', { hasText: 'Run in Siril' }).waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await step('checkout');
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'Astro Archive: Show statistics');
    await webview(page).getByText('As of').waitFor();
    await step('stats');
  });

  it('says that another program uses the archive, and opens it when that is over', async () => {
    const repository = join(root, 'Shared');
    writeLight(repository);
    const database = join(repository, '.astro-archive/astro-archive.sqlite');
    await fillArchive({ repository, database });
    const other = await openAt({ repository, database });
    try {
      await goTo(repository);
      await button('Try again').waitFor();
      await bench.page.getByText('Another program is using this archive').first().waitFor();
      await bench.screenshot('in-use');
    } finally {
      await other.close();
    }
    await button('Try again').click();
    await item(/^IC 1396/).waitFor();
  });

  it('says that the drive of the archive is away, and opens it when it is back', async () => {
    const repository = join(root, 'Drive');
    writeLight(repository);
    await fillArchive({ repository, database: join(repository, '.astro-archive/astro-archive.sqlite') });
    renameSync(repository, `${repository}.away`);
    const folder = join(root, 'Desk');
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    const settings = { 'astroArchive.repository': repository };
    writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    await goTo(folder);
    await bench.page.getByText('The folder of the archive is missing').first().waitFor();
    await bench.screenshot('away');
    renameSync(`${repository}.away`, repository);
    await button('Try again').click();
    await item(/^IC 1396/).waitFor();
  });

  /** The picture of a step of the walkthrough; as JPEG, which is a third of the size in the package. */
  async function step(name: string): Promise<void> {
    await bench.screenshot(`step-${name}`);
    await bench.page.screenshot({ path: pictureOf(name), type: 'jpeg', quality: 80 });
  }

  /** Waits until the picture of the frame is drawn. Text, since it runs in the page and not here. */
  async function painted(): Promise<void> {
    const canvas = webview(bench.page).locator('.view canvas');
    await canvas.evaluate(`new Promise((done) => {
      const canvas = document.querySelector('.view canvas');
      const look = () => {
        const { width, height } = canvas;
        const { data } = canvas.getContext('2d').getImageData(width / 2 - 20, height / 2 - 20, 40, 40);
        if (new Set(data).size > 8) done();
        else requestAnimationFrame(look);
      };
      look();
    })`);
  }

  function writeLight(folder: string): void {
    writeFits(folder, 'light.fits', {
      width: 16,
      height: 12,
      cards: {
        IMAGETYP: 'LIGHT',
        OBJECT: 'IC 1396',
        FILTER: 'Ha',
        EXPTIME: 300,
        'DATE-OBS': '2024-09-13T21:00:00',
      },
    });
  }
});
