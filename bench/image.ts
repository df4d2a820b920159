/**
 * How soon a frame of 60 million pixels is seen in the real VS Code, and how soon a slider is obeyed: `npx tsx
 * bench/image.ts`. Needs `npm run package` and what the end-to-end tests need.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { quickOpen, runCommand, startWorkbench, webview, type Workbench } from '../test/e2e/lib';
import { writeLargeFrame } from './largeFrame';

const ROUNDS = 5;

/** Text, since it runs in the page: waits until the canvas holds pixels that are not all alike. */
const PAINTED = `new Promise((done) => {
  const look = () => {
    const canvas = document.querySelector('.view canvas');
    const { width, height } = canvas;
    const middle = canvas.getContext('2d').getImageData(width / 2 - 20, height / 2 - 20, 40, 40);
    if (new Set(middle.data).size > 4) done();
    else setTimeout(look, 5);
  };
  look();
})`;

/** Milliseconds from a key on the handle until the picture is drawn, each of 20 times. */
const SLID = `(async () => {
  const handle = document.querySelector('.handle.middle');
  const times = [];
  for (let i = 0; i < 20; i++) {
    await new Promise((done) => setTimeout(done, 60));
    const started = performance.now();
    handle.dispatchEvent(new KeyboardEvent('keydown', { key: i % 2 ? 'ArrowLeft' : 'ArrowRight', bubbles: true }));
    // Work of the key and of the drawing, without the wait for the screen between them.
    const keyed = performance.now();
    await new Promise((done) => requestAnimationFrame(done));
    const framed = performance.now();
    await new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); });
    times.push(keyed - started + performance.now() - framed);
  }
  return times;
})()`;

const middle = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;
const shown = (times: readonly number[]) =>
  `${middle(times).toFixed(0).padStart(6)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`;

async function open(bench: Workbench, name: string, times: number[]): Promise<FrameLocator> {
  await bench.page.getByRole('treeitem', { name }).first().waitFor();
  const started = performance.now();
  await bench.page.getByRole('treeitem', { name }).first().click();
  const page = webview(bench.page);
  await page.locator('.view canvas').evaluate(PAINTED);
  times.push(performance.now() - started);
  return page;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'astro-image-'));
  writeLargeFrame(join(folder, 'mono.fits'), false);
  writeLargeFrame(join(folder, 'bayer.fits'), true);
  const bench = await startWorkbench({ folder });
  try {
    // The extension has to start only once.
    await quickOpen(bench.page, 'mono.fits');
    await webview(bench.page).locator('.view canvas').evaluate(PAINTED);
    for (const name of ['mono.fits', 'bayer.fits']) {
      const clicks: number[] = [];
      const slides: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await runCommand(bench.page, 'View: Close All Editors');
        await bench.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
        const page = await open(bench, name, clicks);
        slides.push(...(await page.locator('body').evaluate<number[], never>(SLID)));
      }
      console.log(`${name.padEnd(12)} click to picture ${shown(clicks)}, slider to redraw ${shown(slides)}`);
    }
  } finally {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
