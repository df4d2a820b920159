/** Image files as programs and telescopes write them, each opened in the editor: its picture, its planes, its header. */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FrameLocator } from 'playwright-core';
import { makeFits, type TestValue } from '../support/makeFits';
import { makeTiles } from '../support/makeTiles';
import { makeXisf } from '../support/makeXisf';
import { shared } from '../support/shared';
import {
  barriers,
  changeTheme,
  closeEditors,
  eventually,
  quickOpen,
  startWorkbench,
  webview,
  type Workbench,
} from './lib';
import { painted } from './lib/picture';

const WIDTH = 360;
const HEIGHT = 240;
const SIZE = { width: WIDTH, height: HEIGHT };

/** A sky from 0 to 1 with noise and stars, the same each time; other stars in each plane. */
function sky(x: number, y: number, plane = 0): number {
  const noise = Math.abs(Math.sin(12.9898 * x + 78.233 * y + plane) * 43_758.5453) % 1;
  let value = 0.02 + 0.004 * noise + (0.01 * x) / WIDTH;
  for (let star = 0; star < 30; star++) {
    const [dx, dy] = [x - ((star * 137 + 60 * plane) % WIDTH), y - ((star * 89) % HEIGHT)];
    if (Math.abs(dx) < 7 && Math.abs(dy) < 7) value += 0.02 * (star + 1) * Math.exp(-(dx * dx + dy * dy) / 5);
  }
  return Math.min(value, 1);
}

/** Stored with BZERO = 32768. */
const counts = (x: number, y: number, plane = 0) => Math.round(65_535 * sky(x, y, plane)) - 32_768;

const LIGHT = {
  IMAGETYP: 'LIGHT',
  OBJECT: 'M 94',
  FILTER: 'Ha',
  EXPTIME: 120,
  'DATE-OBS': '2025-03-26T21:20:46.5',
};
const NINA: Readonly<Record<string, TestValue>> = {
  ...LIGHT,
  ...{
    BZERO: 32_768,
    BSCALE: 1,
    EXPOSURE: 120,
    XBINNING: 1,
    YBINNING: 1,
    GAIN: 100,
    OFFSET: 50,
    EGAIN: 0.25,
  },
  ...{ XPIXSZ: 3.76, YPIXSZ: 3.76, INSTRUME: 'ZWO ASI2600MC Pro', 'SET-TEMP': -10, 'CCD-TEMP': -9.9 },
  ...{ BAYERPAT: 'RGGB', XBAYROFF: 0, YBAYROFF: 0, USBLIMIT: 40, TELESCOP: 'FSQ-106', FOCALLEN: 382 },
  ...{ RA: 192.72, DEC: 41.12, ROWORDER: 'TOP-DOWN', SWCREATE: 'N.I.N.A. 3.1.2.9001 (x64)' },
};
const STACK: Readonly<Record<string, TestValue>> = {
  ...LIGHT,
  ...{ STACKCNT: 72, LIVETIME: 8640, INSTRUME: 'ZWO ASI2600MC Pro', TELESCOP: 'FSQ-106', FOCALLEN: 382 },
  ...{ ROWORDER: 'BOTTOM-UP', PROGRAM: 'Siril 1.4.0' },
};

const every = (value: (x: number, y: number) => number) =>
  Array.from({ length: WIDTH * HEIGHT }, (_, i) => value(i % WIDTH, Math.floor(i / WIDTH)));

/** As PixInsight writes them. */
function xisf(): Buffer {
  const words = Buffer.alloc(2 * WIDTH * HEIGHT);
  every((x, y) => counts(x, y) + 32_768).forEach((value, i) => words.writeUInt16LE(value, 2 * i));
  const cards = Object.entries({ ...LIGHT, TELESCOP: 'FSQ-106', INSTRUME: 'ASI2600MM' }).map(
    ([name, value]) => `<FITSKeyword name="${name}" value="${value}" comment=""/>`,
  );
  const body = `<Image geometry="${WIDTH}:${HEIGHT}:1" sampleFormat="UInt16" colorSpace="Gray" location="{{0}}">`;
  return makeXisf({ body: `${body}${cards.join('')}</Image>`, blocks: [words] });
}

