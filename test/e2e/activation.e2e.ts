/** When the extension starts: where there is an archive, image files or scripts, and not because of a text alone. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFits } from '../support/makeFits';
import { quickOpen, runCommand, startWorkbench, type Workbench } from './lib';

describe('the start of the extension', function () {
  this.timeout(120_000);
  let elsewhere: string;
  let folder: string;
  let image: string;
  let bench: Workbench;

  before(() => {
    elsewhere = mkdtempSync(join(tmpdir(), 'images-'));
    image = writeFits(elsewhere, 'light.fits', { cards: { IMAGETYP: 'LIGHT', OBJECT: 'NGC 7000' } });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'texts-'));
    writeFileSync(join(folder, 'notes.md'), `${image}\n`);
    writeFileSync(join(folder, 'stack.py'), `images = ["${image}"]\n`);
  });
  afterEach(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
  });
  after(() => rmSync(elsewhere, { recursive: true }));

  /** Asks for the hover on the path in each of the texts until the header is there. */
  async function hoversWork(): Promise<void> {
    const { page } = bench;
    for (const name of ['notes.md', 'stack.py']) {
      const tab = page.locator('.tab.active', { hasText: name });
      const hover = page.locator('.monaco-hover:visible', { hasText: 'NGC 7000' });
      // One that was asked for before the extension had started stays empty.
      for (let tries = 0; tries < 20 && !(await hover.isVisible()); tries++) {
        await page.keyboard.press('Escape');
        if (!(await tab.isVisible())) await quickOpen(page, name);
        await page
          .locator('.view-line span', { hasText: 'light.fits' })
          .last()
          .click({ timeout: 5000 })
          .catch(() => undefined);
        await page.keyboard.press('Control+K');
        await page.keyboard.press('Control+I');
        await hover.waitFor({ timeout: 1500 }).catch(() => undefined);
      }
      await hover.waitFor({ timeout: 1000 });
    }
  }

  it('waits for a command where there are only texts; hovers work from then on', async () => {
    bench = await startWorkbench({ folder });
    await quickOpen(bench.page, 'stack.py');
    await quickOpen(bench.page, 'notes.md');
    // VS Code's own extension for Markdown starts by the event that must not start this one.
    while (activationOf('vscode.markdown-language-features') === undefined)
      await bench.page.waitForTimeout(100);
    await runCommand(bench.page, 'Astro Archive: Refresh views');
    await hoversWork();
    assert.equal(activationOf('astro-archive.astro-archive'), 'onCommand:astroArchive.refresh');
  });

  it('comes by itself where there is an archive', async () => {
    mkdirSync(join(folder, '.astro-archive'));
    writeFileSync(join(folder, '.astro-archive', 'archive.json'), '{}');
    bench = await startWorkbench({ folder });
    await hoversWork();
    assert.match(activationOf('astro-archive.astro-archive') ?? '', /^workspaceContains:\.astro-archive/);
  });

  for (const name of ['night/lights/M31.FIT', 'Checkout/M31/M31.ssf']) {
    it(`comes by itself where there is ${name}`, async () => {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), '');
      bench = await startWorkbench({ folder });
      await hoversWork();
      assert.match(activationOf('astro-archive.astro-archive') ?? '', /^workspaceContains:\*\*/);
    });
  }

  /** The event that an extension was started by, as the extension host has logged it; undefined while it was not. */
  function activationOf(extension: string): string | undefined {
    const logs = join(bench.server.profile, 'data/logs');
    const names = readdirSync(logs, { recursive: true, encoding: 'utf8' });
    const text = names
      .filter((name) => /exthost.*\.log$/.test(name))
      .map((name) => readFileSync(join(logs, name), 'utf8'))
      .join('\n');
    const line = text.split('\n').find((each) => each.includes(`_doActivateExtension ${extension},`));
    return line === undefined ? undefined : /activationEvent: '([^']+)'/.exec(line)?.[1];
  }
});
