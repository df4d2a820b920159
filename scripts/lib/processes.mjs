/**
 * Starts programs so that they, and all that they start, can be ended: on a timeout, on Ctrl-C, at the end.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const WINDOWS = process.platform === 'win32';
/** Every process of this run inherits it, which is how one that left its group is still found. */
const MARK = `ASTRO_TEST_RUN=${randomUUID()}`;
const running = new Set();

/**
 * Runs a program in its own group and passes its output on.
 *
 * @param {readonly string[]} command program and arguments, `['node', 'esbuild.js']`
 * @param {{ seconds: number, env?: Record<string, string> }} options how long it may take
 * @returns {Promise<{ code: number | null, timedOut: boolean }>} code null: it could not start, or a signal
 * ended it
 */
export async function run([program, ...args], { seconds, env = {} }) {
  const [name, value] = MARK.split('=');
  const child = spawn(program, args, {
    detached: !WINDOWS,
    shell: WINDOWS && program === 'npm',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited(), ...env, [name]: value },
  });
  running.add(child);
  child.stdout.pipe(process.stdout, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    console.log(`${program} ${args.join(' ')}: no end after ${seconds} s, stopped`);
    void end(child);
  }, seconds * 1000);
  const code = await ended(child);
  clearTimeout(timer);
  running.delete(child);
  return { code, timedOut };
}

/**
 * `npm test --silent` must not silence the npm that installs: its words are the only explanation of a
 * failure.
 */
function inherited() {
  const { npm_config_loglevel: _loglevel, ...rest } = process.env;
  return { ...rest, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) };
}

/** Ends every process of this run that is still there. Safe to call twice. */
export async function endAll() {
  await Promise.all([...running].map(end));
  endMarked();
}

/** Resolves with the exit code; a grandchild that keeps the output open is not waited for. */
function ended(child) {
  return new Promise((done) => {
    child.once('error', (error) => {
      console.log(String(error));
      done(null);
    });
    child.once('close', done);
    child.once('exit', (code) => setTimeout(done, 2000, code).unref());
  });
}

/** Asks politely first, so that a suite can end its own servers and remove its folders. */
async function end(child) {
  signal(child, 'SIGTERM');
  for (let waited = 0; waited < 8000 && child.exitCode === null && child.signalCode === null; waited += 100) {
    await new Promise((done) => setTimeout(done, 100));
  }
  signal(child, 'SIGKILL');
}

function signal(child, name) {
  if (child.pid === undefined) return;
  if (WINDOWS) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // The whole group has ended already.
  }
}

/** Linux only: finds what carries this run's mark in its environment, such as a server in its own group. */
function endMarked() {
  if (process.platform !== 'linux') return;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(MARK))
        process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Another user's process, or it has just ended.
    }
  }
}
