/** Kills the command line in the middle of registrations: no original may be lost, doubled or cut off. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { allFrames, Bench, counts, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { temporaryFolder } from '../../../../support/makeFits';
import { light, ROTATED } from '../../../../support/night';

const FILES = 200;

describe('register, killed', () => {
  let bundles: ReturnType<typeof temporaryFolder>;
  let bench: Bench;
  before(async () => {
    bundles = temporaryFolder();
    await build({
      entryPoints: { cli: 'src/cli/main.ts', hash: 'src/core/operations/scan/hashThread.ts' },
      outdir: bundles.path,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    fs.copyFileSync(require.resolve('sql.js/dist/sql-wasm.wasm'), path.join(bundles.path, 'sql-wasm.wasm'));
  });
  after(() => bundles.dispose());
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  /** Runs the command line and kills it once so many files have reached the repository. */
  const killAfter = (mode: string, files: number) =>
    new Promise<void>((resolve) => {
      const child = spawn(
        process.execPath,
        [
          path.join(bundles.path, 'cli.js'),
          'register',
          bench.source,
          '--mode',
          mode,
          '--repository',
          bench.repository,
          '--database',
          bench.database,
        ],
        { stdio: 'ignore' },
      );
      const watch = setInterval(() => {
        if (fs.existsSync(bench.repository) && filesIn(bench.repository).length > files)
          child.kill('SIGKILL');
      }, 1);
      child.once('exit', () => {
        clearInterval(watch);
        resolve();
      });
    });

  for (const mode of ['copy', 'move'] as const) {
    it(`loses nothing, and heals (${mode})`, async function () {
      this.timeout(60_000);
      for (let i = 0; i < FILES; i++) bench.put(`${i}.fits`, light(i, i % 10 === 0 ? ROTATED : {}));
      const originals = new Map(
        filesIn(bench.source).map((name) => [name, sha256(path.join(bench.source, name))]),
      );
      const pixels = (file: string) => sha256(fs.readFileSync(file).subarray(-2880));
      const images = filesIn(bench.source).map((name) => pixels(path.join(bench.source, name)));

      for (const files of [0, 40, 110, 170]) {
        await killAfter(mode, files);
        const there = filesIn(bench.repository).filter((name) => name.endsWith('.fits'));
        assert.ok(filesIn(bench.repository).every((name) => /\.fits$|\.part$|\.edit$/.test(name)));
        const inodes = new Map<string, Set<number>>();
        const see = (folder: string, name: string) => {
          const file = path.join(folder, name);
          const key = pixels(file);
          inodes.set(key, (inodes.get(key) ?? new Set()).add(fs.statSync(file).ino));
        };
        there.forEach((name) => see(bench.repository, name));
        assert.equal(
          new Set(there.map((name) => pixels(path.join(bench.repository, name)))).size,
          there.length,
        );
        if (mode === 'move') filesIn(bench.source).forEach((name) => see(bench.source, name));
        else for (const [name, sum] of originals) assert.equal(sha256(path.join(bench.source, name)), sum);
        if (mode === 'move') assert.deepEqual([...inodes.keys()].sort(), [...images].sort());
      }

      const archive = await bench.open();
      const known = (await allFrames(archive)).map((frame) => frame.path).sort();
      const lying = filesIn(bench.repository).map((name) => path.join(bench.repository, name));
      // What the next start has recovered: nothing half done, and every file known.
      assert.deepEqual(known, lying);
      const last = await register(archive, mode, bench.source);
      assert.deepEqual([last.failed, mode === 'move' ? last.duplicates : []], [[], []]);
      const files = filesIn(bench.repository);
      assert.deepEqual(files.map((name) => pixels(path.join(bench.repository, name))).sort(), images.sort());
      assert.deepEqual(
        (await allFrames(archive)).map((frame) => frame.path).sort(),
        files.map((name) => path.join(bench.repository, name)).sort(),
      );
      assert.deepEqual(
        (await allFrames(archive)).map((frame) => frame.sha256).sort(),
        [...originals.values()].sort(),
      );
      assert.equal(filesIn(bench.source).length, mode === 'move' ? 0 : FILES);
      assert.equal(counts(await register(archive, 'in-place', bench.repository))[3], FILES);
    });
  }
});
