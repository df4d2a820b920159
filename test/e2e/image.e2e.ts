/** Image files opened from the explorer: their picture and header, with zoom, stretch and the pixel under the pointer. */
import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { PICTURES, ROOT } from '../host/paths';
import { type FitsSpec, makeFits } from '../support/makeFits';
import {
  barriers,
  changeTheme,
  closeEditors,
  eventually,
  notification,
  quickOpen,
  startWorkbench,
  webview,
  type Workbench,
} from './lib';
import { nebula } from './lib/nebula';
import { painted } from './lib/picture';

const LIGHT = { IMAGETYP: 'LIGHT', OBJECT: 'NGC 7000', FILTER: 'Ha', EXPTIME: 300, TELESCOP: 'FSQ-106' };
/** Turned by 30°, north to the upper left. */
const SOLVED = {
  ...{ CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CRVAL1: 314.7, CRVAL2: 44.3, CRPIX1: 300.5, CRPIX2: 200.5 },
  ...{ CD1_1: -0.000866, CD1_2: 0.0005, CD2_1: 0.0005, CD2_2: 0.000866 },
};
const WIDTH = 600;
const HEIGHT = 400;

/** A sky with noise and some stars, brighter to the right, the same each time. */
function sky(x: number, y: number): number {
  const noise = Math.abs(Math.sin(12.9898 * x + 78.233 * y) * 43_758.5453) % 1;
  let value = 1000 + 200 * noise + x / 4;
  for (let star = 0; star < 60; star++) {
    const [dx, dy] = [x - ((star * 7919) % WIDTH), y - ((star * 104_729) % HEIGHT)];
    if (Math.abs(dx) < 8 && Math.abs(dy) < 8)
      value += (3000 + 900 * star) * Math.exp(-(dx * dx + dy * dy) / 5);
  }
  return Math.min(Math.round(value), 65_535) - 32_768;
}

