/** Runs one suite and counts its tests. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './processes.mjs';

/** Temporary files of the suite that runs; an interrupted suite cannot remove them itself. */
let folder = '';

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} notes why it failed or was skipped, one line each
 * @property {number} seconds
 */

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {number} secondsLeft what the whole run still has
 * @returns {Promise<Outcome>}
 */
export async function runSuite(suite, secondsLeft) {
  const began = Date.now();
  folder = mkdtempSync(join(tmpdir(), 'aa-'));
  const file = join(folder, 'results.json');
  const own = { TMPDIR: folder, TEMP: folder, TMP: folder };
  const limit = Math.max(1, Math.min(suite.seconds, secondsLeft));
  let last = { code: 0, timedOut: false };
  for (const command of suite.commands) {
    const seconds = Math.max(1, limit - Math.round((Date.now() - began) / 1000));
    last = await run(command, {
      seconds,
      env: { ...own, ...(suite.tests ? { TEST_RESULTS_FILE: file } : {}) },
    });
    if (last.code !== 0) break;
  }
  const counted = suite.tests ? countTests(readResults(file), last, limit) : countCheck(last, limit);
  removeTemporary();
  return { name: suite.name, ...counted, seconds: (Date.now() - began) / 1000 };
}

/** Removes what the suite left in the folder for temporary files. */
export function removeTemporary() {
  if (folder === '') return;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function countCheck({ code, timedOut }, limit) {
  if (code === 0) return { passed: 1, failed: 0, skipped: 0, notes: [] };
  return { passed: 0, failed: 1, skipped: 0, notes: [ending(code, timedOut, limit)] };
}

/** The exit code counts beside the results: a suite can fail after its last test, or before its first. */
function countTests(results, { code, timedOut }, limit) {
  if (code === 0 && results?.unavailable)
    return { passed: 0, failed: 0, skipped: 1, notes: [results.unavailable] };
  const { passed = 0, failures = [], skipped = [], ended = false } = results ?? {};
  const notes = [
    ...failures.map((title) => `failed: ${title}`),
    ...skipped.map((title) => `skipped: ${title}`),
  ];
  let failed = failures.length;
  const nothing = passed + failed + skipped.length === 0;
  if (!ended || nothing || (code !== 0 && failed === 0)) {
    failed += 1;
    notes.push(nothing && code === 0 ? 'no tests' : ending(code, timedOut, limit));
  }
  return { passed, failed, skipped: skipped.length, notes };
}

function ending(code, timedOut, limit) {
  if (timedOut) return `no end after ${limit} s`;
  return code === null ? 'could not start, or was ended by a signal' : `ended with code ${code}`;
}
