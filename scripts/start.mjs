/**
 * `npm start`: the whole way from a night's files to a stacked picture. Without an argument on a made-up
 * night in `sample/`; `npm start -- FOLDER` on a folder of yours, whose files stay where and as they are.
 * Uses only what Node brings until the dependencies are installed, so it works in a fresh clone.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that the program and its tools run on; the same as `engines` in package.json. */
const NODE = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NODE[0] || (major === NODE[0] && minor < NODE[1])) {
  console.error(
    `Astro Archive needs Node ${NODE.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org`,
  );
  process.exit(1);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv.slice(2).filter((argument) => argument !== '--');
// Where npm was started from, which is where a relative folder counts from.
const from = process.env.INIT_CWD ?? process.cwd();
const folder = given.length === 0 ? null : resolve(from, given[0]);
process.chdir(root);

if (given.length > 1 || given[0]?.startsWith('-')) {
  console.error('Usage: npm start [-- FOLDER]');
  process.exit(2);
}
if (folder !== null && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`There is no folder ${folder}`);
  process.exit(2);
}

// Nothing of these may be loaded before Node's version is known to be enough for them.
const { installDependencies } = await import('./lib/dependencies.mjs');
const { endAll, run } = await import('./lib/processes.mjs');
const interrupt = () => void endAll().then(() => process.exit(130));
process.once('SIGINT', interrupt);
if (!(await installDependencies())) {
  console.error('The dependencies could not be installed; npm says why above.');
  process.exit(1);
}
if (!buildIsCurrent()) {
  console.log('Building (npm run build)…');
  const { code } = await run([process.execPath, 'esbuild.js'], { seconds: 120 });
  if (code !== 0) process.exit(1);
}
process.off('SIGINT', interrupt);
const { makeNight } = await import('./start/night.mjs');
const { tour } = await import('./start/tour.mjs');
process.exitCode = await tour(root, folder, makeNight);

/** Whether the command line was built after the last change of what it is built from. */
function buildIsCurrent() {
  const built = join(root, 'dist', 'cli.js');
  if (!existsSync(built)) return false;
  const since = statSync(built).mtimeMs;
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((name) => join(root, 'src', name));
  return [...sources, join(root, 'esbuild.js'), join(root, 'package-lock.json')].every(
    (path) => statSync(path).mtimeMs <= since,
  );
}
