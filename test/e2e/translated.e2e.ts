/** The extension in another language: a pseudo-translation that has every text in brackets. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { ROOT } from '../host/paths';
import { writeFits } from '../support/makeFits';
import {
  fillArchive,
  notification,
  quickOpen,
  restOn,
  runCommand,
  startWorkbench,
  webview,
  type Workbench,
} from './lib';

const LANGUAGE = 'qps-ploc';

/** An archive of one light without darks and flats, whose sensor was not cold. */
async function makeArchive(folder: string): Promise<void> {
  writeFits(folder, 'light.fits', {
    width: 16,
    height: 12,
    cards: {
      IMAGETYP: 'LIGHT',
      OBJECT: 'NGC 7000',
      FILTER: 'Ha',
      EXPTIME: 300,
      'CCD-TEMP': 4.2,
      'SET-TEMP': -10,
      'DATE-OBS': '2024-09-13T21:00:00',
      INSTRUME: 'ZWO ASI2600MM Pro',
      TELESCOP: 'Esprit 100ED',
    },
  });
  await fillArchive({ repository: folder, database: join(folder, '.astro-archive/astro-archive.sqlite') });
}

describe('the extension in another language', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'astro-words-'));
  const translation = mkdtempSync(join(tmpdir(), 'astro-pseudo-'));
  let bench: Workbench;

  before(async () => {
    await makeArchive(folder);
    writeFileSync(join(folder, 'broken.fits'), 'no image at all');
    writeFileSync(join(folder, 'notes.txt'), '"light.fits"\n');
    writeFileSync(join(folder, 'stack.ssf'), 'requires 1.2.0\nautostretch\n');
    execFileSync(process.execPath, ['scripts/l10n.mjs', '--pseudo', translation], { cwd: ROOT });
    bench = await startWorkbench({ folder, translation, language: LANGUAGE });
  });
  after(async () => {
    await bench.close();
    for (const made of [folder, translation]) rmSync(made, { recursive: true, force: true });
  });

  const row = (text: string): Locator =>
    bench.page.locator('.pane-body .monaco-list-row', { hasText: text }).first();

  it('offers its commands and names its views', async () => {
    const { page } = bench;
    await page.locator('.activitybar .action-label[aria-label*="⟦Astro Archive⟧"]').click();
    await page.locator('.pane-header', { hasText: '⟦Objects⟧' }).waitFor();
    await runCommand(page, '⟦Astro Archive⟧: ⟦Copy diagnostics⟧');
  });

  it('says in a message what it has done', async () => {
    await notification(bench.page, '⟦Diagnostics copied.').waitFor();
  });

  it('translates the tree, also what the engine has found to be missing', async () => {
    const { page } = bench;
    await row('NGC 7000').getByText('⟦1 frame⟧').waitFor();
    await page.locator('.pane-header', { hasText: '⟦Calibrations⟧' }).click();
    await row('⟦Missing⟧').getByText('⟦2 sets⟧').waitFor();
    await row('⟦Missing⟧').click();
    await row('⟦darks 300 s⟧').getByText('⟦needed by ⟦1 session⟧, ⟦1 light⟧⟧').waitFor();
  });

  it('translates pages and the remarks on a header', async () => {
    const { page } = bench;
    await quickOpen(page, 'light.fits');
    await webview(page).getByText('⟦Telescope⟧').first().waitFor();
    await webview(page).getByText('°C differ by more than 2 °C⟧').waitFor();
  });

  it('translates errors of the engine', async () => {
    const { page } = bench;
    await quickOpen(page, 'broken.fits');
    await webview(page).getByRole('alert').getByText('⟦this is not a FITS file⟧').waitFor();
  });

  it('translates hovers', async () => {
    const { page } = bench;
    await quickOpen(page, 'notes.txt');
    const path = page.locator('.view-line span', { hasText: 'light' }).last();
    const hover = await restOn(page, path, '⟦Telescope⟧');
    await hover.getByText('differ by more than').waitFor();
  });

  it('translates what is said about the commands of Siril', async () => {
    const { page } = bench;
    await quickOpen(page, 'stack.ssf');
    const command = page.locator('.view-line span', { hasText: /^autostretch$/ }).last();
    const hover = await restOn(page, command, '⟦since Siril 1.2.0⟧');
    await hover.getByText('⟦Stretches for good as the preview does for the screen.⟧').waitFor();
  });
});
