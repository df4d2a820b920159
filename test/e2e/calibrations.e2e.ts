/** What an archive says of its calibrations and problems: views, masters, and the page that explains a session. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { makeSampleNight } from '../../src/sampleNight/night';
import { writeFits } from '../support/makeFits';
import {
  changeTheme,
  fillArchive,
  openContainer,
  restOn,
  startWorkbench,
  webview,
  type Workbench,
} from './lib';

const DATABASE = '.astro-archive/astro-archive.sqlite';

/** An archive with the sample night, masters, a frame of no type, a doubtful header and a rejected light. */
async function makeArchive(folder: string): Promise<void> {
  await makeSampleNight(join(folder, 'Night'), { width: 96, height: 72, lights: 6, calibrations: 5 });
  const small = { width: 16, height: 12 };
  writeFits(join(folder, 'Other'), 'test shot.fits', {
    ...small,
    cards: { INSTRUME: 'ZWO ASI2600MM Pro', EXPTIME: 3 },
  });
  writeFits(join(folder, 'Other'), 'warm dark.fits', {
    ...small,
    pixels: (x) => x,
    cards: {
      IMAGETYP: 'DARK',
      EXPTIME: 300,
      'CCD-TEMP': 4.2,
      'SET-TEMP': -10,
      'DATE-OBS': '2024-09-14T06:00:00',
      INSTRUME: 'ZWO ASI2600MM Pro',
      TELESCOP: 'Esprit 100ED',
      GAIN: 100,
      OFFSET: 50,
    },
  });
  const rig = {
    INSTRUME: 'ZWO ASI2600MM Pro',
    TELESCOP: 'Esprit 100ED',
    GAIN: 100,
    OFFSET: 50,
    XBINNING: 1,
    YBINNING: 1,
    'CCD-TEMP': -10,
    'SET-TEMP': -10,
  };
  const master = { IMAGETYP: 'MASTER DARK', STACKCNT: 30 };
  writeFits(join(folder, 'Masters'), 'dark 300.fits', {
    width: 96,
    height: 72,
    pixels: (x: number) => 2 * x,
    cards: { ...rig, ...master, EXPTIME: 300, 'DATE-OBS': '2024-09-10T04:00:00' },
  });
  writeFits(join(folder, 'Masters'), 'dark 600.fits', {
    width: 96,
    height: 72,
    pixels: (x: number) => 3 * x,
    cards: { ...rig, ...master, EXPTIME: 600, 'DATE-OBS': '2023-01-10T04:00:00' },
  });
  await fillArchive({ repository: folder, database: join(folder, DATABASE) }, async (archive) => {
    const [light] = (await archive.sessions({ type: 'light', limit: 1 })).items;
    const [frame] = (await archive.frames({ session: light?.id ?? '', limit: 1 })).items;
    await archive.reject({ frames: [frame?.id ?? 0], rejected: true });
  });
}

describe('calibrations in VS Code', function () {
  // Each step rests on the one before.
  this.bail(true);

  let root: string;
  let folder: string;
  let bench: Workbench;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'astro-e2e-'));
    folder = join(root, 'Astro');
    await makeArchive(folder);
    writeSettings();
    bench = await startWorkbench({ folder, settings: { 'workbench.colorTheme': 'Dark 2026' } });
  });

  after(async () => {
    await bench.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  });

  /** Settings of the folder; the database is one that a user's own settings cannot name for a server. */
  const writeSettings = () => {
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    const settings = { 'astroArchive.database': `\${workspaceFolder}/${DATABASE}` };
    writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
  };

  const item = (name: string | RegExp): Locator => bench.page.getByRole('treeitem', { name }).first();

  const explain = async (session: RegExp) => {
    await item(session).click({ button: 'right' });
    // A menu takes no click in its first tenth of a second, but it does take keys.
    await bench.page.getByRole('menuitem', { name: 'Explain calibrations' }).hover();
    await bench.page.keyboard.press('Enter');
  };

  it('shows what needs an eye, and takes a rejected frame back', async () => {
    const { page } = bench;
    await openContainer(page, 'Astro Archive');
    await item(/^M 31/).waitFor();
    for (const view of ['Objects', 'Sessions', 'Problems']) {
      await page.getByRole('button', { name: `${view} Section` }).click();
    }
    await item(/^Unknown type/).click();
    await item(/^test shot\.fits/).waitFor();
    await item(/^Doubtful headers/).click();
    await item(/^warm dark\.fits.*differ/).waitFor();
    await item(/^Rejected/).click();
    const rejected = item(/\.fits .*LIGHT/);
    await rejected.waitFor();
    await page.mouse.move(900, 700);
    await bench.screenshot('problems');
    await rejected.click({ button: 'right' });
    // A menu takes no click in its first tenth of a second, but it does take keys.
    await page.getByRole('menuitem', { name: 'Restore rejected frame' }).hover();
    await page.keyboard.press('Enter');
    await item(/^Rejected/).waitFor({ state: 'detached' });
  });

  it('shows how old masters are, and what they stand in for', async () => {
    const { page } = bench;
    await page.getByRole('button', { name: 'Problems Section' }).click();
    await page.getByRole('button', { name: 'Calibrations Section' }).click();
    await item(/^Missing/).click();
    await item(/^darks 120 s.*needed by 1 session/).waitFor();
    await item(/^ZWO ASI2600MM Pro/).click();
    await item(/^Darks/).click();
    await item(/^master dark · 600 s.*from 30 frames, .* old, stale/).waitFor();
    const hover = await restOn(page, item(/^master dark · 300 s/), /Replaces/);
    await hover
      .getByText(/Replaces:\sdarks\s·\s300\ss.*5\sframes/)
      .first()
      .waitFor();
    await bench.screenshot('masters');
    await page.mouse.move(900, 700);
    await hover.waitFor({ state: 'hidden' });
  });

  it('explains a session and a master', async () => {
    const { page } = bench;
    await explain(/^master dark · 600 s/);
    await webview(page).getByText('Stale: there is nothing newer').waitFor();
    await page.getByRole('button', { name: 'Sessions Section' }).click();
    await item(/^2024-09-13/).click();
    await explain(/^NGC 7000 · Ha · 300 s/);
    await webview(page).getByRole('heading', { name: 'NGC 7000 · Ha · 300 s' }).waitFor();
    await webview(page).locator('details.refused summary').first().click();
    await webview(page).locator('tr.failed').first().waitFor();
    await page.mouse.move(900, 780);
  });

  for (const theme of ['Light 2026', 'Default High Contrast', 'Default High Contrast Light', 'Dark 2026']) {
    it(`looks well in ${theme}`, async () => {
      await changeTheme(bench, theme);
      await bench.screenshot(`explain-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }
});
