/** Runs the unit tests and the tour of the command line in Node for Windows: `npx tsx test/windows/run.ts [PART OF A FILE NAME…]`. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onExit } from '../host/cleanup';
import { ROOT } from '../host/paths';
import { runSuite } from '../host/results';
import { Unavailable } from '../host/unavailable';
import { unpackNode } from './node';
import { type Results, share, sum, testFiles } from './share';
import { stage } from './stage';
import { startWine, type WindowsDrive } from './wine';

/** As many as `npm test` promises to need; one Wine serves all of them, so that more would not be quicker. */
const PROCESSES = 2;
const OUT = join(ROOT, 'out', 'windows');
/** Milliseconds for one test: starting a program takes a second in Wine. */
const TIMEOUT = 180_000;

async function main(): Promise<boolean> {
  if (process.platform === 'win32') throw new Unavailable('this is Windows, where all other suites run');
  if (!existsSync(join(ROOT, 'dist/cli.js'))) throw new Error('dist/cli.js is missing; run: node esbuild.js');
  const wine = await startWine();
  const node = await unpackNode(dirname(wine.drive));
  const home = join(wine.drive, 'astro-archive');
  await stage(home);
  const files = testFiles(process.argv.slice(2));
  if (files.length === 0) throw new Error('No tests with such a name.');
  const codes = await runAll(wine, node, home, share(files, PROCESSES));
  return codes.every((code) => code === 0);
}

/** Mocha in several processes, each with its own share of the files; what they print comes at the end of each. */
async function runAll(
  wine: WindowsDrive,
  node: string,
  home: string,
  shares: readonly (readonly string[])[],
): Promise<readonly (number | null)[]> {
  const results = shares.map((_, i) => `results-${i}.json`);
  const saveAll = () => save(results.map((name) => join(wine.drive, name)));
  // Also before the end, so that tests count of a run that is stopped.
  const watch = setInterval(saveAll, 1000);
  const codes = await Promise.all(
    shares.map((files, i) => {
      const env = { TEST_RESULTS_FILE: `C:\\${results[i] ?? ''}` };
      return printed(join(OUT, `output-${i}.txt`), (output) =>
        wine.run([node, ...mochaFor(files)], { cwd: home, output, env }),
      );
    }),
  );
  clearInterval(watch);
  saveAll();
  return codes;
}

function mochaFor(files: readonly string[]): string[] {
  const grep = process.env['TEST_GREP'];
  return [
    'node_modules/mocha/bin/mocha.js',
    ...['--no-config', '--ui', 'bdd', '--timeout', String(TIMEOUT)],
    ...['--reporter', 'test/reporter.cjs', '--require', 'test/windows/hooks.js'],
    ...(grep === undefined ? [] : ['--grep', grep]),
    ...files,
  ];
}

/** Prints what a program has written into a file, also where it is stopped. The file stays for a look. */
async function printed(
  file: string,
  program: (file: string) => Promise<number | null>,
): Promise<number | null> {
  rmSync(file, { force: true });
  const print = () => {
    if (existsSync(file)) process.stdout.write(readFileSync(file));
  };
  const done = onExit(print);
  const code = await program(file);
  done();
  print();
  return code;
}

function save(parts: readonly string[]): void {
  const file = process.env['TEST_RESULTS_FILE'];
  if (file === undefined) return;
  writeFileSync(file, JSON.stringify(sum(parts.map(readResults))));
}

function readResults(file: string): Results | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    return null;
  }
}

void runSuite('Windows', main);
