/** The tour: register, regenerate, look, check out, stack, and where to go from there. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseSessions, folderName } from './choose.mjs';
import { CommandFailed, commandLine } from './cli.mjs';

/**
 * Bytes of lights up to which the tour stacks a folder of the user's without being asked: some minutes' work.
 */
const MOST_BYTES = 1e9;

/**
 * @param {string} root the project's folder
 * @param {string | null} folder the user's own; null for the made-up night
 * @param {(root: string, folder: string) => Promise<{ files: number }>} makeNight fills a folder with that
 * night
 * @returns {Promise<number>} the exit status
 */
export async function tour(root, folder, makeNight) {
  try {
    await (folder === null ? sampleTour(root, makeNight) : folderTour(root, folder));
    return 0;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.error(error.message);
    return error.code;
  }
}

async function sampleTour(root, makeNight) {
  const night = join(root, 'sample', 'night');
  const archive = join(root, 'sample', 'archive');
  const { files } = await makeNight(root, night);
  console.log(`A made-up night of ${files} files as a capture program leaves them: ${night}`);
  mkdirSync(archive, { recursive: true });
  const cli = commandLine(root, ['--repository', archive]);
  console.log(`The archive: ${archive}. astro-archive below is short for`);
  console.log(`node ${join(root, 'dist', 'cli.js')} --repository "${archive}"`);
  await cli.show('register', night, '--mode', 'copy');
  await look(cli);
  await checkOut(cli, join(archive, 'Checkout'), Infinity);
  // The extension finds the same database as the command line.
  const settings = { 'astroArchive.database': databaseOf(archive) };
  mkdirSync(join(archive, '.vscode'), { recursive: true });
  writeFileSync(join(archive, '.vscode', 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
  sayWhatNext(root, archive, []);
}

async function folderTour(root, folder) {
  console.log(`Registering ${folder} in place: nothing is moved, copied or changed.`);
  console.log(`The archive's database goes into ${join(folder, '.astro-archive')}.`);
  const cli = commandLine(root, ['--repository', folder]);
  await cli.show('register', folder, '--mode', 'in-place');
  await look(cli);
  await checkOut(cli, join(folder, 'Checkout'), MOST_BYTES);
  sayWhatNext(root, folder, [
    'To see the same archive there, set in that workspace:',
    `  "astroArchive.database": ${JSON.stringify(databaseOf(folder))}`,
  ]);
}

const databaseOf = (archive) => join(archive, '.astro-archive', 'astro-archive.sqlite');

async function look(cli) {
  await cli.show('regenerate');
  await cli.show('sessions');
  await cli.show('stats');
}

async function checkOut(cli, folder, mostBytes) {
  const chosen = chooseSessions(await cli.ask('sessions', '--type', 'light'));
  if (chosen === null) {
    console.log('\nThere are no two lights of one object to stack.');
    return;
  }
  const ids = chosen.sessions.map(({ id }) => id);
  const to = join(folder, folderName(chosen.object));
  const { script, groups, linked, warnings } = await cli.ask('checkout', ...ids, '--to', to);
  console.log(`\nChecked out ${chosen.object ?? 'lights without an object'} to ${to}: ${linked} links`);
  for (const warning of warnings) console.log(`  Note: ${warning}`);
  console.log(`The script for Siril, yours to edit: ${script}`);
  if ((await bytesOf(cli, ids)) > mostBytes) {
    console.log(`To stack it: siril-cli -d "${to}" -s "${script}"`);
    return;
  }
  await stack(cli, to, script, [...new Set(groups.map(({ result }) => result))]);
}

async function bytesOf(cli, ids) {
  let bytes = 0;
  for (const id of ids) {
    for (const { size } of await cli.ask('frames', '--session', id)) bytes += size;
  }
  return bytes;
}

async function stack(cli, folder, script, results) {
  if (spawnSync('siril-cli', ['--version'], { stdio: 'ignore' }).error) {
    console.log(
      'Siril is not installed here (siril-cli is not on the PATH), so the tour ends without a picture.',
    );
    return;
  }
  const status = await cli.show('run', script, '--result', ...results);
  if (status !== 0) throw new CommandFailed('run', status);
  for (const result of results) {
    const path = join(folder, result);
    console.log(`Stacked: ${path} (${statSync(path).size} bytes)`);
  }
}

function sayWhatNext(root, archive, hints) {
  console.log('\nIn VS Code:');
  console.log('  npm run package && code --install-extension out/astro-archive.vsix');
  console.log(`  code "${archive}"`);
  for (const hint of hints) console.log(`  ${hint}`);
  if (!process.stdin.isTTY || !process.stdout.isTTY) return;
  const windows = process.platform === 'win32';
  const code = (...args) => spawnSync('code', args, { stdio: 'ignore', shell: windows });
  const there = code('--version');
  if (there.error || there.status !== 0) return;
  console.log('Opening it…');
  const paths = [`--extensionDevelopmentPath=${root}`, archive];
  code(...(windows ? paths.map((path) => `"${path}"`) : paths));
}
