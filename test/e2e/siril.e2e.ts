/** A generated Siril script in the editor: colours, problems, hover, completion. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CalibrationSet, LightGroup } from '../../src/core/siril/script/recipe';
import { sirilScript } from '../../src/core/siril/script/writeScript';
import { makeFits } from '../support/makeFits';
import { quickOpen, restOn, runCommand, startWorkbench, type Workbench } from './lib';

const DARK: CalibrationSet = {
  key: 'dark',
  kind: 'dark',
  session: '8c1f03b2a9d4',
  text: '20 dark frames, 300 s, −10 °C',
  frameCount: 20,
  folder: 'darks',
  sequence: 'dark',
  master: 'masters/dark_stacked',
  offset: null,
  level: null,
  used: true,
};
const LIGHTS: LightGroup = {
  name: 'Ha',
  session: '11aa22bb33cc',
  text: '12 light frames, 300 s, night of 2024-09-13',
  lights: 12,
  folder: 'lights',
  sequence: 'light',
  colour: false,
  planes: 1,
  bias: null,
  dark: 'dark',
  flat: null,
  level: null,
  why: {},
};

describe('a Siril script in VS Code', () => {
  let folder: string;
  let bench: Workbench;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'astro-e2e-siril-'));
    for (const name of ['darks', 'lights']) {
      mkdirSync(join(folder, name));
      const cards = { IMAGETYP: name === 'darks' ? 'DARK' : 'LIGHT', OBJECT: 'NGC 7000', EXPTIME: 300 };
      writeFileSync(join(folder, name, 'a.fits'), makeFits({ cards, width: 16, height: 12 }));
    }
    const result = { name: 'NGC_7000_Ha', object: 'NGC 7000', filter: 'Ha', groups: [LIGHTS] };
    const script = sirilScript({ sets: [DARK], results: [result], alignments: [], warnings: [] }, '1.2');
    // Somebody has edited it, in haste.
    writeFileSync(join(folder, 'NGC_7000.ssf'), script.replace('register pp_light', 'regster pp_light'));
    bench = await startWorkbench({
      folder,
      settings: {
        'workbench.colorTheme': 'Dark 2026',
        'editor.minimap.enabled': false,
        'workbench.startupEditor': 'none',
        'astroArchive.sirilVersion': '1.4.4',
      },
    });
    await bench.page.setViewportSize({ width: 1120, height: 820 });
  });

  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  });

  it('is coloured, its problem underlined, its commands explained', async () => {
    const { page } = bench;
    await quickOpen(page, 'NGC_7000.ssf');
    await page.locator('.squiggly-error').first().waitFor();
    // It moves all lines down when it comes, away from under a pointer that rests on one of them.
    await page.locator('.codelens-decoration', { hasText: 'Run in Siril' }).waitFor();
    await restOn(page, page.locator('.view-line span', { hasText: /^calibrate$/ }), 'since Siril 1.2.0');
    await bench.screenshot('script');
  });

  it('offers the right command', async () => {
    const { page } = bench;
    const fix = page.locator('.action-widget', { hasText: 'Change to register' });
    // Anew where the hover of before, or a busy machine, has kept the caret or the list away.
    for (let attempt = 0; attempt < 5 && !(await fix.isVisible()); attempt++) {
      await page.keyboard.press('Escape');
      await page.locator('.view-line span', { hasText: /^regster$/ }).click();
      await runCommand(page, 'Quick Fix...');
      await fix.waitFor({ timeout: 4000 }).catch(() => undefined);
    }
    await fix.waitFor();
    await bench.screenshot('script-fix');
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-error').waitFor({ state: 'detached' });
  });

  it('offers what the script has made', async () => {
    const { page } = bench;
    // Below the line of `seqapplyreg`, which makes the registered sequence.
    for (const key of ['ArrowDown', 'End', 'Enter']) await page.keyboard.press(key);
    await page.keyboard.type('stack ');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'r_pp_light' }).waitFor();
    await bench.screenshot('script-completion');
    await page.keyboard.press('Escape');
  });
});
