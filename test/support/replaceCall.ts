/** Calls of `node:fs` that do something else for a while: a drive that is odd rather than one that refuses. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

type Promises = typeof fs.promises;
type Arguments<Call> = Call extends (...args: infer Args) => unknown ? Args : never;

/**
 * Puts another function in the place of a call until the work is done: `whileReplacing('readSync', (real) =>
 * …, work)`. Work that returns a promise is waited for.
 */
export function whileReplacing<Name extends Exclude<keyof typeof fs, 'promises' | 'constants'>, T>(
  name: Name,
  make: (real: (typeof fs)[Name]) => (...args: Arguments<(typeof fs)[Name]>) => unknown,
  work: () => T,
): T {
  return replaced(fs, name, make(fs[name]), work);
}

/** As `whileReplacing` for a call of `node:fs/promises`. */
export function whileReplacingPromise<Name extends Exclude<keyof Promises, 'constants'>, T>(
  name: Name,
  make: (real: Promises[Name]) => (...args: Arguments<Promises[Name]>) => unknown,
  work: () => T,
): T {
  return replaced(fs.promises, name, make(fs.promises[name]), work);
}

function replaced<T>(where: object, name: string, call: unknown, work: () => T): T {
  const real: unknown = Reflect.get(where, name);
  const put = (each: unknown) => {
    Reflect.set(where, name, each);
    syncBuiltinESMExports();
  };
  put(call);
  let result: T;
  try {
    result = work();
  } catch (error) {
    put(real);
    throw error;
  }
  if (result instanceof Promise) return result.finally(() => put(real)) as T;
  put(real);
  return result;
}

/**
 * Fails where work, whether it throws or not, leaves a file open that it has opened: Windows keeps the name
 * of one taken.
 */
export function leavesNothingOpen(work: () => void): void {
  const open = new Set<number>();
  let opened = 0;
  const close = (real: typeof fs.closeSync) => (fd: number) => {
    open.delete(fd);
    real(fd);
  };
  const watch =
    (real: typeof fs.openSync) => (path: fs.PathLike, flags: fs.OpenMode, mode?: fs.Mode | null) => {
      const fd = real(path, flags, mode);
      open.add(fd);
      opened++;
      return fd;
    };
  const tried = () => {
    try {
      work();
    } catch {
      // Its files are what is looked at.
    }
  };
  whileReplacing('openSync', watch, () => whileReplacing('closeSync', close, tried));
  assert.ok(opened > 0, 'it opens a file');
  assert.deepEqual([...open], []);
}
