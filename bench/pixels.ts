/**
 * How soon pixels of a frame of 60 million are there: a picture of 1600 pixels from the start of a process, a
 * part of 512 × 512 at full detail, all pixels, and the memory for it. Plain, gzipped, and packed by fpack
 * where that is installed.
 *
 *     npx tsx bench/pixels.ts [folder for the files, a temporary one]
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import type { PixelTimes } from './pixelTimes';
import { writeXisf } from './xisfFrame';

const WIDTH = 9576;
const HEIGHT = 6388;
const RUNS = 5;

function card(keyword: string, value: string): string {
  return `${keyword.padEnd(8)}= ${value.padStart(20)}`.padEnd(80);
}

/** A sky with noise and 20,000 stars behind a Bayer matrix. */
function writeFrame(file: string, cards: readonly string[]): void {
  const header = [
    card('SIMPLE', 'T'),
    card('BITPIX', '16'),
    card('NAXIS', '2'),
    card('NAXIS1', String(WIDTH)),
    card('NAXIS2', String(HEIGHT)),
    card('BZERO', '32768'),
    card('BSCALE', '1'),
    ...cards,
    'END'.padEnd(80),
  ].join('');
  const fd = fs.openSync(file, 'w');
  fs.writeSync(fd, header.padEnd(2880));
  let seed = 1;
  const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const row = Buffer.alloc(WIDTH * 2);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      // Nearly normal, with a width of 160.
      const noise = (next() + next() + next() - 1.5) * 320;
      row.writeInt16BE(Math.round(1136 + noise) - 32768, 2 * x);
    }
    for (let star = 0; star < 3; star++) {
      const x = Math.floor(next() * (WIDTH - 4));
      for (let i = 0; i < 4; i++) row.writeInt16BE(Math.floor(next() * 60_000) - 32768, 2 * (x + i));
    }
    fs.writeSync(fd, row);
  }
  const used = WIDTH * HEIGHT * 2;
  fs.writeSync(fd, Buffer.alloc((2880 - (used % 2880)) % 2880));
  fs.closeSync(fd);
}

/** The fastest of several processes, each figure for itself, and the least memory. */
function measure(script: string, file: string): PixelTimes {
  const runs = Array.from({ length: RUNS }, (): PixelTimes => {
    const result = spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(result.stderr);
    return JSON.parse(result.stdout) as PixelTimes;
  });
  const least = (key: keyof PixelTimes) => Math.min(...runs.map((run) => run[key]));
  return {
    rows: least('rows'),
    picture: least('picture'),
    pictureCpu: least('pictureCpu'),
    pictureMegabytes: least('pictureMegabytes'),
    tile: least('tile'),
    all: least('all'),
    megabytes: least('megabytes'),
  };
}

const given = process.argv[2];
const folder = given ?? fs.mkdtempSync(path.join(os.tmpdir(), 'astro-archive-bench-'));
try {
  const script = path.join(folder, 'pixelTimes.cjs');
  buildSync({
    entryPoints: [path.join(__dirname, 'pixelTimes.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
  });
  const plain = path.join(folder, 'mono.fits');
  const colour = path.join(folder, 'colour.fits');
  if (!fs.existsSync(plain)) writeFrame(plain, []);
  if (!fs.existsSync(colour)) writeFrame(colour, [card('BAYERPAT', "'RGGB    '")]);
  const files: [name: string, file: string][] = [
    ['mono, plain', plain],
    ['colour, plain', colour],
  ];
  if (spawnSync('fpack', ['-V']).error === undefined) {
    for (const [name, options, of] of [
      ['mono, RICE_1', '-r', plain],
      ['colour, RICE_1', '-r', colour],
      ['mono, GZIP_2', '-g2', plain],
      ['mono, HCOMPRESS_1', '-h', plain],
    ] as const) {
      const packed = path.join(folder, `${name.replaceAll(/\W+/g, '_')}.fits.fz`);
      if (!fs.existsSync(packed)) spawnSync('fpack', [options, '-O', packed, of]);
      files.push([name, packed]);
    }
  } else console.log('compressed frames are skipped: fpack is not installed');
  const zipped = path.join(folder, 'mono.fits.gz');
  if (!fs.existsSync(zipped)) fs.writeFileSync(zipped, gzipSync(fs.readFileSync(plain), { level: 1 }));
  files.push(['mono, .fits.gz', zipped]);
  const xisf = path.join(folder, 'mono.xisf');
  if (!fs.existsSync(xisf)) writeXisf(xisf, plain, { dataOffset: 2880, width: WIDTH, height: HEIGHT });
  files.push(['mono, XISF lz4+sh', xisf]);

  console.log(`Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}`);
  console.log('| 60 megapixels | rows | picture | CPU | memory | tile | all | memory |');
  for (const [name, file] of files) {
    const { rows, picture, pictureCpu, pictureMegabytes, tile, all, megabytes } = measure(script, file);
    const cells = [
      `${rows.toFixed(0)} ms`,
      `${picture.toFixed(0)} ms`,
      `${pictureCpu.toFixed(0)} ms`,
      `${pictureMegabytes.toFixed(0)} MB`,
      `${tile.toFixed(1)} ms`,
      `${all.toFixed(0)} ms`,
      `${megabytes.toFixed(0)} MB`,
    ];
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
} finally {
  if (given === undefined) fs.rmSync(folder, { recursive: true, force: true });
}
