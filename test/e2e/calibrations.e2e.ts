/** What an archive says of its frames and calibrations: the view of problems. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { DEFAULT_PATTERNS } from '../../src/core/frame/patterns';
import { DEFAULT_TOLERANCES } from '../../src/core/model';
import { openArchive } from '../../src/core/open';
import { noContext, silentLog } from '../../src/core/ports';
import { makeSampleNight } from '../../scripts/sampleNight';
import { writeFits } from '../support/makeFits';
import { openContainer, startWorkbench, type Workbench } from './lib';

const DATABASE = '.astro-archive/astro-archive.sqlite';

/** An archive with the sample night, a frame of no type, a doubtful header and a rejected light. */
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
      ...{
        IMAGETYP: 'DARK',
        EXPTIME: 300,
        'CCD-TEMP': 4.2,
        'SET-TEMP': -10,
        'DATE-OBS': '2024-09-14T06:00:00',
      },
      ...{ INSTRUME: 'ZWO ASI2600MM Pro', TELESCOP: 'Esprit 100ED', GAIN: 100, OFFSET: 50 },
    },
  });
  const archive = await openArchive({
    log: silentLog,
    settings: {
      ...{ repository: folder, database: join(folder, DATABASE), timeZone: null, patterns: DEFAULT_PATTERNS },
      ...{ tolerances: DEFAULT_TOLERANCES, addWcs: 'never', sirilPath: null },
    },
  });
  try {
    await archive.register({ sources: [folder], mode: 'in-place', dryRun: false }, noContext);
    await archive.regenerate({}, noContext);
    const [light] = (await archive.sessions({ type: 'light', limit: 1 })).items;
    const [frame] = (await archive.frames({ session: light?.id ?? '', limit: 1 })).items;
    await archive.reject({ frames: [frame?.id ?? 0], rejected: true });
  } finally {
    await archive.close();
  }
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
    writeSettings({});
    bench = await startWorkbench({
      folder,
      settings: {
        'workbench.colorTheme': 'Dark 2026',
      },
    });
  });

  after(async () => {
    await bench.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  });

  /** Settings of the folder; the database is one that a user's own settings cannot name for a server. */
  const writeSettings = (settings: Readonly<Record<string, unknown>>) => {
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    const all = { 'astroArchive.database': `\${workspaceFolder}/${DATABASE}`, ...settings };
    writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(all));
  };

  const item = (name: string | RegExp): Locator => bench.page.getByRole('treeitem', { name }).first();

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
    await page.getByRole('menuitem', { name: 'Take back' }).hover();
    await page.keyboard.press('Enter');
    await item(/^Rejected/).waitFor({ state: 'detached' });
  });
});
