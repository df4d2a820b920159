/** Pictures of frames: in the tooltips of the views, in the hover on a path, and on the contact sheet of a session. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { writeFits } from '../support/makeFits';
import {
  changeTheme,
  closeEditors,
  fillArchive,
  openContainer,
  quickOpen,
  restOn,
  runCommand,
  startWorkbench,
  webview,
  type Workbench,
} from './lib';

const DATABASE = '.astro-archive/astro-archive.sqlite';
const THEMES = ['Dark Modern', 'Light Modern', 'Default High Contrast', 'Default High Contrast Light'];
const LIGHT = {
  ...{ IMAGETYP: 'LIGHT', OBJECT: 'NGC 7000', FILTER: 'Ha', EXPTIME: 300, BZERO: 32_768 },
  ...{ INSTRUME: 'ZWO ASI2600MM Pro', TELESCOP: 'FSQ-106', GAIN: 100, ROWORDER: 'TOP-DOWN' },
};

/** A sky with noise and stars that stand elsewhere in each frame. */
const sky = (frame: number, width: number, height: number) => (x: number, y: number) => {
  const noise = Math.abs(Math.sin(12.9898 * x + 78.233 * y + frame) * 43_758.5453) % 1;
  let value = 1000 + 200 * noise + (600 * x) / width;
  for (let star = 0; star < 25; star++) {
    const [dx, dy] = [x - ((star * 7919 + 3 * frame) % width), y - ((star * 104_729 + 2 * frame) % height)];
    if (Math.abs(dx) < 7 && Math.abs(dy) < 7)
      value += (3000 + 900 * star) * Math.exp(-(dx * dx + dy * dy) / 5);
  }
  return Math.min(Math.round(value), 65_535) - 32_768;
};

/** A night of frames a minute after one another. */
function writeNight(folder: string, frames: number, width: number, height: number): void {
  for (let i = 0; i < frames; i++) {
    const start = new Date(Date.UTC(2024, 8, 13, 20, 0) + 3000 * i).toISOString().slice(0, 19);
    const name = `M_${String(i + 1).padStart(5, '0')}.fits`;
    const cards = { ...LIGHT, 'DATE-OBS': start, ...(frames < 10 ? { BAYERPAT: 'RGGB' } : {}) };
    writeFits(join(folder, 'Night'), name, {
      width,
      height,
      cards: { ...cards, FILTER: 'Ha' },
      pixels: sky(i, width, height),
    });
  }
}