interface Kind {
  readonly title: string;
  readonly name: string;
  /** What is made here, or where it lies in the corpus. */
  readonly file: (() => Buffer) | readonly string[];
  /** What the page says above the keywords. */
  readonly says: string | RegExp;
  readonly planes?: readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    title: 'a light of N.I.N.A. with a colour matrix',
    name: 'nina.fits',
    file: () => makeFits({ ...SIZE, cards: NINA, pixels: counts }),
    says: 'Light · M 94 · Ha · 120 s',
  },
  {
    title: 'a packed light of a Seestar (RICE)',
    name: 'seestar.fit.fz',
    file: ['fits', 'real', 'seestar_Light_M_94_10.0s_IRCUT_20250326-212046.fit.fz'],
    says: /^Light · M 94/,
  },
  {
    title: 'a light in tiles of gzip',
    name: 'tiles.fits.fz',
    file: () =>
      makeTiles({
        bitpix: 16,
        axes: [WIDTH, HEIGHT],
        pixels: every(counts),
        cards: Object.entries(NINA).map(([keyword, value]) => [keyword, value] as const),
      }),
    says: 'Light · M 94 · Ha · 120 s',
  },
  { title: 'a frame in XISF', name: 'frame.xisf', file: xisf, says: 'Light · M 94 · Ha · 120 s' },
  {
    title: 'a frame in XISF of a mount’s program (LZ4)',
    name: 'packed.xisf',
    file: ['fits', 'real', 'mw4_indi_simulator.xisf'],
    says: /^Light/,
  },
  {
    title: 'a stack of Siril in colour',
    name: 'result.fit',
    file: () => makeFits({ ...SIZE, channels: 3, bitpix: -32, cards: STACK, pixels: sky }),
    says: /M 94 · Ha/,
    planes: ['Colour', 'Plane 1', 'Plane 2', 'Plane 3'],
  },
  {
    title: 'a stack of Siril in one colour',
    name: 'result_Ha.fit',
    file: () => makeFits({ ...SIZE, bitpix: -32, cards: STACK, pixels: sky }),
    says: /M 94 · Ha/,
  },
  {
    title: 'a cube of five planes',
    name: 'cube.fits',
    file: () => makeFits({ ...SIZE, channels: 5, bitpix: -32, cards: LIGHT, pixels: sky }),
    says: /M 94 · Ha/,
    planes: ['Plane 1', 'Plane 2', 'Plane 3', 'Plane 4', 'Plane 5'],
  },
  {
    title: 'a file in gzip',
    name: 'light.fits.gz',
    file: () => gzipSync(makeFits({ ...SIZE, cards: { ...LIGHT, BZERO: 32_768 }, pixels: counts })),
    says: 'Light · M 94 · Ha · 120 s',
  },
];

/** Whether no control is cut off at the right, and the header begins below all else. Text, since it runs in the page and not here. */
const WITHIN = `[...document.querySelectorAll('button, select, input')]
  .filter((each) => each.getClientRects().length > 0 && !each.closest('.strip'))
  .every((each) => each.getBoundingClientRect().right <= innerWidth) &&
  document.querySelector('aside.header').getBoundingClientRect().top + 1 >=
    Math.max(...[...document.querySelectorAll('.foot *')].map((each) => each.getBoundingClientRect().bottom))`;

/** Why a kind cannot be tried here, or null. */
function missing({ file }: Kind): string | null {
  return typeof file === 'function' || existsSync(shared(...file)) ? null : `no ../shared/${file.join('/')}`;
}

