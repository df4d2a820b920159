/** Starts Siril: asks for its version, runs a script. No shell is involved, so that no name needs quoting. */
import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as readline from 'node:readline';
import { english } from '../../base/english';
import { ArchiveError, CancelledError, fileError } from '../../base/errors';
import type { Cancel } from '../../base/ports';
import { stem } from '../folders/imageNames';
import { findResult } from '../folders/resultFile';

/** Milliseconds after which a program that was asked for its version is given up. */
const VERSION_PATIENCE = 20_000;
/** Milliseconds between two looks at the cancel token, and from the polite stop to the other one. */
const CANCEL_INTERVAL = 100;
const KILL_AFTER = 5_000;
/** Where a process leads its own group, which can be ended as a whole. */
const HAS_GROUPS = process.platform !== 'win32';

/** Where Siril's command line is found: the PATH, then the places its installers use. */
export function sirilCandidates(platform: NodeJS.Platform): readonly string[] {
  if (platform === 'win32') {
    return [
      'siril-cli',
      'C:\\Program Files\\SiriL\\bin\\siril-cli.exe',
      'C:\\Program Files\\Siril\\bin\\siril-cli.exe',
    ];
  }
  if (platform === 'darwin') return ['siril-cli', '/Applications/Siril.app/Contents/MacOS/siril-cli'];
  return ['siril-cli'];
}

/** The version in the answer to `--version`: `1.0.6` in `siril 1.0.6`, `1.4.0-beta3`. */
export function parseVersion(text: string): string | null {
  return /\bsiril(?:-cli)?\s+(\d{1,4}\.\d{1,4}(?:\.\d{1,4})?(?:-[a-z]+\d*)?)/i.exec(text)?.[1] ?? null;
}

/** A Siril that answered. */
export interface InstalledSiril {
  readonly program: string;
  /** `1.0.6` */
  readonly version: string;
}

/** The named program, or the first of the usual places that answers; null where there is none. */
export async function findSiril(program?: string): Promise<InstalledSiril | null> {
  const programs = program ? [program] : sirilCandidates(process.platform);
  for (const candidate of programs) {
    const version = parseVersion(await versionAnswer(candidate));
    if (version !== null) return { program: candidate, version };
  }
  return null;
}

/** `1.0.6`, or null where Siril is not installed or does not answer. */
export async function sirilVersion(program?: string): Promise<string | null> {
  return (await findSiril(program))?.version ?? null;
}

function versionAnswer(program: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, ['--version'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: VERSION_PATIENCE,
      windowsHide: true,
    });
    let answer = '';
    const collect = (chunk: Buffer) => (answer += answer.length < 10_000 ? chunk.toString('latin1') : '');
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    // A program that is not there is the ordinary case and has no answer.
    child.on('error', () => resolve(''));
    child.on('close', () => resolve(answer));
  });
}

export interface RunRequest {
  /** `siril-cli` on the PATH where not given. */
  readonly program?: string;
  /** The working folder, absolute. */
  readonly folder: string;
  /** The script, absolute or relative to `folder`. */
  readonly script: string;
  /** Files the script has to write, relative to `folder`: `['NGC_7000_L.fit']`. */
  readonly results?: readonly string[];
  /** Takes each line that says something. */
  readonly onLine?: (line: string) => void;
  readonly cancel?: Cancel;
  /** Environment of the process; this one's where not given. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunReport {
  /** The exit code is 0 and every result was written by this run. */
  readonly ok: boolean;
  /** Null where a signal ended the process. */
  readonly exitCode: number | null;
  /** Results that are not there, since some versions report success after a file could not be loaded. */
  readonly missing: readonly string[];
  /** What Siril said last of an error: `Error in line 22: 'preprocess'.`; null where it said nothing. */
  readonly error: string | null;
  readonly seconds: number;
}

/** Runs a script to its end. Throws where Siril cannot be started, and CancelledError after a cancel. */
export async function runScript(request: RunRequest): Promise<RunReport> {
  const { folder, script, cancel } = request;
  const program = request.program ?? 'siril-cli';
  if (cancel?.isCancellationRequested) throw new CancelledError();
  const results = request.results ?? [];
  const before = results.map((name) => modified(folder, name));
  const started = Date.now();
  const child = spawn(program, ['-d', folder, '-s', script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its lines are read, so they have to be in English whatever the user's language is.
    env: { ...(request.env ?? process.env), LANGUAGE: 'en' },
    windowsHide: true,
    detached: HAS_GROUPS,
  });
  let error: string | null = null;
  for (const stream of [child.stdout, child.stderr]) {
    readline.createInterface({ input: stream, crlfDelay: Infinity }).on('line', (raw) => {
      const line = readableLine(raw);
      if (line === null) return;
      if (/\berror\b/i.test(line)) error = line;
      request.onLine?.(line);
    });
  }
  // In its own group it would outlive this process.
  const leave = () => endTree(child, 'SIGKILL');
  process.once('exit', leave);
  let cancelled = false;
  const watch = setInterval(() => {
    if (!cancel?.isCancellationRequested || cancelled) return;
    cancelled = true;
    endTree(child, 'SIGTERM');
    const harder = setTimeout(() => endTree(child, 'SIGKILL'), KILL_AFTER).unref();
    child.once('close', () => clearTimeout(harder));
  }, CANCEL_INTERVAL);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.on('error', (reason) => reject(startError(reason, program, folder)));
      child.on('close', resolve);
    });
    if (cancelled) throw new CancelledError();
    const missing = results.filter((name, index) => {
      const now = modified(folder, name);
      return now === null || now === before[index];
    });
    const seconds = (Date.now() - started) / 1000;
    return { ok: exitCode === 0 && missing.length === 0, exitCode, missing, error, seconds };
  } finally {
    clearInterval(watch);
    process.removeListener('exit', leave);
  }
}

/** Ends the process and those that it has started. */
function endTree(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (!HAS_GROUPS) {
    // Windows knows no polite way to end a program without a window.
    const system = process.env['SystemRoot'] ?? 'C:\\Windows';
    const program = path.join(system, 'System32', 'taskkill.exe');
    const killer = spawn(program, ['/pid', String(child.pid), '/T', '/F'], {
      stdio: 'ignore',
      windowsHide: true,
    });
    killer.on('error', () => child.kill());
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // It has ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Modification time in nanoseconds, of whichever FITS extension the user's Siril writes. */
function modified(folder: string, name: string): bigint | null {
  return findResult(folder, stem(name))?.stat.mtimeNs ?? null;
}

function startError(reason: Error, program: string, folder: string): ArchiveError {
  if (!fs.existsSync(folder)) return fileError(reason, folder);
  return new ArchiveError(
    'file',
    english('Siril could not be started'),
    {
      path: program,
      got: reason.message,
      advice: english('Install Siril, or name its command-line program (siril-cli) in the settings.'),
    },
    { cause: reason },
  );
}

/**
 * A line of Siril without terminal codes; null for what says nothing: progress that is redrawn, and the look
 * for a sequence file that every good run reports as failed.
 */
export function readableLine(raw: string): string | null {
  const line = raw
    .replace(/\x1b\[[0-9;]*[A-Za-z]/g, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  // A lone T is left of the code by which a line is redrawn.
  if (
    line === '' ||
    line === 'T' ||
    /Reading sequence failed, file cannot be opened|^\d+: running command/.test(line)
  )
    return null;
  return line.replace(/^log: /, '');
}
