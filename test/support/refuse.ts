/** A file system that refuses calls, as one does that is full, away, or another user's. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What changes something, or says what is there. Files that are open can be closed in any case. */
const CALLS = {
  promises: [
    ...['access', 'chmod', 'copyFile', 'link', 'lstat', 'mkdir', 'open', 'readdir', 'rename', 'rm', 'rmdir'],
    ...['stat', 'unlink', 'utimes'],
  ],
  sync: [
    ...['accessSync', 'chmodSync', 'copyFileSync', 'fchmodSync', 'fchownSync', 'fstatSync', 'fsyncSync'],
    ...['ftruncateSync', 'futimesSync', 'linkSync', 'lstatSync', 'openSync', 'readSync', 'readdirSync'],
    ...['renameSync', 'rmSync', 'statSync', 'unlinkSync', 'utimesSync', 'writeFileSync', 'writeSync'],
  ],
} as const;

export interface Call {
  /** `rename`, `writeSync`. */
  readonly name: string;
  /** From 0, over all calls that were made since. */
  readonly number: number;
  readonly args: readonly unknown[];
}

type Functions = Record<string, (...args: never[]) => unknown>;

/**
 * Lets calls fail from now on: with the code that `refuse` returns, `EIO`; null lets one through. Returns what puts the
 * file system back in order, and the names of the calls that were made.
 */
export function refuseCalls(refuse: (call: Call) => string | null): {
  readonly made: readonly string[];
  readonly end: () => void;
} {
  const made: string[] = [];
  const undo: (() => void)[] = [];
  const replace = (where: Functions, name: string, rejects: boolean) => {
    const real = where[name];
    if (real === undefined) throw new Error(`fs has no ${name}`);
    where[name] = (...args) => {
      const code = refuse({ name, number: made.length, args });
      made.push(name);
      if (code === null) return real(...args);
      const error = systemError(code, name, args);
      if (rejects) return Promise.reject(error);
      throw error;
    };
    undo.push(() => (where[name] = real));
  };
  for (const name of CALLS.promises) replace(fs.promises as unknown as Functions, name, true);
  for (const name of CALLS.sync) replace(fs as unknown as Functions, name, false);
  syncBuiltinESMExports();
  return {
    made,
    end: () => {
      undo.forEach((put) => put());
      syncBuiltinESMExports();
    },
  };
}

/** Does work on a file system that refuses calls; returns what it returns or throws, and the calls that were made. */
export async function whileRefusing<T>(
  refuse: (call: Call) => string | null,
  work: () => Promise<T>,
): Promise<{ readonly result?: T; readonly error?: unknown; readonly made: readonly string[] }> {
  const { made, end } = refuseCalls(refuse);
  try {
    return { result: await work(), made };
  } catch (error) {
    return { error, made };
  } finally {
    end();
  }
}

function systemError(code: string, call: string, args: readonly unknown[]): NodeJS.ErrnoException {
  const path = typeof args[0] === 'string' ? args[0] : undefined;
  return Object.assign(new Error(`${code}: refused, ${call}`), {
    code,
    errno: -1,
    syscall: call,
    ...(path && { path }),
  });
}
