/** Wine with an empty Windows drive that lasts as long as this process. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from '../host/cleanup';
import { Unavailable } from '../host/unavailable';

/** What is installed on Debian and its relatives to have it. */
const PACKAGES = 'the Debian packages wine and wine64';

export interface WindowsDrive {
  /** Drive C:, as Linux sees it. */
  readonly drive: string;
  /**
   * Runs a program of Windows to its end.
   *
   * @param command its path and its arguments
   * @param options `cwd` as Linux sees it; `output`: the file that takes what it prints, since Node for Windows
   *   cannot print into pipes of Linux; `env`: variables beside those that Windows sets itself
   * @returns its exit code, null where a signal ended it
   */
  run(
    command: readonly string[],
    options: { readonly cwd: string; readonly output: string; readonly env?: Record<string, string> },
  ): Promise<number | null>;
}

/** @throws Unavailable where Wine is not there, or cannot run here */
export async function startWine(): Promise<WindowsDrive> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Unavailable(
      `Node for Windows runs here in Linux on x64, not ${process.platform} on ${process.arch}`,
    );
  }
  const { error } = spawnSync('wine', ['--version'], { stdio: 'ignore' });
  if (error) throw new Unavailable(`Wine is not installed (${PACKAGES})`);
  const folder = await mkdtemp(join(tmpdir(), 'astro-wine-'));
  const env = environment(folder);
  onExit(() => {
    spawnSync('wineserver', ['-k', '-w'], { env, stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  const drive = join(folder, 'prefix', 'drive_c');
  const run: WindowsDrive['run'] = (command, { cwd, output, env: own = {} }) =>
    ended(command, { cwd, output, env: { ...env, ...own } });
  const log = join(folder, 'wine.log');
  const boot = await run(['wineboot', '-i'], { cwd: folder, output: log });
  // Node refuses to start in the Windows 7 that Wine is without being told.
  const version = ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'];
  const told = boot === 0 ? await run(version, { cwd: folder, output: log }) : boot;
  if (told !== 0) throw new Error(`Wine could not make a drive; it ended with ${String(told)}`);
  return { drive, run };
}

/** Nothing of the user's: no menus, no folders of the home folder, no display, no folder for temporary files of Linux. */
function environment(folder: string): NodeJS.ProcessEnv {
  const {
    TMPDIR: _tmpdir,
    TEMP: _temp,
    TMP: _tmp,
    DISPLAY: _display,
    NODE_OPTIONS: _options,
    ...rest
  } = process.env;
  return {
    ...rest,
    HOME: folder,
    WINEPREFIX: join(folder, 'prefix'),
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree=;mshtml=;winemenubuilder.exe=',
  };
}

function ended(
  command: readonly string[],
  { cwd, output, env }: { readonly cwd: string; readonly output: string; readonly env: NodeJS.ProcessEnv },
): Promise<number | null> {
  const out = openSync(output, 'a');
  const child = spawn('wine', [...command], { cwd, env, stdio: ['ignore', out, out] });
  closeSync(out);
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
}
