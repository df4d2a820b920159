/**
 * Builds everything that ships into `dist/`: the extension, the engine's worker, the hashing thread, the
 * command line and the pages of the webviews. `--production` minifies and leaves `out/metafiles.json`, `--watch` rebuilds on change.
 */
const { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const esbuild = require('esbuild');
const { bundledPackages } = require('./scripts/lib/bundled.cjs');
const { noticesText } = require('./scripts/lib/notices.cjs');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Shared by every bundle. `target` matters: without one esbuild emits helpers that Node 20 lacks. */
const common = {
  bundle: true,
  outdir: 'dist',
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  // Their licences ship in a file of their own.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  entryPoints: {
    extension: 'src/extension.ts',
    engine: 'src/engine/worker.ts',
    hash: 'src/core/operations/scan/hashThread.ts',
    cli: 'src/cli/main.ts',
  },
};

const browser = {
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  entryPoints: {
    stats: 'src/webview/client/stats.ts',
    plan: 'src/webview/client/plan.ts',
    report: 'src/webview/client/report.ts',
    explain: 'src/webview/client/explain.ts',
    image: 'src/webview/client/image.ts',
    sheet: 'src/webview/client/sheet.ts',
  },
};

async function main() {
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist');
  // The bytes are handed to sql.js (`wasmBinary`), so one file beside the bundles is all it needs.
  copyFileSync(require.resolve('sql.js/dist/sql-wasm.wasm'), join('dist', 'sql-wasm.wasm'));
  const builds = [node, browser].map((build) => ({
    ...build,
    entryPoints: Object.fromEntries(Object.entries(build.entryPoints).filter(([, file]) => existsSync(file))),
  }));
  if (watch) {
    for (const build of builds) await (await esbuild.context(build)).watch();
  } else {
    const made = await Promise.all(builds.map((build) => esbuild.build(build)));
    const metafiles = made.map(({ metafile }) => metafile);
    writeFileSync(join('dist', 'third-party-notices.txt'), noticesText(bundledPackages(metafiles)));
    if (production) {
      // For the check of the package, which compares what is bundled with what ships.
      mkdirSync('out', { recursive: true });
      writeFileSync(join('out', 'metafiles.json'), JSON.stringify(metafiles));
    }
  }
}

main().catch((error) => {
  // What esbuild has to say it has said.
  if (!error.errors) console.error(error);
  process.exit(1);
});
