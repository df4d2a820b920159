/** The way of one night: register the files, see the sessions, check one out, look at figures and headers. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { makeSampleNight } from '../../src/sampleNight/night';
import { runsOfTheNight } from '../../src/sampleNight/rigs';
import { PICTURES, ROOT } from '../host/paths';
import {
  barriers,
  changeTheme,
  inputBox,
  notification,
  openContainer,
  pressButton,
  quickOpen,
  quickPick,
  restOn,
  runCommand,
  startWorkbench,
  webview,
  type Workbench,
} from './lib';

const LIGHTS = 12;
const CALIBRATIONS = 10;
const RUNS = runsOfTheNight(LIGHTS, CALIBRATIONS);
const FILES = RUNS.reduce((sum, { count }) => sum + count, 0);
const SECONDS = RUNS.filter(({ type }) => type === 'LIGHT').reduce(
  (sum, run) => sum + run.count * run.exposure,
  0,
);

/** Pictures that the README shows; `UPDATE_PICTURES=1` renews them. */
const SHOWN = ['tooltip', 'checkout', 'stats', 'hover'];

/** The browser's own, for what is evaluated there. */
declare function getComputedStyle(element: unknown): { readonly fill: string };

/** Small enough for pictures of a README, large enough to read. A page full of text makes a large file. */
const SIZE = { width: 1120, height: 700 };
const TEXT_SIZE = { width: 960, height: 560 };

/** FITS files below `folder`. */
function fitsFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.fits'));
}

