/** Counts the calls of a process over all its threads, and makes go wrong what the plan says. */
import * as fs from 'node:fs';
import { constants } from 'node:os';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getSystemErrorMap } from 'node:util';
import { getEnvironmentData, setEnvironmentData, Worker } from 'node:worker_threads';
import type { Call } from './calls';
import { codesOf } from './codes';
import { type FaultCode, type FaultPlan, type TracedCall, VARIABLE } from './plan';

/** Taken before anything is replaced: what the injection itself does is not counted. */
const { openSync, writeSync, readFileSync, closeSync } = fs;
const SHARED = `${VARIABLE} counters`;

/** A call that is about to be made. */
export interface Made {
  /** `link`, `fsync`: what `codesOf` knows it by. */
  readonly name: string;
  readonly call: Call;
  readonly changes: boolean;
  readonly path: string;
  readonly to?: string;
  /** Writes the first half of what the call would write. */
  readonly half?: () => void;
}

/** What becomes of it: an error instead of it, or after it where that is how the system does it. */
export interface Verdict {
  readonly error?: Error;
  /** The process ends as soon as the call has been made. */
  readonly killAfter?: boolean;
}

export class Injector {
  readonly #plan: FaultPlan;
  /** Counts of all calls, of those that change something, and whether the failure has been. */
  readonly #counters: Int32Array;
  readonly #trace: number;

  constructor(plan: FaultPlan) {
    this.#plan = plan;
    let shared = getEnvironmentData(SHARED) as unknown as SharedArrayBuffer | undefined;
    if (!shared) setEnvironmentData(SHARED, (shared = new SharedArrayBuffer(12)));
    this.#counters = new Int32Array(shared);
    this.#trace = openSync(plan.trace, 'a');
  }

  /** Absolute where it lies in one of the folders that count, else null. */
  counted(path: unknown): string | null {
    const text = textOf(path);
    if (text === null) return null;
    const absolute = resolve(text);
    return this.#plan.folders.some((folder) => isInside(folder, absolute)) ? absolute : null;
  }

  /** Counts a call and says what becomes of it; does not come back where the process is to be killed. */
  meet(made: Made): Verdict {
    const n = Atomics.add(this.#counters, 0, 1) + 1;
    Atomics.notify(this.#counters, 0);
    const change = made.changes ? Atomics.add(this.#counters, 1, 1) + 1 : 0;
    const did = this.#decide(n, change, made);
    const { name, path, to } = made;
    this.#note({ n, change, call: name, path, ...(to === undefined ? {} : { to }), ...did }, made);
    if (did === undefined) return {};
    if (did.half) made.half?.();
    if (did.code) return { error: systemError(did.code, made) };
    if (did.moment !== 'after') this.kill();
    return { killAfter: true };
  }

  kill(): void {
    process.kill(process.pid, 'SIGKILL');
    // Another thread may be the one that the signal reaches first.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }

  /** A separate thread kills the process so many milliseconds after its first counted call, whatever it does then. */
  killLater(after: number): void {
    const script = `
      const { workerData: { counters, after } } = require('node:worker_threads');
      Atomics.wait(counters, 0, 0);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, after);
      process.kill(process.pid, 'SIGKILL');`;
    const { [VARIABLE]: _none, ...env } = process.env;
    new Worker(script, {
      eval: true,
      execArgv: [],
      env,
      workerData: { counters: this.#counters, after },
    }).unref();
  }

  #decide(
    n: number,
    change: number,
    made: Made,
  ): { did: string; code?: FaultCode; moment?: string; half?: boolean } | undefined {
    const { fault, noLinks } = this.#plan;
    if (fault?.kind === 'kill' && fault.at === change) {
      const moment = fault.moment === 'half' && !made.half ? 'before' : fault.moment;
      return { did: `kill ${moment}`, moment, half: moment === 'half' };
    }
    if (fault?.kind === 'fail' && this.#strikes(fault, n, made)) {
      const half = fault.half === true && made.half !== undefined;
      return { did: `fail ${fault.code}${half ? ' half' : ''}`, code: fault.code, half };
    }
    return noLinks && made.name === 'link' ? { did: 'no links', code: 'EPERM' as FaultCode } : undefined;
  }

  /**
   * Calls come in another order each time: where the one of that number cannot meet with this code, the next one that
   * can does. A drive that has gone refuses everything from there on; one that is full only what needs room.
   */
  #strikes(fault: { at: number; code: FaultCode; lasting?: boolean }, n: number, made: Made): boolean {
    if (n < fault.at || !codesOf(made.name, made.changes).includes(fault.code)) return false;
    return fault.lasting === true || Atomics.exchange(this.#counters, 2, 1) === 0;
  }

  #note(call: Omit<TracedCall, 'writes' | 'time'>, { half }: Made): void {
    const { n, change, path, to, did } = call;
    const time = performance.timeOrigin + performance.now();
    const line: TracedCall = {
      n,
      change,
      call: call.call,
      path,
      ...(to === undefined ? {} : { to }),
      writes: half !== undefined,
      time,
      ...(did === undefined ? {} : { did }),
    };
    writeSync(this.#trace, `${JSON.stringify(line)}\n`);
  }
}

function textOf(path: unknown): string | null {
  if (typeof path === 'string') return path;
  if (Buffer.isBuffer(path)) return path.toString();
  return path instanceof URL ? fileURLToPath(path) : null;
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside === '' || (!isAbsolute(inside) && inside !== '..' && !inside.startsWith(`..${sep}`));
}

const CALL_NAMES: Readonly<Record<string, string>> = {
  copyFile: 'copyfile',
  utimes: 'utime',
  futimes: 'futime',
  readdir: 'scandir',
  readFile: 'open',
  writeFile: 'open',
  appendFile: 'open',
};

/** As Node words it; a failure on a descriptor names no file. */
function systemError(code: FaultCode, { name, call, path, to }: Made): Error {
  const errno = -(constants.errno as Readonly<Record<string, number>>)[code]!;
  const syscall = CALL_NAMES[name] ?? name;
  const named = call.names === 'descriptor' ? '' : ` '${path}'${to === undefined ? '' : ` -> '${to}'`}`;
  const words = getSystemErrorMap().get(errno)?.[1] ?? 'unknown error';
  const error = new Error(`${code}: ${words}, ${syscall}${named}`);
  Object.assign(error, { errno, code, syscall });
  if (named !== '') Object.assign(error, { path, ...(to === undefined ? {} : { dest: to }) });
  return error;
}

/** Writes the first half of a file to a new place, as a copy that is cut off would. */
export function halfCopy(from: string, to: string, flags: string): void {
  writeHalf(to, readFileSync(from), flags);
}

/** Writes the first half of `data` to a path or, where it is given, to a descriptor. */
export function writeHalf(
  target: string | number,
  data: unknown,
  flags = 'w',
  position: number | null = null,
) {
  const bytes = bytesOf(data);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const fd = typeof target === 'number' ? target : openSync(target, flags);
  if (half.length > 0) writeSync(fd, half, 0, half.length, position);
  if (typeof target !== 'number') closeSync(fd);
}

function bytesOf(data: unknown): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  if (Array.isArray(data)) return Buffer.concat((data as readonly unknown[]).map(bytesOf));
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.alloc(0);
}
