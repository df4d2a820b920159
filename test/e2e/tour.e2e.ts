/** From one image to the next: by keys, by itself, in the strip, rejecting frames, two pictures beside each other. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { makeFits } from '../support/makeFits';
import {
  closeEditors,
  fillArchive,
  openContainer,
  quickOpen,
  runCommand,
  startWorkbench,
  type Workbench,
} from './lib';
import { painted } from './lib/picture';

const WIDTH = 300;
const HEIGHT = 200;
const COUNT = 6;

/** A sky whose star wanders to the right from frame to frame. */
function sky(frame: number) {
  return (x: number, y: number): number => {
    const noise = Math.abs(Math.sin(12.9898 * x + 78.233 * y + frame) * 43_758.5453) % 1;
    const [dx, dy] = [x - 40 - 40 * frame, y - 100];
    const star = 20_000 * Math.exp(-(dx * dx + dy * dy) / 40);
    return Math.min(Math.round(1000 + 200 * noise + star), 65_535) - 32_768;
  };
}

const nameOf = (frame: number) => `light_${frame}.fits`;
const oddNameOf = (frame: number) => `odd_${frame}.fits`;

function writeFrames(folder: string, name = nameOf): void {
  mkdirSync(folder, { recursive: true });
  for (let frame = 0; frame < COUNT; frame++) {
    const cards = {
      ...{ IMAGETYP: 'LIGHT', OBJECT: 'NGC 7000', FILTER: 'Ha', EXPTIME: 300, TELESCOP: 'FSQ-106' },
      ...{ INSTRUME: 'ASI2600MM', 'DATE-OBS': `2024-09-13T2${frame % 4}:0${frame}:00`, BZERO: 32_768 },
      ...{ ROWORDER: 'TOP-DOWN', GAIN: 100, XBINNING: 1, YBINNING: 1 },
    };
    const bytes = makeFits({ width: WIDTH, height: HEIGHT, cards, pixels: sky(frame) });
    writeFileSync(join(folder, name(frame)), bytes);
  }
}

/** The page of an image in an editor group, counted from 0. */
function pageIn(page: Page, group = 0): FrameLocator {
  return page.frameLocator('iframe.webview.ready').nth(group).frameLocator('iframe#active-frame');
}

const tabs = (page: Page) => page.locator('.tabs-container .tab');
const tab = (page: Page, name: string) => page.locator('.tabs-container .tab.active', { hasText: name });

