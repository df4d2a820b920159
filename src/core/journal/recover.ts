/**
 * What a crash has left open is finished or rolled back when the archive is opened next: every file is then at one
 * place, and the database agrees.
 */
import { readFile, stat, unlink, utimes } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ArchiveSettings, RecoveredFiles } from '../archive';
import { amendedRow } from '../amend/row';
import type { Database } from '../database/database';
import type { Frames, NewFrame } from '../database/frames';
import { isRecorded, recordOperation } from '../database/operations';
import { ArchiveError, messageOf } from '../errors';
import { samePixels, type Digest } from '../files/digests';
import { finishPatches } from '../files/patches';
import { isOneName } from '../files/oneName';
import { isUnchanged } from '../files/source';
import { readFrame } from '../files/readFrame';
import { syncFolder } from '../files/syncFolder';
import { editOf, type FileStep } from '../files/step';
import type { Log } from '../ports';
import { recoveredText } from '../words';
import { decide, type Verdict } from './decide';
import { closeJournal, openJournals } from './journal';
import { readLines } from './lines';
import { look, removeLeftovers } from './look';

export interface RecoverParts {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'database' | 'timeZone'>;
  readonly database: Database;
  readonly frames: Frames;
  readonly digest: Digest;
  readonly log: Log;
}

/** Files by what became of them. */
interface Recovered {
  finished: number;
  rolledBack: number;
  problems: number;
}

/** Null where there was nothing to recover. A journal that cannot be read is left as it is, and told in the log. */
export async function recover(parts: RecoverParts): Promise<RecoveredFiles | null> {
  const { settings, log } = parts;
  const journals = await openJournals(settings.database).catch((error: unknown) => {
    log.error(`The journals of ${settings.database} could not be looked at: ${messageOf(error)}`);
    return [];
  });
  if (journals.length === 0) return null;
  if (!(await isFolder(settings.repository))) {
    log.warn(`An operation was interrupted and is finished when ${settings.repository} is there again`);
    return null;
  }
  const total: Recovered = { finished: 0, rolledBack: 0, problems: 0 };
  for (const path of journals) {
    try {
      const { finished, rolledBack, problems } = await recoverJournal(path, parts);
      total.finished += finished;
      total.rolledBack += rolledBack;
      total.problems += problems;
    } catch (error) {
      log.error(
        `The journal ${path} of an interrupted operation is kept for the next start: ${messageOf(error)}`,
      );
      total.problems++;
    }
  }
  log.warn(recoveredText(total));
  return total;
}

async function recoverJournal(path: string, parts: RecoverParts): Promise<Recovered> {
  const { database, frames, log } = parts;
  const journal = readLines(await readFile(path, 'utf8'));
  const result: Recovered = { finished: 0, rolledBack: 0, problems: 0 };
  if (journal.damaged !== null) {
    // Lines are read in the order in which they were written, so that every step that was begun stands before it.
    log.warn(`${path} is damaged from line ${journal.damaged} on; what stands before it is recovered`);
  }
  const rows: (() => void)[] = [];
  for (const [number, step] of journal.steps.entries()) {
    if (step === undefined) continue;
    const end = journal.ends.get(number);
    if (end === 'failed' || (end !== undefined && isKnown(step, frames))) continue;
    try {
      const enter = await recoverStep(step, end?.editedSha256 ?? null, end !== undefined, parts, result);
      if (enter) rows.push(enter);
    } catch (error) {
      result.problems++;
      log.error(`Not recovered: ${messageOf(error)}`);
    }
  }
  const name = basename(path, '.open');
  database.write((sqlite) => {
    for (const enter of rows) enter();
    // What was cut off before its first step was no operation, and one that was saved has its entry.
    if (journal.head === null || journal.steps.length === 0 || isRecorded(sqlite, name)) return;
    const { operation: kind, started, detail } = journal.head;
    const summary = { ...detail, ...result, interrupted: true };
    recordOperation(sqlite, { kind, started, summary, journal: name });
  });
  await database.flush();
  await closeJournal(path);
  return result;
}

/** Whether the database was saved with the row of this step in it, which is written when its files are done. */
function isKnown(step: FileStep, frames: Frames): boolean {
  if (step.do === 'stay' || step.row === 'leave') return false;
  const state = frames.stateAt(step.to);
  return state !== undefined && frames.stateOfSource(step.from)?.path === step.to;
}

