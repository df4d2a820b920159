/** The header beside a picture, in the colours of the theme. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFits } from '../support/makeFits';
import { changeTheme, closeEditors, quickOpen, startWorkbench, webview, type Workbench } from './lib';

const LIGHT = {
  IMAGETYP: 'LIGHT',
  OBJECT: 'NGC 7000',
  FILTER: 'Ha',
  EXPTIME: 300,
  GAIN: 100,
  'CCD-TEMP': -9.9,
  'DATE-OBS': '2024-09-13T21:00:00.000',
  TELESCOP: 'FSQ-106',
  INSTRUME: 'ASI2600MM',
};
const MANY = 10_000;

describe('the header beside a picture', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'header-'));
  const write = (path: string, cards: Readonly<Record<string, string | number>>) =>
    writeFileSync(path, makeFits({ cards, width: 64, height: 48 }));
  let bench: Workbench;

  before(async () => {
    write(join(folder, 'light.fits'), LIGHT);
    const cards = Object.fromEntries(Array.from({ length: MANY }, (_, i) => [`K${i}`, i]));
    write(join(folder, 'many.fits'), { ...LIGHT, ...cards });
    bench = await startWorkbench({ folder, settings: { 'workbench.colorTheme': 'Dark Modern' } });
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
  });

  for (const theme of ['Dark Modern', 'Light Modern']) {
    it(`shows what matters first, in ${theme}`, async () => {
      await quickOpen(bench.page, 'light.fits');
      await webview(bench.page).getByText('Light · NGC 7000 · Ha · 300 s').waitFor();
      await webview(bench.page).getByText('FSQ-106').first().waitFor();
      await changeTheme(bench, theme);
      await bench.screenshot(`header-${theme.toLowerCase().replace(' ', '-')}`);
    });
  }

  it('narrows ten thousand cards down, and opens them all again', async () => {
    // The page of the test before has a field for the search too.
    await closeEditors(bench.page);
    await quickOpen(bench.page, 'many.fits');
    const page = webview(bench.page);
    await page.getByRole('searchbox').fill('k77');
    await page.getByText(/^111 of \d+ keywords$/).waitFor();
    assert.equal(await page.getByText('K7700', { exact: true }).isVisible(), true);
    assert.equal(await page.getByText('SIMPLE', { exact: true }).isVisible(), false);
    await page.getByRole('searchbox').press('Escape');
    await page.getByText('SIMPLE', { exact: true }).waitFor();
  });
});
