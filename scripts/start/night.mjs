/** The sample night, from its TypeScript source. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Makes the night in `folder` where it is not there yet.
 *
 * @returns {Promise<{ files: number }>}
 */
export async function makeNight(root, folder) {
  const outfile = join(root, 'out', 'scripts', 'sampleNight.mjs');
  await build({
    entryPoints: [join(root, 'src', 'sampleNight', 'night.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  const { makeSampleNight } = await import(pathToFileURL(outfile).href);
  return makeSampleNight(folder);
}
