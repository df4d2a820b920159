/**
 * Bundles tests into `out`, where they are loaded in a fraction of the time: the integration tests, since VS Code loads no
 * TypeScript, and the unit tests, which share their chunks so that each module of `src` is loaded once.
 */
const { readFileSync, rmSync } = require('node:fs');
const { dirname } = require('node:path');
const { build } = require('esbuild');

/** @type {import('esbuild').BuildOptions} */
const COMMON = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' };

/** `__filename` and `__dirname` of a bundled test are those of its source, beside which its data lie. */
const sourcePlaces = {
  name: 'places of sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!/__(dir|file)name/.test(text)) return undefined;
      const [file, folder] = [JSON.stringify(path), JSON.stringify(dirname(path))];
      // In front of the first line, so that the lines of the source map are right.
      return { contents: `const __filename = ${file}, __dirname = ${folder}; ${text}`, loader: 'ts' };
    });
  },
};

async function main() {
  for (const folder of ['out/integration', 'out/unit']) rmSync(folder, { recursive: true, force: true });
  await build({
    ...COMMON,
    entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
    outbase: 'test/integration',
    outdir: 'out/integration',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
  await build({
    ...COMMON,
    entryPoints: ['test/unit/**/*.test.ts'],
    outbase: 'test/unit',
    outdir: 'out/unit',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    packages: 'external',
    plugins: [sourcePlaces],
    sourcemap: 'linked',
  });
}

main().catch(() => process.exit(1));
