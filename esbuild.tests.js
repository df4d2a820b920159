/** Bundles the integration tests into `out/integration/`; they run inside VS Code, which loads no TypeScript. */
const { rmSync } = require('node:fs');
const { build } = require('esbuild');

async function main() {
  rmSync('out/integration', { recursive: true, force: true });
  await build({
    entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
    outbase: 'test/integration',
    outdir: 'out/integration',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

main().catch(() => process.exit(1));