describe('the image page', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  let bench: Workbench;
  let shownTheme = 'Dark 2026';
  const write = (name: string, spec: FitsSpec) => writeFileSync(join(folder, name), makeFits(spec));
  const size = { width: WIDTH, height: HEIGHT };
  const cards = { ...LIGHT, BZERO: 32_768, EGAIN: 0.25, ROWORDER: 'TOP-DOWN' };

  before(async () => {
    write('single.fits', { ...size, cards, pixels: sky });
    write('colour.fits', { ...size, cards: { ...cards, BAYERPAT: 'RGGB' }, pixels: sky });
    write('cube.fits', {
      ...size,
      channels: 3,
      bitpix: -32,
      cards: LIGHT,
      pixels: (x, y, z) => (sky(x, y) + 32_768) / (65_535 * (z + 1)),
    });
    write('solved.fits', { ...size, cards: { ...cards, ...SOLVED, ROWORDER: 'BOTTOM-UP' }, pixels: sky });
    write('none.fits', { cards: { OBJECT: '<script>alert(1)</script>' } });
    writeFileSync(join(folder, 'cut.fits'), makeFits({ ...size, cards, pixels: sky }).subarray(0, 200_000));
    mkdirSync(join(folder, 'NGC 7000'));
    writeFileSync(join(folder, 'NGC 7000', 'NGC_7000_stack.fits'), nebula());
    for (let frame = 1; frame <= 5; frame++)
      write(`NGC 7000/Light_${frame}.fits`, { ...size, cards, pixels: (x, y) => sky(x, y + 20 * frame) });
    bench = await startWorkbench({ folder, settings: { 'workbench.colorTheme': shownTheme } });
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
  });

  /** In one window for all tests: starting one takes ten seconds. */
  const opened = async (name: string, theme = 'Dark Modern'): Promise<FrameLocator> => {
    await closeEditors(bench.page);
    await quickOpen(bench.page, name);
    if (theme !== shownTheme) await changeTheme(bench, theme);
    shownTheme = theme;
    return webview(bench.page);
  };
  it('shows a stack in colour, as the README does', async () => {
    const page = await opened('NGC_7000_stack.fits', 'Dark 2026');
    await bench.page.keyboard.press('Control+B');
    await painted(page);
    await page.locator('.strip img').nth(5).waitFor();
    await page.locator('.view').hover({ position: { x: 400, y: 300 } });
    await page
      .locator('.reading')
      .getByText(/^RA \d/)
      .waitFor();
    await bench.screenshot('image');
    if (process.env['UPDATE_PICTURES'] === '1')
      copyFileSync(join(PICTURES, 'image.png'), join(ROOT, 'docs/pictures/image.png'));
    await bench.page.keyboard.press('Control+B');
  });

  for (const theme of [
    'Light Modern',
    'Default High Contrast',
    'Default High Contrast Light',
    'Dark Modern',
  ]) {
    it(`shows picture, histogram and header, in ${theme}`, async () => {
      const page = await opened('colour.fits', theme);
      await painted(page);
      await page.getByText('Light · NGC 7000 · Ha · 300 s').waitFor();
      await page.locator('.view').hover({ position: { x: 200, y: 150 } });
      await page.locator('.reading').getByText(/^x \d/).waitFor();
      assert.deepEqual(await barriers(page), []);
      await bench.screenshot(`image-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }

  it('keeps picture and controls in sight in a narrow editor', async () => {
    const page = await opened('solved.fits');
    await painted(page);
    await bench.page.setViewportSize({ width: 760, height: 800 });
    await bench.page.keyboard.press('Control+B');
    await eventually(bench.page, async () => {
      const view = await page.locator('.view').boundingBox();
      return view !== null && view.width > 300 && view.width < 760 && view.height > 150;
    });
    for (const name of ['Fit', 'Header', 'Invert']) {
      await eventually(bench.page, async () => {
        const button = await page.getByRole('button', { name, exact: true }).boundingBox();
        return button !== null && button.x >= 0 && button.x + button.width <= 760;
      });
    }
    await bench.screenshot('image-narrow');
    await bench.page.keyboard.press('Control+B');
    await bench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('zooms to single pixels and back, by keys, and tells the pixel under the pointer', async () => {
    const page = await opened('single.fits');
    await painted(page);
    const view = page.locator('.view');
    await view.click({ position: { x: 100, y: 100 } });
    await view.press('1');
    await page.getByText('100 %', { exact: true }).waitFor();
    for (let i = 0; i < 10; i++) await view.press('+');
    await page.getByText('3200 %', { exact: true }).waitFor();
    await painted(page);
    await page.locator('.reading').getByText(/e⁻$/).waitFor();
    await bench.screenshot('image-pixels');
    await view.press('0');
    await page.getByText('3200 %', { exact: true }).waitFor({ state: 'detached' });
  });

  it('offers planes and stretches, and inverts', async () => {
    const page = await opened('cube.fits');
    await painted(page);
    await page.getByLabel('Plane').selectOption({ label: 'Plane 2' });
    await page.getByLabel('Stretch').selectOption({ label: 'zscale' });
    await page.getByRole('button', { name: 'Invert' }).click();
    await painted(page);
    assert.equal(await page.getByRole('button', { name: 'Invert' }).getAttribute('aria-pressed'), 'true');
    await page.getByRole('slider', { name: 'Black point' }).press('PageUp');
    await page
      .getByLabel('Stretch')
      .locator('option:checked')
      .getByText('Manual')
      .waitFor({ state: 'attached' });
    await bench.screenshot('image-cube');
  });

  it('saves the picture with all of its pixels, and copies what is seen', async () => {
    const page = await opened('colour.fits');
    await painted(page);
    // It stands there for three seconds only.
    await Promise.all([
      bench.page.locator('.statusbar').getByText('Picture copied').waitFor(),
      page.getByRole('button', { name: 'Copy', exact: true }).click(),
    ]);
    await page.getByRole('button', { name: 'Save…' }).click();
    const name = bench.page.locator('.quick-input-widget:visible input[type="text"]').first();
    await name.waitFor();
    await name.press('Enter');
    await notification(bench.page, 'colour.png saved').waitFor();
    const saved = readFileSync(join(folder, 'colour.png'));
    assert.deepEqual([saved.readUInt32BE(16), saved.readUInt32BE(20)], [WIDTH, HEIGHT]);
    await bench.screenshot('image-saved');
  });

  it('says where the picture lies on the sky, and what keywords mean', async () => {
    const page = await opened('solved.fits');
    await painted(page);
    await page.getByText('3.6 ″/pixel').waitFor();
    await page.getByRole('img', { name: 'North and east' }).waitFor();
    await page.locator('.view').hover({ position: { x: 200, y: 200 } });
    await page
      .locator('.reading')
      .getByText(/^RA \d/)
      .waitFor();
    await page.getByRole('searchbox').fill('reference pixel');
    await page.getByText('CRPIX1', { exact: true }).waitFor();
    assert.equal(await page.getByText('SIMPLE', { exact: true }).isVisible(), false);
    assert.ok(await page.getByText('CRPIX1', { exact: true }).getAttribute('title'));
    await bench.screenshot('image-sky');
    await page.getByLabel('Show north and east').uncheck();
    await page.getByRole('img', { name: 'North and east' }).waitFor({ state: 'hidden' });
  });

  it('moves points of the histogram by mouse and keys', async () => {
    const page = await opened('single.fits');
    await painted(page);
    // What comes later moves the histogram.
    await page.getByText('Light · NGC 7000 · Ha · 300 s').waitFor();
    await page.locator('.strip img').first().waitFor();
    const black = page.getByRole('slider', { name: 'Black point' });
    const value = async () => Number(await black.getAttribute('aria-valuenow'));
    const before = await value();
    await black.press('PageUp');
    assert.ok((await value()) > before);
    await black.press('Home');
    assert.equal(await value(), 0);
    const white = await page.getByRole('slider', { name: 'White point' }).boundingBox();
    if (!white) assert.fail('there is no white point');
    await bench.page.mouse.move(white.x + 6, white.y + 8);
    await bench.page.mouse.down();
    await bench.page.mouse.move(white.x - 40, white.y + 8, { steps: 5 });
    await bench.page.mouse.up();
    const now = await page.getByRole('slider', { name: 'White point' }).getAttribute('aria-valuenow');
    assert.ok(Number(now) < 65_535, String(now));
    await bench.screenshot('image-manual');
  });

  it('says why there is no picture, and shows the header all the same', async () => {
    const page = await opened('none.fits');
    await page.getByText('<script>alert(1)</script>').first().waitFor();
    await page.getByRole('status').getByText('no image').waitFor();
    await bench.screenshot('image-none');
  });

  it('shows odd files as far as it can, and is none the worse for them', async () => {
    write('equal.fits', { width: 60, height: 40, cards: LIGHT });
    write('missing.fits', { width: 60, height: 40, bitpix: -32, cards: LIGHT, pixels: () => NaN });
    write('line.fits', { width: 60, height: 1, cards: LIGHT, pixels: (x) => x });
    const page = await opened('equal.fits');
    for (const name of ['equal.fits', 'missing.fits', 'line.fits']) {
      if (name !== 'equal.fits') await quickOpen(bench.page, name);
      await page.getByRole('img', { name, exact: true }).waitFor();
      await page.getByRole('slider', { name: 'Black point' }).waitFor();
      await page.locator('.view').press('1');
      await page.getByText('100 %', { exact: true }).waitFor();
      assert.equal(await page.locator('.failure').textContent(), '');
      await bench.screenshot(`image-odd-${name.replace('.fits', '')}`);
    }
  });

  it('says what is cut off', async () => {
    const page = await opened('cut.fits');
    await page
      .getByText(/cut|end|short/i)
      .first()
      .waitFor();
    await bench.screenshot('image-cut');
  });

  it('says that the file has changed or gone, and loads it again', async () => {
    const page = await opened('single.fits');
    await painted(page);
    write('single.fits', { ...size, cards: { ...cards, OBJECT: 'IC 5070' }, pixels: sky });
    await page.getByText('single.fits has changed since it was read.').waitFor();
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByText('Light · IC 5070 · Ha · 300 s').waitFor();
    renameSync(join(folder, 'single.fits'), join(folder, 'aside'));
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('alert').getByText('single.fits').waitFor();
    renameSync(join(folder, 'aside'), join(folder, 'single.fits'));
  });
});
