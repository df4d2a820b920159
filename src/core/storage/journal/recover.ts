/**
 * What a crash has left open is finished or rolled back when the archive is opened next: every file is then
 * at one place, and the database agrees.
 */
import { basename } from 'node:path';
import type { RecoveredFiles } from '../../api/archive';
import { messageOf } from '../../base/errors';
import { recoveredText } from '../../text/words';
import { operationOfJournal, recordOperation } from '../database/operations';
import { isFolder } from '../files/whatIsThere';
import { Ground } from './ground';
import { closeJournal, noteSettled, openJournals } from './journal';
import { JournalReader, type ReadStep } from './reader';
import { type RecoveredStep, type RecoverParts, recoverStep } from './recoverStep';
import { Told } from './told';
import { isTrusted, type Trust } from './trust';

export type { RecoverParts };

/** Files by what became of them. */
type Recovered = { -readonly [Key in keyof RecoveredFiles]-?: number };

const nothing = (): Recovered => ({ finished: 0, rolledBack: 0, problems: 0, waiting: 0 });

function counted({ waiting, ...counts }: Recovered): RecoveredFiles {
  return waiting > 0 ? { ...counts, waiting } : counts;
}

/**
 * Null where there was nothing to recover. A journal that cannot be read is left as it is, one with files
 * that are neither here nor there stays open; both are tried again at the next start, and told in the log.
 */
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
  const total = nothing();
  for (const path of journals) {
    try {
      const one = await recoverJournal(path, parts);
      for (const key of ['finished', 'rolledBack', 'problems', 'waiting'] as const) total[key] += one[key];
    } catch (error) {
      log.error(
        `The journal ${path} of an interrupted operation is kept for the next start: ${messageOf(error)}`,
      );
      total.problems++;
    }
  }
  log.warn(recoveredText(total));
  return counted(total);
}

async function recoverJournal(path: string, parts: RecoverParts): Promise<Recovered> {
  const reader = await JournalReader.open(path, parts.settings.repository);
  try {
    if (reader.damaged !== null) {
      // Lines are read in the order in which they were written, so that every step that was begun stands
      // before it.
      parts.log.warn(`${path} is damaged from line ${reader.damaged} on; what stands before it is recovered`);
    }
    return await recoverSteps(path, reader, parts);
  } finally {
    await reader.close();
  }
}

async function recoverSteps(path: string, reader: JournalReader, parts: RecoverParts): Promise<Recovered> {
  const { database, identity, settings, log } = parts;
  const ground = new Ground(settings.repository);
  const trust: Trust = {
    isTrusted: isTrusted(reader.head, identity),
    isInside: (file) => ground.isInside(file),
  };
  const told = new Told(log);
  const result = nothing();
  const settled: number[] = [];
  const name = basename(path, '.open');
  const known = operationOfJournal(database.sqlite, name);
  // Entered at its own end, and not by a recovery that still looks for files.
  const isSaved = known !== undefined && known.summary['interrupted'] !== true;
  for await (const batch of reader.forwards()) {
    const open = batch.filter((read) => isOpen(read, parts));
    const rows: (() => void)[] = [];
    for (const { number, outcome } of await recoverBatch(open, { trust, isSaved }, { ...parts, told })) {
      if (outcome.kind === 'waiting') result.waiting++;
      else settled.push(number);
      if (outcome.kind === 'waiting' || outcome.kind === 'problem') result.problems++;
      else result[outcome.kind]++;
      if (outcome.kind === 'finished' && outcome.enter) rows.push(outcome.enter);
    }
    if (rows.length > 0) database.write(() => rows.forEach((enter) => enter()));
  }
  told.end();
  record(name, reader, trust, result, parts);
  await database.flush();
  if (result.waiting > 0) await noteSettled(path, reader.wholeBytes, settled);
  else await closeJournal(path);
  return result;
}

/** Whether anything is to be done for a step: it did not fail, and the database does not know it yet. */
function isOpen({ step, end, isSettled }: ReadStep, { frames }: RecoverParts): boolean {
  if (isSettled || end === 'failed') return false;
  if (end === undefined || step.do === 'stay' || step.row === 'leave') return true;
  // The database was saved with the row of this step in it, which is written when its files are done.
  return frames.stateAt(step.to) === undefined || frames.stateOfSource(step.from)?.path !== step.to;
}

async function recoverBatch(
  batch: readonly ReadStep[],
  journal: { readonly trust: Trust; readonly isSaved: boolean },
  parts: Parameters<typeof recoverStep>[2],
): Promise<{ readonly number: number; readonly outcome: RecoveredStep }[]> {
  const outcomes = [];
  for (const read of batch) {
    const outcome = await recoverStep(read.step, { ...journal, end: read.end }, parts);
    outcomes.push({ number: read.number, outcome });
  }
  return outcomes;
}

/** What was cut off before its first step was no operation, and one that was saved has its entry. */
function record(
  journal: string,
  { head, steps }: JournalReader,
  trust: Trust,
  result: Recovered,
  { database }: RecoverParts,
): void {
  if (head === null || steps === 0) return;
  const { operation: kind, started, detail = {} } = head;
  // What the user knows is taken back as a summary says; only this program may say so.
  const kept = trust.isTrusted ? detail : Object.fromEntries(Object.entries(detail).filter(isPlain));
  database.write((sqlite) => {
    if (operationOfJournal(sqlite, journal) !== undefined) return;
    const summary = { ...kept, ...counted(result), interrupted: true };
    recordOperation(sqlite, { kind, started, summary, journal });
  });
}

function isPlain([, value]: readonly [string, unknown]): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
