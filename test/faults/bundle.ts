/** Bundles what a program under test is started with: the injection, and the driver with its hashing thread. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

export interface Programs {
  /** For `node --require`. */
  readonly injection: string;
  readonly driver: string;
  readonly cli: string;
}

/** Into `folder`; the command line is the one that has been built. */
export async function bundle(folder: string): Promise<Programs> {
  const cli = resolve('dist/cli.js');
  if (!existsSync(cli)) throw new Error('Run `npm run build` first: dist/cli.js is missing');
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: {
      inject: 'test/faults/inject/main.ts',
      driver: 'test/faults/driver.ts',
      hash: 'src/core/operations/scan/hashThread.ts',
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  copyFileSync(require.resolve('sql.js/dist/sql-wasm.wasm'), join(folder, 'sql-wasm.wasm'));
  return { injection: join(folder, 'inject.js'), driver: join(folder, 'driver.js'), cli };
}