describe('kinds of image files', function () {
  this.timeout(120_000);
  let root: string;
  let folder: string;
  let bench: Workbench;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'kinds-'));
    folder = join(root, 'Astro');
    mkdirSync(join(folder, 'Drive'), { recursive: true });
    for (const kind of KINDS.filter((each) => missing(each) === null)) {
      const path = join(folder, kind.name);
      if (typeof kind.file === 'function') writeFileSync(path, kind.file());
      else copyFileSync(shared(...kind.file), path);
    }
    writeFileSync(
      join(folder, 'Drive', 'away.fits'),
      makeFits({ ...SIZE, cards: { ...LIGHT, BZERO: 32_768 }, pixels: counts }),
    );
    bench = await startWorkbench({ folder, settings: { 'workbench.colorTheme': 'Dark Modern' } });
  });
  after(async () => {
    await bench.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  });

  const opened = async (name: string): Promise<FrameLocator> => {
    await closeEditors(bench.page);
    await quickOpen(bench.page, name);
    const page = webview(bench.page);
    await painted(page);
    return page;
  };

  for (const kind of KINDS) {
    const reason = missing(kind);
    const title = `show ${kind.title}`;
    if (reason !== null) {
      it(`${title} (skipped: ${reason})`);
      continue;
    }
    it(title, async () => {
      const page = await opened(kind.name);
      await page.getByText(kind.says).first().waitFor();
      await page.locator('.strip [aria-selected="true"] img').waitFor();
      assert.equal(await page.locator('.failure').textContent(), '');
      if (kind.planes !== undefined) {
        const planes = await page.getByLabel('Plane').locator('option').allTextContents();
        assert.deepEqual(planes, kind.planes);
      }
      await page.locator('.view').hover({ position: { x: 200, y: 150 } });
      await page.locator('.reading').getByText(/^x \d/).waitFor();
      assert.deepEqual(await barriers(page), []);
      await bench.screenshot(`kind-${kind.name}`);
    });
  }

  it('keep within a narrow window in every theme', async () => {
    const page = await opened('result.fit');
    await bench.page.setViewportSize({ width: 620, height: 800 });
    for (const theme of [
      'Light Modern',
      'Default High Contrast',
      'Default High Contrast Light',
      'Dark Modern',
    ]) {
      await changeTheme(bench, theme);
      await eventually(bench.page, () => page.locator('body').evaluate<boolean, never>(WITHIN));
      assert.deepEqual(await barriers(page), []);
      await bench.screenshot(`kind-narrow-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await bench.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('say that their drive is gone, and come back with it', async () => {
    const page = await opened('away.fits');
    const [here, away] = [join(folder, 'Drive'), join(root, 'away')];
    renameSync(here, away);
    try {
      await page.locator('.changed').getByText('away.fits').waitFor();
      await page.getByRole('button', { name: 'Load again' }).click();
      await page.getByRole('alert').getByText('away.fits').waitFor();
      await bench.screenshot('kind-gone');
    } finally {
      renameSync(away, here);
    }
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.locator('.failure p').waitFor({ state: 'detached' });
    await page.locator('.changed span').waitFor({ state: 'detached' });
    await painted(page);
    await page.getByText('Light · M 94 · Ha · 120 s').waitFor();
  });
});

describe('image files in a window that is not trusted', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'untrusted-'));
  let bench: Workbench;

  before(async () => {
    for (const frame of [1, 2]) {
      const bytes = makeFits({ ...SIZE, cards: NINA, pixels: (x, y) => counts(x + frame, y) });
      writeFileSync(join(folder, `light_${frame}.fits`), bytes);
    }
    bench = await startWorkbench({
      folder,
      settings: {
        'workbench.colorTheme': 'Dark Modern',
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
      },
    });
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true });
  });

  it('are shown one after the other, and cannot be rejected', async () => {
    await bench.page.locator('.statusbar').getByText('Restricted Mode').waitFor();
    await quickOpen(bench.page, 'light_1.fits');
    const page = webview(bench.page);
    await painted(page);
    await page.getByText('Light · M 94 · Ha · 120 s').waitFor();
    await page.locator('.place').getByText('1 of 2').waitFor();
    await page.locator('.view').press('n');
    await bench.page.locator('.tab.active', { hasText: 'light_2.fits' }).waitFor();
    await webview(bench.page).locator('.place').getByText('2 of 2').waitFor();
    assert.equal(await webview(bench.page).getByRole('button', { name: 'Reject' }).isVisible(), false);
    await bench.screenshot('kind-untrusted');
  });
});
