/** Puts the program and its tests onto the Windows drive, as JavaScript: neither esbuild nor tsx starts in Wine. */
import { readdirSync } from 'node:fs';
import { copyFile, cp, mkdir, symlink } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../host/paths';

/** Folders whose TypeScript runs there. */
const SOURCES = [
  'src',
  'test/unit',
  'test/archive',
  'test/programs',
  'test/support',
  'test/windows',
  'test/reporter.cjs',
  'scripts',
];
/** What tests read, and the built command line. */
const WHOLE = ['dist', 'l10n', 'package.json', 'package.nls.json'];

/** @param folder as Linux sees it; made where it is not there */
export async function stage(folder: string): Promise<void> {
  const files = SOURCES.flatMap(filesOf);
  const isSource = (file: string) => extname(file) === '.ts' && !file.endsWith('.d.ts');
  await build({
    entryPoints: files.filter(isSource).map((file) => join(ROOT, file)),
    outbase: ROOT,
    outdir: folder,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Node's own import() wants whole file names.
    supported: { 'dynamic-import': false },
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  });
  for (const file of files.filter((name) => !isSource(name))) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await copyFile(join(ROOT, file), join(folder, file));
  }
  for (const each of WHOLE) await cp(join(ROOT, each), join(folder, each), { recursive: true });
  // Wine follows links that it has not made.
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

/** The file itself, or all files below a folder, relative to the project. */
function filesOf(name: string): string[] {
  if (extname(name) !== '') return [name];
  return readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}
