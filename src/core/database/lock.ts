/**
 * One writer per database. The lock is a listening socket (a named pipe on Windows) whose name is made from
 * the file's path: the system frees it at the moment its owner dies and never before, however busy the owner
 * is. A small file beside the database says who that is, for messages and for a second machine on a network
 * drive, where the socket cannot be seen.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ArchiveError, fileError } from '../errors';

interface Owner {
  readonly host: string;
  readonly process: number;
  readonly since: string;
}

export interface Lock {
  release(): Promise<void>;
}

/** Takes the lock of a database file, or throws `in-use` and says by whom. */
export async function lockDatabase(path: string): Promise<Lock> {
  const real = await realName(path);
  const note = `${real}.lock`;
  const server = await listen(socketName(real));
  const owner = await readOwner(note);
  if (!server) throw inUse(real, owner);
  if (owner && owner.host !== hostname()) {
    await closed(server);
    throw inUse(real, owner, `If nothing on ${owner.host} uses it any more, delete ${note}.`);
  }
  const mine: Owner = { host: hostname(), process: process.pid, since: new Date().toISOString() };
  try {
    await writeFile(note, JSON.stringify(mine));
  } catch (error) {
    await closed(server);
    throw fileError(error, note);
  }
  return {
    async release() {
      try {
        await rm(note, { force: true });
      } catch (error) {
        throw fileError(error, note);
      } finally {
        await closed(server);
      }
    },
  };
}

/** The file's path without links on the way; makes its folder. */
async function realName(path: string): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return join(await realpath(dirname(path)), basename(path));
  } catch (error) {
    throw fileError(error, dirname(path));
  }
}

function inUse(path: string, owner: Owner | null, advice = 'Close it there first.'): ArchiveError {
  const who = owner
    ? `process ${owner.process} on ${owner.host} since ${owner.since}`
    : 'another process of this machine';
  return new ArchiveError('in-use', `The database is in use by ${who}`, { path, advice });
}

/** Linux has abstract names, which leave nothing behind; elsewhere a pipe or a socket file. */
function socketName(path: string): string {
  const name = `astro-archive-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  // Not the temporary folder of the user: on macOS that is a different one for every user.
  return `/tmp/${name}.sock`;
}

/** The listening server, or null when somebody alive listens already. */
async function listen(name: string): Promise<Server | null> {
  const server = await tryListen(name);
  if (server ?? (name.startsWith('\0') || process.platform === 'win32')) return server;
  if (await answers(name)) return null;
  // A socket file that nobody answers was left behind by a process that was killed.
  await rm(name, { force: true });
  return tryListen(name);
}

function tryListen(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    });
    server.listen(name, () => resolve(server));
  });
}

function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // Only a refusal says that nobody listens; a socket of another user may not be asked.
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'),
    );
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

async function readOwner(note: string): Promise<Owner | null> {
  try {
    const owner = JSON.parse(await readFile(note, 'utf8')) as Partial<Owner> | null;
    return typeof owner?.host === 'string'
      ? { process: 0, since: 'an unknown time', ...owner, host: owner.host }
      : null;
  } catch {
    // No note, or one that was cut off: the socket alone decides.
    return null;
  }
}
