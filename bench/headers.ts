/**
 * How fast headers are read: every card of a file and the frame that follows from them, against the bare
 * reading of the same bytes, gethead (Debian's wcstools) and astropy on the same files in the same run.
 *
 *     npx tsx bench/headers.ts [number of small files, 10000]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseCards } from '../src/core/formats/fits/cards';
import { imageHeader } from '../src/core/formats/fits/image';
import { readFitsFile } from '../src/core/formats/fits/read';
import { frameOf } from '../src/core/rules/frame/frameOf';
import { nightHeader, writeLarge, writeSmall } from './headerFiles';

const PYTHON = '/usr/bin/python3';
/** The best of so many runs counts, since other work on the machine only ever makes a run slower. */
const RUNS = 5;
const LARGE_FILES = 8;

/** Seconds of the fastest run. */
function best(run: () => number): number {
  return Math.min(...Array.from({ length: RUNS }, run));
}

function timed(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** What any reader has to do: open, read the two blocks of the header, close. */
function bare(files: readonly string[]): void {
  const buffer = Buffer.allocUnsafeSlow(5760);
  for (const file of files) {
    const fd = fs.openSync(file, 'r');
    fs.fstatSync(fd);
    fs.readSync(fd, buffer, 0, buffer.length, 0);
    fs.closeSync(fd);
  }
}

function cardsAlone(files: readonly string[]): void {
  for (const file of files) {
    if ((readFitsFile(file).hdus[0]?.cards.length ?? 0) < KEYWORDS.length)
      throw new Error(`${file} was misread`);
  }
}

function cardsAndFrame(files: readonly string[]): void {
  for (const file of files) {
    const header = imageHeader(readFitsFile(file));
    const frame = header && frameOf(header, { path: file, timeZone: 'Europe/Berlin' });
    if (frame?.type !== 'light' || frame.exposure !== 300) throw new Error(`${file} was misread`);
  }
}

/**
 * Seconds of gethead in one process over all the files, its start included; null where it is not installed.
 */
function gethead(list: string, keywords: readonly string[]): number | null {
  if (spawnSync('gethead', [], { stdio: 'ignore' }).error !== undefined) return null;
  return best(() =>
    timed(() => execFileSync('gethead', ['-u', `@${list}`, ...keywords], { maxBuffer: 1 << 30 })),
  );
}

const ASTROPY = `
import sys, time
from astropy.io import fits
files = open(sys.argv[1]).read().split()
times = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    for name in files:
        header = fits.getheader(name)
        if sys.argv[3] == 'all':
            for card in header.cards: card.value, card.comment
    times.append(time.perf_counter() - start)
print(min(times))
`;

/**
 * Seconds of astropy, which reads a card when it is asked for, its import not counted; null where not
 * installed.
 */
function astropy(list: string, cards: 'all' | 'unread'): number | null {
  const result = spawnSync(PYTHON, ['-c', ASTROPY, list, '2', cards], { encoding: 'utf8' });
  return result.status === 0 ? Number(result.stdout) : null;
}

function measure(title: string, folder: string, files: readonly string[]): void {
  const list = path.join(folder, 'list.txt');
  fs.writeFileSync(list, `${files.join('\n')}\n`);
  const ours = best(() => timed(() => cardsAndFrame(files)));
  const rows: readonly (readonly [name: string, seconds: number | null])[] = [
    ['Astro Archive, all cards and the frame', ours],
    ['Astro Archive, all cards', best(() => timed(() => cardsAlone(files)))],
    ['open, read, close', best(() => timed(() => bare(files)))],
    ['gethead, 20 keywords', gethead(list, KEYWORDS.slice(0, 20))],
    ['gethead, all keywords', gethead(list, KEYWORDS)],
    ['astropy getheader, cards unread', astropy(list, 'unread')],
    ['astropy getheader, all cards', astropy(list, 'all')],
  ];
  console.log(`\n${title}: ${files.length} files`);
  for (const [name, seconds] of rows) {
    if (seconds === null) console.log(`  ${name.padEnd(40)} skipped: not installed`);
    else {
      const rate = Math.round(files.length / seconds);
      console.log(
        `  ${name.padEnd(40)} ${String(rate).padStart(8)} /s   ours ${(seconds / ours).toFixed(2)} ×`,
      );
    }
  }
}

const KEYWORDS = nightHeader(0)
  .map((card) => card.slice(0, 8).trim())
  .filter((keyword) => keyword !== '');

/** Where the time goes without a file system: parsing alone, and the frame alone. */
function parts(): void {
  const headers = Array.from({ length: 200 }, (_, n) => Buffer.from(nightHeader(n).join(''), 'latin1'));
  const rounds = 50;
  const each = (work: (bytes: Buffer) => void) => {
    const seconds = best(() =>
      timed(() => {
        for (let round = 0; round < rounds; round++) for (const bytes of headers) work(bytes);
      }),
    );
    return `${((seconds / rounds / headers.length) * 1e6).toFixed(1)} µs`;
  };
  const parsed = headers.map((bytes) => ({ hdu: 0, axes: [120, 100], bitpix: 16, ...parseCards(bytes) }));
  console.log(`\nOne header of ${KEYWORDS.length} cards in memory`);
  console.log(`  cards ${each((bytes) => parseCards(bytes))}`);
  let next = 0;
  const frame = () => {
    const header = parsed[next++ % parsed.length];
    if (header) frameOf(header, { path: '/in/x.fits', timeZone: 'Europe/Berlin' });
  };
  console.log(`  frame ${each(frame)}`);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'astro-archive-bench-'));
try {
  const count = Number(process.argv[2] ?? 10_000);
  console.log(`Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}`);
  parts();
  measure('Small files, 30 kB', folder, writeSmall(folder, count));
  measure('Large files, 200 MB', folder, writeLarge(folder, LARGE_FILES));
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
