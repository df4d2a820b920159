/** Calls of `node:fs` that do something else for a while: a drive that is odd rather than one that refuses. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

type Sync = {
  [Name in keyof typeof fs]: (typeof fs)[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof typeof fs];

/**
 * Puts another function in the place of a call until the work is done: `whileReplacing('readSync', (real) => …, work)`.
 * `make` gets the real one. Work that returns a promise is waited for.
 */
export function whileReplacing<Name extends Sync, T>(
  name: Name,
  make: (
    real: (typeof fs)[Name],
  ) => (...args: Parameters<Extract<(typeof fs)[Name], (...args: never[]) => unknown>>) => unknown,
  work: () => T,
): T {
  const real = fs[name];
  const put = (call: unknown) => {
    Object.assign(fs, { [name]: call });
    syncBuiltinESMExports();
  };
  put(make(real));
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

/** Fails where work, whether it throws or not, leaves a file open that it has opened: Windows keeps its name taken. */
export function leavesNothingOpen(work: () => void): void {
  const open = new Set<unknown>();
  const opened: unknown[] = [];
  whileReplacing(
    'openSync',
    (real) =>
      (...args) => {
        const fd = real(...args);
        open.add(fd);
        opened.push(args[0]);
        return fd;
      },
    () =>
      whileReplacing(
        'closeSync',
        (real) => (fd) => {
          open.delete(fd);
          real(fd);
        },
        () => {
          try {
            work();
          } catch {
            // Its files are what is looked at.
          }
        },
      ),
  );
  assert.ok(opened.length > 0, 'it opens a file');
  assert.deepEqual([...open], []);
}
