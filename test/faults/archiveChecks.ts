/** What must be true of the database, and of the database and the disk together. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname } from 'node:path';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import { messageOf } from '../../src/core/base/errors';
import { previousGeneration } from '../../src/core/storage/database/databaseFile';
import { Sqlite } from '../../src/core/storage/database/sqlite';
import type { Bench } from './bench';
import type { Ending } from './launch';
import { isMerge, isRescue, isUndo, MERGED } from './scenarios';
import { newestOperation } from './steps';
import type { Survey } from './survey';

/** The file opens, whenever the process was killed, and holds what was finished before. */
export async function checkDatabase(bench: Bench, ending: Ending): Promise<readonly string[]> {
  const { database, scenario } = bench;
  if (!fs.existsSync(database)) {
    return scenario.fresh && ending.done.length === 0 ? [] : [`${database} is gone`];
  }
  // Until a rescue is done, what it is for is left as it is.
  if (bench.damaged !== null && ending.done.length === 0 && hashOf(database) === bench.damaged) return [];
  const problems: string[] = [];
  for (const file of [database, previousGeneration(database)]) {
    if (!fs.existsSync(file)) continue;
    try {
      // It runs SQLite's own check of the whole file.
      (await Sqlite.open(fs.readFileSync(file))).close();
    } catch (error) {
      problems.push(`${file}: ${messageOf(error)}`);
    }
  }
  if (problems.length > 0) return problems;
  const frames = await framesOf(bench);
  const known = new Set(frames.map(({ path }) => path));
  for (const path of bench.held.keys()) {
    // A rebuild cannot take in what the drive does not give out, says so, and keeps the old database.
    const isTold = isRescue(scenario) && ending.code === 1 && tells(ending, path, bench.repository);
    if (!known.has(path) && !isTold) problems.push(`${path} is no longer in the archive`);
  }
  return [...problems, ...checkDone(bench, ending, frames)];
}

/** Whether it has named the file, or a folder on the way to it. */
function tells({ stdout }: Ending, path: string, repository: string): boolean {
  for (let at = path; at.length > repository.length; at = dirname(at)) {
    if (stdout.includes(`"${at}"`)) return true;
  }
  return false;
}

/** Steps that the process has said were done are in the file. */
function checkDone(bench: Bench, { done }: Ending, frames: readonly ArchivedFrame[]): string[] {
  const { scenario } = bench;
  const steps = bench.scenario.steps.filter((_, index) => done.includes(index));
  return steps.flatMap((step) => {
    if (step.do === 'checkout')
      return fs.existsSync(bench.places.checkout) ? [] : ['The finished checkout is gone'];
    if (step.do === 'regenerate') {
      return frames.every(({ session }) => session !== null)
        ? []
        : ['The sessions of a finished operation are gone'];
    }
    if (step.do === 'merge' || scenario.ends === 'unmerged') {
      const merged = step.do === 'merge';
      const ours = frames.filter(({ sha256 }) => bench.originals.some((one) => one.sha256 === sha256));
      const wrong = ours.filter(({ path }) => path.includes(MERGED.folder) !== merged);
      return wrong.map(({ path }) => `${path} of a finished operation has its old name in the database`);
    }
    const sums = new Set(frames.map(({ sha256 }) => sha256));
    if (step.do === 'set' || (step.do === 'undo' && step.of === 'set')) return [];
    if (step.do === 'undo') {
      const listed = bench.originals.filter(({ sha256 }) => sums.has(sha256));
      return listed.map(({ name }) => `${name} is in the database after it was taken back`);
    }
    if (step.do !== 'register') return [];
    const names = step.only === undefined ? bench.originals.map(({ name }) => name) : [step.only];
    const missing = bench.originals.filter(({ name, sha256 }) => names.includes(name) && !sums.has(sha256));
    return missing.map(({ name }) => `${name} of a finished operation is not in the database`);
  });
}

/** An undo that has come to its end is the past as well: it is not what the next undo would take back. */
export async function checkHistory(bench: Bench): Promise<readonly string[]> {
  if (!isUndo(bench.scenario)) return [];
  const archive = await bench.open('read');
  try {
    const operation = await newestOperation(archive);
    return operation?.undone ? [] : ['The operation still stands in the history'];
  } finally {
    await archive.close();
  }
}

export async function framesOf(bench: Bench): Promise<readonly ArchivedFrame[]> {
  const archive = await bench.open('read');
  try {
    return (await archive.frames({})).items;
  } finally {
    await archive.close();
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(fs.readFileSync(path)).digest('hex');
}

/** Every row has its file, of its size and time and under the SHA-256 of its original, and every file its row. */
export async function checkAgreement(bench: Bench, seen: Survey): Promise<readonly string[]> {
  const frames = await framesOf(bench);
  const files = new Map([...seen.inSource, ...seen.inRepository].map((one) => [one.path, one]));
  const problems: string[] = [];
  for (const { path, size, mtime, sha256, editedSha256 } of frames) {
    const file = files.get(path);
    if (!file) problems.push(`${path} is in the database and not on the disk`);
    else if (file.size !== size || file.mtime !== mtime)
      problems.push(`${path} has another size or time in the database`);
    else if (file.original?.sha256 !== sha256) problems.push(`${path} has another SHA-256 in the database`);
    else if (isMerge(bench.scenario) && hashOf(path) !== (editedSha256 ?? sha256))
      problems.push(`${path} has another SHA-256 after its edit in the database`);
  }
  const known = new Set(frames.map(({ path }) => path));
  const wanted =
    bench.scenario.ends === 'in place' ? [...seen.inSource, ...seen.inRepository] : seen.inRepository;
  if (bench.scenario.ends === 'restored') {
    // A file whose header is as it came is no longer listed, and one whose header is edited is.
    for (const { path, is } of seen.inSource) {
      const known = frames.some((frame) => frame.path === path);
      if (known !== (is === 'edited'))
        problems.push(`${path} is ${is} and ${known ? '' : 'not '}in the database`);
    }
  }
  for (const { path } of wanted) if (!known.has(path)) problems.push(`${path} is not in the database`);
  return problems;
}
