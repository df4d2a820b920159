/**
 * How many thumbnails a second one core makes, and how many it reads back from their folder.
 *
 *     npx tsx bench/pixels.ts FOLDER          # leaves frames of 60 megapixels in the folder
 *     npx tsx bench/thumbnails.ts FOLDER/* …
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { neverCancelled } from '../src/core/base/ports';
import { type MadeThumbnail, makeThumbnail } from '../src/core/operations/pictures/thumbnail';
import { ThumbnailFolder } from '../src/core/storage/thumbnails/thumbnailFolder';

const RUNS = 5;

/** Seconds of processor time of the cheapest of several runs. */
async function cheapest<T>(
  work: () => Promise<T>,
): Promise<{ readonly seconds: number; readonly result: T }> {
  let best: { readonly seconds: number; readonly result: T } | undefined;
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    if (best === undefined || seconds < best.seconds) best = { seconds, result };
  }
  if (best === undefined) throw new Error('nothing was run');
  return best;
}

async function main(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new Error('Name image files: npx tsx bench/thumbnails.ts FILE…');
  const folder = mkdtempSync(join(tmpdir(), 'astro-archive-bench-'));
  try {
    writeFileSync(join(folder, 'archive.sqlite'), '');
    const kept = new ThumbnailFolder(join(folder, 'archive.sqlite'));
    console.log('| frame | thumbnails a second and core | kB | read back a second |');
    for (const [index, file] of files.entries()) {
      try {
        const { seconds, result } = await cheapest<MadeThumbnail>(() => makeThumbnail(file, neverCancelled));
        const name = `${index.toString(16).padStart(40, '0')}.jpg`;
        await kept.write(name, result.bytes);
        const reading = await cheapest(async () => {
          for (let i = 0; i < 100; i++) await kept.read(name);
        });
        const cells = [
          basename(file),
          (1 / seconds).toFixed(1),
          (result.bytes.length / 1000).toFixed(1),
          (100 / reading.seconds).toFixed(0),
        ];
        console.log(`| ${cells.join(' | ')} |`);
      } catch (error) {
        console.log(`| ${basename(file)} | ${error instanceof Error ? error.message : String(error)} | | |`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2));