/** Brings the files of a step to one of its two ends; answers what is to be written into the database, if anything. */
async function recoverStep(
  step: FileStep,
  editedSha256: string | null,
  ended: boolean,
  parts: RecoverParts,
  result: Recovered,
): Promise<(() => void) | null> {
  const { log } = parts;
  const verdict = decide(step, await look(step), ended);
  if (verdict.kind === 'lost' || verdict.kind === 'foreign') {
    const problem =
      verdict.kind === 'lost'
        ? `${step.from} is neither there nor at ${step.to}; was its drive disconnected, or was it moved by hand?`
        : `${step.to} holds something else than ${step.from}; both were left alone`;
    result.problems++;
    log.warn(problem);
    return null;
  }
  if (verdict.kind === 'clear') await unlink(step.to);
  // What was half written has its old file still, and would be in the way.
  await removeLeftovers(step);
  let edited = (await finish(step, verdict, parts)) ?? editedSha256;
  if (verdict.kind === 'clear' || verdict.kind === 'not-begun') {
    result.rolledBack++;
    log.info(`Rolled back: ${step.from} is where it was`);
    return null;
  }
  if (step.amends && step.patches.length > 0) {
    edited ??= await parts.digest(step.to, (await stat(step.to)).size);
  }
  const enter = await rowOf(step, edited, parts);
  result.finished++;
  log.info(`Finished: ${step.from}${step.to === step.from ? '' : ` → ${step.to}`}`);
  return enter;
}

/** Answers the SHA-256 of a file whose header was edited, where it had to be read. */
async function finish(step: FileStep, verdict: Verdict, { digest }: RecoverParts): Promise<string | null> {
  const sourceThere =
    step.from !== step.to &&
    (await isUnchanged(step)) &&
    !(await isOneName(step.from, step.to).catch(() => false));
  let edited: string | null = null;
  if (verdict.kind === 'finish-edit') {
    finishPatches(step.to, step.patches, { fresh: editOf(step) });
    if (sourceThere) edited = await samePixels(step.from, step.to);
  } else if ((verdict.kind === 'done' || verdict.kind === 'give-up') && !verdict.verified && sourceThere) {
    edited = await compare(step, digest);
  }
  if (step.patches.length > 0 && verdict.kind !== 'not-begun' && verdict.kind !== 'clear') {
    await utimes(step.to, (step.mtime + 0.0005) / 1000, (step.mtime + 0.0005) / 1000);
  }
  const gives = step.do === 'move' || (step.do === 'adopt' && step.givesUp);
  if (gives && sourceThere && (verdict.kind === 'give-up' || verdict.kind === 'finish-edit')) {
    await syncFolder(dirname(step.to));
    await unlink(step.from);
  }
  return edited;
}

/** Throws unless the target is what was to be made of the source, which is still there. */
async function compare(step: FileStep, digest: Digest): Promise<string | null> {
  if (step.patches.length > 0) return samePixels(step.from, step.to);
  const expected = step.hash ?? (await digest(step.from, step.size));
  const got = await digest(step.to, step.size);
  if (got === expected) return null;
  throw new ArchiveError('file', `It is not what ${step.from} was; both were left alone`, {
    path: step.to,
    expected,
    got,
  });
}

async function rowOf(
  step: FileStep,
  editedSha256: string | null,
  parts: RecoverParts,
): Promise<(() => void) | null> {
  const { frames, settings } = parts;
  if (step.row === 'leave') {
    return () => {
      const row = frames.atPath(step.from);
      if (row) frames.remove([row.id]);
    };
  }
  if (step.amends) {
    const row = amendedRow(step, { ...(await stateOf(step.to)), editedSha256 }, parts);
    return () => frames.insert(row);
  }
  const frame = readFrame(step.to, step.from, settings.timeZone);
  if (frame === null) return null;
  const { size, mtime } = await stateOf(step.to);
  const { to: path, sha256, imageKey, source, replaces } = step;
  const row: NewFrame = { path, size, mtime, sha256, imageKey, source, replaces, frame, editedSha256 };
  return () => frames.insert(row);
}

async function stateOf(path: string): Promise<{ size: number; mtime: number }> {
  const { size, mtimeMs } = await stat(path);
  return { size, mtime: mtimeMs };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );
}