describe('a night in VS Code', function () {
  // Each step rests on the one before.
  this.bail(true);

  let root: string;
  let folder: string;
  let bench: Workbench;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'astro-e2e-'));
    folder = join(root, 'Astro');
    await makeSampleNight(join(root, 'Incoming'), {
      width: 96,
      height: 72,
      lights: LIGHTS,
      calibrations: CALIBRATIONS,
    });
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    bench = await startWorkbench({
      folder,
      settings: {
        'workbench.colorTheme': 'Dark 2026',
        'editor.minimap.enabled': false,
        'files.simpleDialog.enable': true,
        'files.exclude': { '.vscode': true },
      },
    });
    await bench.page.setViewportSize(SIZE);
  });

  after(async () => {
    await bench.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
    if (process.env['UPDATE_PICTURES'] !== '1') return;
    const pictures = join(ROOT, 'docs/pictures');
    await mkdir(pictures, { recursive: true });
    for (const name of SHOWN) await copyFile(join(PICTURES, `${name}.png`), join(pictures, `${name}.png`));
  });

  const item = (name: string | RegExp): Locator => bench.page.getByRole('treeitem', { name }).first();

  it('begins with an empty archive that says what to do', async () => {
    await openContainer(bench.page, 'Astro Archive');
    await bench.page.getByText('The archive has no frames yet.').first().waitFor();
    await bench.screenshot('welcome');
  });

  /** Up to the plan: the button, the folder, the mode. */
  const registerIncoming = async () => {
    const { page } = bench;
    await page.getByRole('button', { name: 'Register a folder' }).first().click();
    const dialog = page.locator('.quick-input-widget:visible');
    const path = dialog.locator('input[type="text"]').first();
    // The dialog lists the workspace first, and would put its path over one that is typed meanwhile.
    await dialog.getByText('.vscode').waitFor();
    await path.fill(`${join(root, 'Incoming')}/`);
    await dialog.getByText('Esprit 100ED mono').waitFor();
    await dialog.getByText('.vscode').waitFor({ state: 'hidden' });
    await dialog.getByRole('button', { name: 'Register' }).click();
    await dialog.getByPlaceholder('What should happen to the files?').waitFor();
    await bench.screenshot('register-mode');
    await quickPick(page, 'Copy');
  };

  it('shows what a registration would do, and does nothing when that is turned down', async () => {
    await registerIncoming();
    const plan = webview(bench.page);
    await plan.getByRole('button', { name: `Register ${FILES} files` }).waitFor();
    const list = plan.getByRole('treegrid');
    const line = (name: string | RegExp) => list.getByRole('row', { name }).first();
    assert.equal(await line('To register').getAttribute('aria-expanded'), 'true');
    await line(/^Light\/NGC_7000\//).click();
    await line(/^NGC_7000-.*\.fits .*from .*Incoming/).waitFor();
    await bench.screenshot('plan');
    await list.press('Home');
    await list.press('ArrowLeft');
    await list.locator('[role="row"][aria-expanded="false"]', { hasText: 'To register' }).first().waitFor();
    await list.press('ArrowRight');
    await list.press('End');
    await line(/^Calibrate\//).waitFor();
    await plan.getByRole('button', { name: 'Cancel' }).click();
    await bench.page.getByText('The archive has no frames yet.').first().waitFor();
    assert.equal(fitsFiles(folder).length, 0);
  });

  it('registers a folder, copying the files into the archive', async () => {
    await registerIncoming();
    const { page } = bench;
    await webview(page)
      .getByRole('button', { name: `Register ${FILES} files` })
      .click();
    const report = webview(page);
    await report.getByText(`${FILES} files registered.`).waitFor();
    await report.getByRole('row', { name: /^Lights NGC 7000 Ha/ }).waitFor();
    assert.deepEqual(await barriers(report), []);
    await bench.screenshot('registered');
    assert.equal(fitsFiles(join(root, 'Incoming')).length, FILES, 'the originals are where they were');
    assert.equal(fitsFiles(folder).length, FILES);
  });

  it('regenerates the sessions and says what was linked', async () => {
    const { page } = bench;
    await page.keyboard.press('Escape');
    await runCommand(page, 'Astro Archive: Regenerate sessions');
    const said = notification(page, '3 light sessions, 7 calibration sessions');
    await said.waitFor();
    assert.match(await said.innerText(), /linked: bias 3, dark 2, flat 3/);
    await bench.screenshot('regenerated');
  });

  it('shows the objects, their sessions and frames', async () => {
    const { page } = bench;
    await page.keyboard.press('Escape');
    await item(/^M 31/).waitFor();
    await item(/^NGC 7000/).click();
    await item(/2024-09-13 · Ha · 300 s/).click();
    await item(/NGC_?.?7000-.*-Ha-.*\.fits/).waitFor();
    await bench.screenshot('sessions');
  });

  it('shows a header as the tooltip of a frame', async () => {
    const { page } = bench;
    const hover = await restOn(page, item(/NGC_?.?7000-.*-Ha-.*\.fits/), 'NGC 7000');
    await hover.getByText('Esprit 100ED').first().waitFor();
    await bench.screenshot('tooltip');
    await page.mouse.move(900, 400);
    await hover.waitFor({ state: 'hidden' });
  });

  it('shows the header of a frame on its own page, where cards can be looked for', async () => {
    const { page } = bench;
    await item(/NGC_?.?7000-.*-Ha-.*\.fits/).click();
    await webview(page).getByText('Esprit 100ED').first().waitFor();
    await webview(page).getByRole('searchbox').fill('imagetyp');
    await webview(page)
      .getByText(/^1 of \d+ keywords$/)
      .waitFor();
    await bench.screenshot('header');
    await runCommand(page, 'View: Close All Editors');
  });

  it('checks an object out from its context menu and opens the script', async () => {
    const { page } = bench;
    await item(/^NGC 7000/).click({ button: 'right' });
    // A menu takes no click in its first tenth of a second, but it does take keys.
    await page.getByRole('menuitem', { name: 'Check out sessions' }).hover();
    await page.keyboard.press('Enter');
    await inputBox(page, join(folder, 'Checkout', 'NGC 7000'));
    await page.locator('.monaco-dialog-box', { hasText: 'files linked' }).waitFor();
    await bench.screenshot('checkout-plan');
    await pressButton(page, 'Check out');
    await page.locator('.tab', { hasText: '.ssf' }).waitFor();
    await page.locator('.view-line', { hasText: 'requires' }).first().waitFor();
    await page.mouse.move(900, 700);
    await page.setViewportSize(TEXT_SIZE);
    await bench.screenshot('checkout');
    await page.setViewportSize(SIZE);
    const links = fitsFiles(join(folder, 'Checkout', 'NGC 7000'));
    assert.ok(links.length >= 2 * LIGHTS, `${links.length} links`);
  });

  it('shows the right totals on the statistics page', async () => {
    const { page } = bench;
    await runCommand(page, 'Astro Archive: Show statistics');
    const stats = webview(page);
    await stats.getByText('As of').waitFor();
    const tile = (label: string) =>
      stats.locator('dl > div', { has: page.locator(`dt:text-is("${label}")`) }).locator('dd');
    assert.equal(await tile('Lights').innerText(), String(3 * LIGHTS));
    assert.equal(await tile('Exposure').innerText(), `${(SECONDS / 3600).toFixed(1)} h`);
    assert.equal(await tile('Objects').innerText(), '2');
    assert.equal(await tile('Nights').innerText(), '1');
    assert.equal(await tile('Light sessions').innerText(), '3');
    assert.equal(await tile('Flats').innerText(), String(3 * CALIBRATIONS));
    // Nobody took darks for the colour camera.
    await stats.locator('.missing li', { hasText: '120 s' }).first().waitFor();
    await stats.locator('[data-key="object 0 0"]').focus();
    await stats.locator('.readout', { hasText: /^NGC 7000, L: / }).waitFor();
    await stats.locator('[data-key="object 0 0"]').press('ArrowRight');
    await stats.locator('.readout', { hasText: /^NGC 7000, Ha: / }).waitFor();
    await page.keyboard.press('Control+B');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await notification(page, 'linked').waitFor({ state: 'hidden' });
  });

  for (const [name, theme] of [
    ['stats-light', 'Light 2026'],
    ['stats-contrast', 'Default High Contrast'],
    ['stats', 'Dark 2026'],
  ] as const) {
    it(`draws the statistics in ${theme}`, async () => {
      await changeTheme(bench, theme);
      const bars = await webview(bench.page)
        .locator('.mark')
        .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).fill));
      assert.ok(
        bars.length >= 5 && bars.every((fill) => fill.startsWith('rgb') && fill !== 'rgb(0, 0, 0)'),
        bars.join(),
      );
      await bench.screenshot(name);
    });
  }

  it('shows the header on a path in a text', async () => {
    const { page } = bench;
    const [light] = fitsFiles(join(folder, 'Light', 'NGC_7000'));
    assert.ok(light);
    writeFileSync(join(folder, 'notes.txt'), `Best frame so far:\n"${join('Light', 'NGC_7000', light)}"\n`);
    await quickOpen(page, 'notes.txt');
    await restOn(page, page.locator('.view-line span', { hasText: 'Light' }).last(), 'Esprit 100ED');
    await bench.screenshot('hover');
  });

  it('tells in the log what was done', async () => {
    const { page } = bench;
    await runCommand(page, 'Astro Archive: Show log');
    // Only the lines in sight are there, and the log is shown at its end.
    await page
      .locator('.output-view .view-line', { hasText: /log\sshown/ })
      .first()
      .waitFor();
    await bench.screenshot('log');
  });
});