describe('going from one image to the next', function () {
  this.timeout(120_000);
  let folder: string;
  let bench: Workbench;

  const begin = async (settings: Readonly<Record<string, unknown>> = {}) => {
    const all = { 'workbench.colorTheme': 'Dark Modern', ...settings };
    bench = await startWorkbench({ folder, settings: all });
  };
  const finish = async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  };
  const opened = async (name: string): Promise<FrameLocator> => {
    await closeEditors(bench.page);
    await quickOpen(bench.page, name);
    const page = pageIn(bench.page);
    await page.locator('.tour .place').getByText(/of 6/).waitFor();
    return page;
  };

  describe('of a folder', () => {
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tour-'));
      writeFrames(folder);
      writeFileSync(join(folder, 'notes.txt'), 'clouds');
      // One of these is no image.
      writeFrames(join(folder, 'Odd'), oddNameOf);
      writeFileSync(join(folder, 'Odd', oddNameOf(3)), 'SIMPLE  = what?');
      await begin();
    });
    after(finish);

    it('shows the files of a folder by keys, in one tab that is named after the one in front', async () => {
      const first = await opened(nameOf(1));
      await first.locator('.place').getByText('2 of 6').waitFor();
      await first.locator('.view').press('PageDown');
      await tab(bench.page, nameOf(2)).waitFor();
      const page = pageIn(bench.page);
      await page.locator('.place').getByText('3 of 6').waitFor();
      // Without a picture there is nothing to zoom.
      await painted(page);
      await page.locator('.view').press('1');
      await page.getByText('100 %', { exact: true }).waitFor();
      await page.locator('.view').press('n');
      await tab(bench.page, nameOf(3)).waitFor();
      await page.getByText('Light · NGC 7000 · Ha · 300 s').waitFor();
      await page.getByText('100 %', { exact: true }).waitFor();
      await page.locator('.view').press('End');
      await tab(bench.page, nameOf(5)).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Next' }).isDisabled(), true);
      await page.locator('.view').press('p');
      await tab(bench.page, nameOf(4)).waitFor();
      assert.equal(await tabs(bench.page).count(), 1);
      const strip = page.getByRole('listbox', { name: 'Frames' });
      await strip.getByRole('option', { name: nameOf(0) }).click();
      await tab(bench.page, nameOf(0)).waitFor();
      await strip
        .locator('img')
        .nth(COUNT - 1)
        .waitFor();
      await bench.screenshot('tour-strip');
      await bench.reload();
      await tab(bench.page, nameOf(0)).waitFor();
      await pageIn(bench.page).locator('.place').getByText('1 of 6').waitFor();
    });

    it('plays frame after frame, and stops at one that cannot be shown', async () => {
      const first = await opened(nameOf(0));
      await first.getByLabel('Speed').selectOption('100');
      await first.getByRole('button', { name: 'Play' }).click();
      const page = pageIn(bench.page);
      await page.getByRole('button', { name: 'Stop' }).waitFor();
      // Round and round, so that none is missed for good.
      for (const place of ['3 of 6', '6 of 6', '1 of 6'])
        await page.locator('.place').getByText(place).waitFor();
      await page.locator('.view').press('b');
      await page.getByRole('button', { name: 'Play' }).waitFor();
      await bench.screenshot('tour-played');
      const odd = await opened(oddNameOf(1));
      await odd.locator('.place').getByText('2 of 6').waitFor();
      await odd.getByLabel('Speed').selectOption('100');
      await odd.getByRole('button', { name: 'Play' }).click();
      await odd
        .getByRole('alert')
        .getByText(new RegExp(`^Stopped at ${oddNameOf(3)}`))
        .waitFor();
      await odd.locator('.place').getByText('3 of 6').waitFor();
      await bench.screenshot('tour-stopped');
    });

    it('moves two pictures together', async () => {
      const first = await opened(nameOf(0));
      await first.getByRole('button', { name: 'Compare' }).click();
      const second = pageIn(bench.page, 1);
      await painted(second);
      await second.locator('.view').press('1');
      await first.getByText('100 %', { exact: true }).waitFor();
      await second.locator('.view').press('+');
      await first.getByText('141 %', { exact: true }).waitFor();
      await second.locator('.view').press('PageDown');
      await tab(bench.page, nameOf(1)).waitFor();
      await pageIn(bench.page, 1).getByText('141 %', { exact: true }).waitFor();
      await bench.screenshot('tour-compared');
      await runCommand(bench.page, 'Astro Archive: Link pictures');
      await first
        .getByRole('button', { name: 'Link' })
        .and(first.locator('[aria-pressed="false"]'))
        .waitFor();
    });
  });

  describe('of an archive', () => {
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tour-'));
      const lights = join(folder, 'Lights');
      writeFrames(lights);
      const database = join(folder, 'astro-archive.db');
      await fillArchive({ repository: folder, database, source: lights });
      await begin({ 'astroArchive.database': database });
    });
    after(finish);

    it('rejects frames of the archive and goes on, and undoes that', async () => {
      await openContainer(bench.page, 'Astro Archive');
      const item = (name: string | RegExp) => bench.page.getByRole('treeitem', { name }).first();
      await item(/NGC 7000/).click();
      await item(/300 s/).click();
      await item(/20:00:00 UTC/).click();
      // The tooltip of the row would lie on the page.
      await bench.page.mouse.move(0, 0);
      const first = pageIn(bench.page);
      await first.locator('.place').getByText('1 of 6').waitFor();
      await first
        .getByLabel('Frames to go through')
        .locator('option:checked')
        .getByText('Session')
        .waitFor({ state: 'attached' });
      await first.locator('.view').press('x');
      const page = pageIn(bench.page);
      await page.locator('.place').getByText('2 of 6').waitFor();
      await item(/5 frames/).waitFor();
      await page.locator('.view').press('x');
      await page.locator('.place').getByText('3 of 6').waitFor();
      await item(/4 frames/).waitFor();
      await page.locator('.strip .rejected').nth(1).waitFor();
      await bench.screenshot('tour-rejected');
      await page.locator('.view').press('Control+z');
      await page.locator('.place').getByText('2 of 6').waitFor();
      await item(/5 frames/).waitFor();
      await page.getByRole('button', { name: 'Reject' }).waitFor();
      await page.locator('.view').press('p');
      await page.getByRole('button', { name: 'Restore' }).click();
      await item(/6 frames/).waitFor();
    });
  });
});
