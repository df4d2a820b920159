/** Puts an injector in front of every function of `fs`: callbacks, `…Sync`, promises, and the methods of file handles. */
import nodeFs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { halfCopy, type Injector, type Made, writeHalf } from './act';
import { BY_DESCRIPTOR, BY_PATH, type Call, OF_HANDLE, opensToWrite } from './calls';

type Anything = (this: unknown, ...args: unknown[]) => unknown;
type Functions = Record<string, Anything | undefined>;

const fs = nodeFs as unknown as Functions & { promises: Functions; constants: Record<string, number> };
/** Paths of the descriptors of this thread; a descriptor is opened and used in one thread. */
const opened = new Map<number, string>();
const handles = new WeakMap<object, string>();
let wrappedHandles = false;
/** Node's own functions call one another; what a `…Sync` one does inside is one call. */
let inside = 0;

/** Wraps for good; everything that is loaded later gets the wrapped functions. */
export function wrapAll(injector: Injector): void {
  // Node's ES modules see what CommonJS replaces only after a sync; the bundles are CommonJS.
  for (const [name, call] of Object.entries({ ...BY_PATH, ...BY_DESCRIPTOR })) {
    wrapSync(injector, name, call);
    wrapCallback(injector, name, call);
    if (name in BY_PATH) wrapPromise(injector, name, call);
  }
}

function replace(where: Functions, name: string, make: (real: Anything) => Anything): void {
  const real = where[name];
  if (typeof real !== 'function') return;
  const wrapped = make(real);
  // `realpath.native` and what `promisify` looks for.
  Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(real));
  where[name] = wrapped;
}

function wrapSync(injector: Injector, name: string, call: Call): void {
  replace(
    fs,
    `${name}Sync`,
    (real) =>
      function (this: unknown, ...args) {
        const made = inside === 0 ? describe(injector, name, call, args) : null;
        if (made === null) return real.apply(this, args);
        const { error, killAfter } = injector.meet(made);
        inside++;
        try {
          if (error && name !== 'close') throw error;
          const result = real.apply(this, args);
          if (name === 'open') opened.set(result as number, made.path);
          if (name === 'close') opened.delete(args[0] as number);
          if (error) throw error;
          return result;
        } finally {
          inside--;
          if (killAfter) injector.kill();
        }
      },
  );
}

function wrapCallback(injector: Injector, name: string, call: Call): void {
  replace(
    fs,
    name,
    (real) =>
      function (this: unknown, ...args) {
        const done = args.at(-1);
        const made = typeof done === 'function' ? describe(injector, name, call, args) : null;
        if (made === null) return real.apply(this, args);
        const { error, killAfter } = injector.meet(made);
        const finish = (...results: unknown[]) => {
          if (killAfter) injector.kill();
          if (name === 'open' && results[0] === null) opened.set(results[1] as number, made.path);
          if (name === 'close') opened.delete(args[0] as number);
          (done as Anything)(...(error ? [error] : results));
        };
        // A close that fails has closed all the same.
        if (error && name !== 'close') return void setImmediate(finish);
        return real.apply(this, [...args.slice(0, -1), finish]);
      },
  );
}

function wrapPromise(injector: Injector, name: string, call: Call): void {
  replace(
    fs.promises,
    name,
    (real) =>
      async function (this: unknown, ...args) {
        const made = describe(injector, name, call, args);
        if (made === null) return real.apply(this, args);
        const { error, killAfter } = injector.meet(made);
        if (error) throw error;
        try {
          const result = await real.apply(this, args);
          if (name === 'open') remember(injector, result as FileHandle, made.path);
          return result;
        } finally {
          if (killAfter) injector.kill();
        }
      },
  );
}

/** The methods of file handles are those of one prototype, which the first handle shows. */
function remember(injector: Injector, handle: FileHandle, path: string): void {
  handles.set(handle, path);
  // Some versions of Node have `close` in every handle instead of the prototype.
  const own = handle as unknown as Functions;
  if (Object.hasOwn(own, 'close')) wrapMethods(injector, own, ['close']);
  if (wrappedHandles) return;
  wrappedHandles = true;
  wrapMethods(injector, Object.getPrototypeOf(handle) as Functions, Object.keys(OF_HANDLE));
}

function wrapMethods(injector: Injector, where: Functions, names: readonly string[]): void {
  for (const name of names) {
    const { as, ...call } = OF_HANDLE[name] ?? { as: name, changes: false, names: 'descriptor' };
    if (!Object.hasOwn(where, name)) continue;
    replace(
      where,
      name,
      (real) =>
        async function (this: unknown, ...args) {
          const made = describe(injector, as, call, [this, ...args]);
          if (made === null) return real.apply(this, args);
          const { error, killAfter } = injector.meet(made);
          if (error && name !== 'close') throw error;
          try {
            const result = await real.apply(this, args);
            if (error) throw error;
            return result;
          } finally {
            if (killAfter) injector.kill();
          }
        },
    );
  }
}

/** Null for a call that does not count: about a file elsewhere, or about something that is no file. */
function describe(injector: Injector, name: string, call: Call, args: readonly unknown[]): Made | null {
  const [first, second, third] = args;
  const changes = call.changes ?? opensToWrite(second);
  if (call.names === 'descriptor') {
    const path = typeof first === 'number' ? opened.get(first) : handles.get(first as object);
    if (path === undefined) return null;
    const target = typeof first === 'number' ? first : (first as FileHandle).fd;
    return { name, call, changes, path, ...(call.writes ? { half: halfOf(name, target, args) } : {}) };
  }
  const from = injector.counted(first);
  const to = call.names === 'two paths' ? injector.counted(second) : null;
  const path = from ?? to;
  if (path === null) return null;
  const made = { name, call, changes, path, ...(to === null || from === null ? {} : { to }) };
  if (call.writes === 'copy') {
    const exclusive = (Number(third ?? 0) & (fs.constants['COPYFILE_EXCL'] ?? 0)) !== 0;
    return { ...made, half: quietly(() => halfCopy(String(first), String(second), exclusive ? 'wx' : 'w')) };
  }
  if (call.writes === 'data') {
    const flag = (third as { flag?: string } | undefined)?.flag ?? (name === 'appendFile' ? 'a' : 'w');
    return { ...made, half: quietly(() => writeHalf(String(first), second, flag)) };
  }
  return made;
}

/** `write(fd, data, offset, length, position)`, `write(fd, data, { offset, length, position })`, `writev(fd, list, position)`. */
function halfOf(name: string, target: number, args: readonly unknown[]): () => void {
  const [, data, third, fourth, fifth] = args;
  const options = typeof third === 'object' && third !== null ? (third as Record<string, number>) : null;
  if (name === 'writev' || typeof data === 'string') {
    const position = typeof third === 'number' ? third : null;
    return quietly(() => writeHalf(target, data, 'w', position));
  }
  const offset = options?.['offset'] ?? (typeof third === 'number' ? third : 0);
  const length = options?.['length'] ?? (typeof fourth === 'number' ? fourth : undefined);
  const position = options?.['position'] ?? (typeof fifth === 'number' ? fifth : null);
  const bytes = ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : data;
  const part = Buffer.isBuffer(bytes)
    ? bytes.subarray(offset, length === undefined ? undefined : offset + length)
    : bytes;
  return quietly(() => writeHalf(target, part, 'w', position));
}

/** What cannot be written by half is not written at all. */
function quietly(work: () => void): () => void {
  return () => {
    try {
      work();
    } catch {
      // The target exists, its folder is missing: the real call would have failed as well.
    }
  };
}