describe('pictures of frames in VS Code', function () {
  this.timeout(300_000);

  let folder: string;
  let bench: Workbench;
  const settings = { 'astroArchive.watchRepository': false };

  const start = async () => {
    bench = await startWorkbench({
      folder,
      settings: { ...settings, 'workbench.colorTheme': 'Dark Modern' },
    });
  };
  const finish = async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  };
  const openSheet = async (): Promise<FrameLocator> => {
    await closeEditors(bench.page);
    await runCommand(bench.page, 'Astro Archive: Show contact sheet');
    await bench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'NGC 7000' }).first().click();
    const page = webview(bench.page);
    await page.getByRole('heading', { name: 'NGC 7000' }).waitFor();
    return page;
  };
  /** As after the tab was closed: the page knows nothing of before. */
  const openSheetAgain = async (): Promise<void> => {
    await runCommand(bench.page, 'View: Close Editor');
    await bench.page.locator('.tab').waitFor({ state: 'detached' });
    await openSheet();
  };
  const drawn = (page: FrameLocator) => page.locator('.cell img:not([hidden])');
  const kept = () =>
    readdirSync(join(folder, `${DATABASE}.thumbnails`)).filter((name) => name.endsWith('.jpg')).length;

  describe('of a session of five', () => {
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sheet-'));
      writeNight(folder, 5, 480, 320);
      writeFileSync(join(folder, 'notes.txt'), 'The best one is Night/M_00002.fits so far.\n');
      await fillArchive({ repository: folder, database: join(folder, DATABASE) });
      await start();
    });
    after(finish);

    it('stand in tooltips and in the hover on a path', async () => {
      const { page } = bench;
      await openContainer(page, 'Astro Archive');
      const object = page.locator('.pane-body .monaco-list-row', { hasText: 'NGC 7000' }).first();
      const picture = (hover: Locator) => hover.locator('img[src^="data:image/jpeg"]').first().waitFor();
      await picture(await restOn(page, object, '5 frames'));
      await bench.screenshot('sheet-tooltip-object');
      await page.mouse.move(900, 500);
      await object.click();
      await page.locator('.pane-body .monaco-list-row', { hasText: '300 s' }).first().click();
      const frame = page.locator('.pane-body .monaco-list-row', { hasText: '20:00:0' }).nth(1);
      await picture(await restOn(page, frame, 'FSQ-106'));
      await bench.screenshot('sheet-tooltip-frame');
      await page.mouse.move(900, 500);
      await quickOpen(page, 'notes.txt');
      const path = page.locator('.view-line span', { hasText: 'M_00002' }).last();
      await picture(await restOn(page, path, 'FSQ-106'));
      await bench.screenshot('sheet-hover');
      assert.ok(kept() > 0, 'thumbnails are kept beside the database');
    });

    for (const theme of THEMES) {
      it(`make a contact sheet, in ${theme}`, async () => {
        const page = await openSheet();
        await changeTheme(bench, theme);
        await drawn(page).nth(4).waitFor();
        assert.equal(await page.getByRole('option').count(), 5);
        await bench.screenshot(`sheet-${theme.toLowerCase().replaceAll(' ', '-')}`);
      });
    }

    it('are made again of a file that changes', async () => {
      const page = await openSheet();
      await drawn(page).nth(4).waitFor();
      const first = drawn(page).first();
      const before = (await first.getAttribute('src')) ?? '';
      const dark = await page.locator('.cell .name').first().textContent();
      const file = join(folder, 'Night', dark ?? '');
      const bytes = readFileSync(file);
      writeFits(join(folder, 'Night'), dark ?? '', {
        width: 480,
        height: 320,
        pixels: sky(9, 480, 320),
        cards: LIGHT,
      });
      try {
        await page.locator(`.cell img[src="${before}"]`).waitFor({ state: 'detached' });
        assert.match((await first.getAttribute('src')) ?? '', /^data:image/);
      } finally {
        writeFileSync(file, bytes);
      }
    });

    it('are moved through, rejected, restored and opened by keys', async () => {
      const page = await openSheet();
      const list = page.getByRole('listbox', { name: 'Frames' });
      await drawn(page).nth(4).waitFor();
      await list.focus();
      const current = () => page.locator('.cell[aria-selected="true"]').getAttribute('aria-label');
      assert.match((await current()) ?? '', /^M_00001|Ha.*001/);
      await list.press('x');
      await page.getByRole('option', { name: /Rejected$/ }).waitFor();
      await bench.screenshot('sheet-rejected');
      assert.equal(
        await list.getAttribute('aria-activedescendant'),
        await page.locator('.cell').nth(1).getAttribute('id'),
      );
      // Long enough for the archive to have told of the change.
      await page.getByText('4 frames').waitFor();
      assert.equal(await page.getByRole('option').count(), 5, 'the rejected one stays');
      await openSheetAgain();
      await page.getByRole('option', { name: /Rejected$/ }).waitFor();
      assert.equal(await page.getByRole('option').count(), 5, 'also on a sheet that is opened later');
      await drawn(page).nth(4).waitFor();
      await list.focus();
      await list.press('Home');
      await list.press('u');
      await page.getByRole('option', { name: /Rejected$/ }).waitFor({ state: 'detached' });
      await list.press('End');
      await list.press('Enter');
      await bench.page.locator('.tab', { hasText: '.fits' }).waitFor();
    });
  });

  describe('of a session of thousands', () => {
    const FRAMES = 3000;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sheet-'));
      writeNight(folder, FRAMES, 48, 32);
      await fillArchive({ repository: folder, database: join(folder, DATABASE) });
      await start();
    });
    after(finish);

    it('are made for those in view only', async () => {
      const page = await openSheet();
      await drawn(page).nth(10).waitFor();
      const list = page.getByRole('listbox', { name: 'Frames' });
      await page.locator(`.cell[aria-setsize="${FRAMES}"]`).first().waitFor();
      await list.focus();
      await list.press('End');
      const last = page.locator(`.cell[aria-posinset="${FRAMES}"]`);
      await last.locator('img:not([hidden])').waitFor();
      assert.equal(await last.getAttribute('aria-selected'), 'true');
      assert.ok((await page.locator('.cell').count()) < 60, 'only those in view are in the page');
      for (let i = 0; i < 5; i++) await list.press('PageUp');
      await page.locator('.cell[aria-selected="true"] img:not([hidden])').waitFor();
      await bench.screenshot('sheet-thousands');
      assert.ok(kept() < 300, `${kept()} thumbnails for a few screens`);
      await bench.reload();
      const again = webview(bench.page);
      await again.locator('.cell[aria-selected="true"] img:not([hidden])').waitFor();
    });
  });
});
