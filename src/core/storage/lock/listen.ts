/**
 * Listening, so that others see that this process is alive. A socket in the file system is found by its
 * inode: through every mount of the drive, in every container, by every version of Node. Abstract names are
 * neither.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Claim } from './claim';

export interface Listener {
  readonly listens: Claim['listens'];
  /** Never rejects. */
  close(): Promise<void>;
}

/** Bytes of a path that every system takes: sockaddr_un has 108 on Linux and 104 on macOS. */
const LONGEST = 100;

/** Addresses of the second kind, as this program makes them; others in a claim are not asked. */
const MACHINE_ADDRESS =
  /^(?:\\\\\.\\pipe\\astro-archive-[0-9a-f]{24}|\/.*\/astro-archive-[A-Za-z0-9]{6}\/lock\.sock)$/;

/**
 * Listens beside `claim` (`/astro/.astro-archive/archive.lock-0123456789ab`) where the drive can, else on the
 * machine.
 */
export async function listen(claim: string): Promise<Listener> {
  if (process.platform === 'win32') {
    const address = `\\\\.\\pipe\\astro-archive-${randomBytes(12).toString('hex')}`;
    return listener({ at: 'machine', address }, await tryListen(address), () => undefined);
  }
  const beside = reach(socketBeside(claim));
  const server = await tryListen(beside.path);
  if (server !== null) return listener({ at: 'folder' }, server, beside.done);
  beside.done();
  return listenInTemporary();
}

/**
 * exFAT and most network shares have no sockets. The name is made by chance, so that nobody can wait there.
 */
async function listenInTemporary(): Promise<Listener> {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'astro-archive-'));
    const address = join(folder, 'lock.sock');
    const clear = () => quietly(() => rmSync(folder, { recursive: true, force: true }));
    const server = Buffer.byteLength(address) > LONGEST ? null : await tryListen(address);
    if (server !== null) return listener({ at: 'machine', address }, server, clear);
    clear();
  } catch {
    // Without a folder for temporary files the claim itself has to do.
  }
  return listener(null, null, () => undefined);
}

function listener(listens: Claim['listens'], server: Server | null, done: () => void): Listener {
  return {
    listens: server === null ? null : listens,
    async close() {
      if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
      done();
    },
  };
}

/** Whether somebody answers at the address of a claim. */
export async function ask(
  claim: string,
  listens: Claim['listens'],
): Promise<'answers' | 'silent' | 'unclear'> {
  if (listens === null) return 'silent';
  if (listens.at === 'machine') {
    return MACHINE_ADDRESS.test(listens.address) ? connects(listens.address) : 'silent';
  }
  const socket = reach(socketBeside(claim));
  try {
    return await connects(socket.path);
  } finally {
    socket.done();
  }
}

/** The socket of a claim: `/astro/.astro-archive/archive.lock-0123456789ab.sock`. */
export function socketBeside(claim: string): string {
  return `${claim}.sock`;
}

/**
 * Gives up what nobody needs any more. A drive that has gone refuses even that, which must not hide why a
 * work has failed.
 */
function quietly(giveUp: () => void): void {
  try {
    giveUp();
  } catch {
    // Nothing was written to it, and nothing depends on it.
  }
}

/**
 * A short path to a socket that lies deep; `done` gives up what it takes, once nothing uses the path any
 * more.
 */
function reach(path: string): { readonly path: string; readonly done: () => void } {
  if (Buffer.byteLength(path) <= LONGEST) return { path, done: () => undefined };
  try {
    if (process.platform === 'linux') {
      const fd = openSync(dirname(path), 'r');
      return { path: `/proc/self/fd/${fd}/${basename(path)}`, done: () => quietly(() => closeSync(fd)) };
    }
    const folder = mkdtempSync(join(tmpdir(), 'aa-'));
    symlinkSync(dirname(path), join(folder, 'd'));
    const done = () => quietly(() => rmSync(folder, { recursive: true, force: true }));
    return { path: join(folder, 'd', basename(path)), done };
  } catch {
    return { path, done: () => undefined };
  }
}

/** Null where the system does not let it. */
export function tryListen(path: string): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', () => resolve(null));
    try {
      server.listen(path, () => resolve(server));
    } catch {
      resolve(null);
    }
  });
}

/** Asks once. Only a refusal or an absent address is silence; a socket of another user may not be asked. */
export function connects(path: string): Promise<'answers' | 'silent' | 'unclear'> {
  return new Promise((resolve) => {
    try {
      const socket = connect(path);
      socket.once('connect', () => {
        socket.destroy();
        resolve('answers');
      });
      socket.once('error', ({ code }: NodeJS.ErrnoException) =>
        resolve(SILENCE.has(code ?? '') ? 'silent' : 'unclear'),
      );
    } catch {
      resolve('unclear');
    }
  });
}

/** ENOTSOCK and EPROTOTYPE: something else lies there. EINVAL: the path is longer than any socket's. */
const SILENCE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ENOTDIR',
  'ENOTSOCK',
  'EPROTOTYPE',
  'EINVAL',
]);
