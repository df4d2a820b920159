/** Registers files: finds them, reads them, plans, carries the plan out, and stores the frames. */
import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ArchiveSettings, RegisterReport, RegisterRequest } from '../archive';
import type { Database } from '../database/database';
import type { Frames } from '../database/frames';
import { recordOperation } from '../database/operations';
import { messageOf } from '../errors';
import { Breather } from '../pause';
import { Journal } from '../journal/journal';
import type { Context, Log } from '../ports';
import { Meter } from '../progress';
import { apply, registered, type Report } from './apply';
import { digester } from './digest';
import { knowledgeOf } from './knowledge';
import { NameBook } from './nameBook';
import { Planner, type Decision, type Placement } from './plan';
import { pathOf, type ScanOutcome, type ScanPool } from './pool';
import { scanAll } from './scanAll';
import { Strays } from './strays';
import { findFits, type Found } from './walk';

export interface RegisterParts {
  readonly settings: ArchiveSettings;
  readonly database: Database;
  readonly frames: Frames;
  readonly pool: ScanPool;
  readonly log: Log;
}

/** Sources that the history remembers; a repair hands over file by file. */
const MOST_SOURCES = 20;

const KNOWN = 'It is in the archive already';

/** One failing file is reported and the rest goes on; a cancel stops between files. */
export async function register(
  request: RegisterRequest,
  parts: RegisterParts,
  context: Context,
): Promise<RegisterReport> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const report: Report = {
    registered: [],
    duplicates: [],
    failed: [],
    skipped: [],
    cancelled: false,
    seconds: 0,
  };
  const journal = new Journal(parts.settings.database, { operation: 'register', started: startedAt });
  const meter = new Meter(context.progress, 'Looking for files');
  const files = await collect(request, parts.frames, report, meter, context);
  const { placements, names } = await plan(files, request, parts, report, meter, context);
  if (request.dryRun) report.registered = placements.map((placement) => registered(placement));
  else await apply(placements, names.parts, { ...parts, journal }, report, meter, context);
  report.cancelled = context.cancel.isCancellationRequested;
  report.seconds = (performance.now() - started) / 1000;
  if (!request.dryRun) {
    try {
      parts.database.write((sqlite) =>
        recordOperation(sqlite, {
          kind: 'register',
          started: startedAt,
          summary: summaryOf(request, report),
          journal: journal.name,
        }),
      );
      await parts.database.flush();
      await journal.end();
    } catch (error) {
      // The frames are where they belong and known in memory: a full drive must not hide that.
      report.failed.push({ path: parts.settings.database, error: messageOf(error) });
      await journal.abandon();
    }
  }
  logReport(parts.log, request, report);
  return report;
}

/** The files that have to be read: those that the archive does not know at this path, of this size and time. */
async function collect(
  request: RegisterRequest,
  frames: Frames,
  report: Report,
  meter: Meter,
  { cancel }: Context,
): Promise<Found[]> {
  const files: Found[] = [];
  const breather = new Breather();
  for await (const found of findFits(
    request.sources.map((source) => resolve(source)),
    cancel,
  )) {
    if (found.kind === 'failed') report.failed.push({ path: found.path, error: found.error });
    else if (found.kind === 'skipped') report.skipped.push({ path: found.path, why: found.why });
    else if (!isKnown(found, frames, report)) files.push(found);
    meter.step(found.path);
    await breather.breathe();
  }
  return files;
}

/** What copies keep of a file's time; some systems store whole milliseconds. */
const SAME_TIME = 1;

function isKnown(found: Extract<Found, { kind: 'file' }>, frames: Frames, report: Report): boolean {
  const { path, size, mtime } = found;
  const here = frames.stateAt(path);
  if (here?.size === size && here.mtime === mtime) {
    report.skipped.push({ path, why: KNOWN });
    return true;
  }
  const copy = here ? undefined : frames.stateOfSource(path);
  if (copy?.size !== size || Math.abs(copy.mtime - mtime) > SAME_TIME) return false;
  if (copy.path === path || !isAsStored(copy)) return false;
  report.duplicates.push({ path, of: copy.path, same: 'file' });
  return true;
}

/** Whether an archived file still lies there as it was stored. */
function isAsStored({ path, size, mtime }: { path: string; size: number; mtime: number }): boolean {
  const now = lstatSync(path, { throwIfNoEntry: false });
  return now?.isFile() === true && now.size === size && now.mtimeMs === mtime;
}

async function plan(
  files: readonly Found[],
  request: RegisterRequest,
  parts: RegisterParts,
  report: Report,
  meter: Meter,
  context: Context,
): Promise<{ placements: Placement[]; names: NameBook }> {
  const toPlace = request.mode !== 'in-place' && !request.dryRun;
  meter.expect(files.length * (toPlace ? 2 : 1));
  meter.phase('Reading');
  const outcomes = await scanAll(
    files,
    parts.pool,
    parts.settings.timeZone,
    (path) => meter.step(path),
    context.cancel,
  );
  const names = new NameBook();
  const knowledge = knowledgeOf(parts.frames, parts.log);
  const strays = new Strays({ ...knowledge, names, digest: digester(parts.pool) });
  const planner = new Planner({
    mode: request.mode,
    settings: parts.settings,
    knowledge,
    names,
    strays,
  });
  const placements: Placement[] = [];
  const breather = new Breather();
  for (const outcome of outcomes) {
    if (context.cancel.isCancellationRequested) break;
    const decision = await decide(planner, outcome);
    if (decision.kind === 'place') placements.push(decision);
    else {
      note(decision, report);
      // It needs no filing.
      if (toPlace) meter.step(pathOf(outcome));
    }
    await breather.breathe();
  }
  return { placements, names };
}

async function decide(planner: Planner, outcome: ScanOutcome): Promise<Decision> {
  try {
    return await planner.decide(outcome);
  } catch (error) {
    return { kind: 'failed', path: pathOf(outcome), error: messageOf(error) };
  }
}

function note(decision: Exclude<Decision, Placement>, report: Report): void {
  if (decision.kind === 'duplicate') {
    report.duplicates.push({ path: decision.path, of: decision.of, same: decision.same });
  } else if (decision.kind === 'failed') report.failed.push({ path: decision.path, error: decision.error });
  else report.skipped.push({ path: decision.path, why: decision.why });
}

function summaryOf(request: RegisterRequest, report: RegisterReport): Record<string, unknown> {
  return {
    sources: request.sources.slice(0, MOST_SOURCES),
    mode: request.mode,
    registered: report.registered.length,
    duplicates: report.duplicates.length,
    failed: report.failed.length,
    skipped: report.skipped.length,
    cancelled: report.cancelled,
  };
}

function logReport(log: Log, request: RegisterRequest, report: RegisterReport): void {
  // An archive that is registered again has a hundred thousand of these.
  const known = report.skipped.filter(({ why }) => why === KNOWN).length;
  if (known > 0) log.debug(`${known} files are in the archive already`);
  for (const { path, why } of report.skipped) if (why !== KNOWN) log.debug(`Skipped ${path}: ${why}`);
  for (const { path, of, same } of report.duplicates) log.info(`Duplicate ${path}: same ${same} as ${of}`);
  for (const { error } of report.failed) log.warn(`Not registered: ${error}`);
  log.info(
    `Register (${request.mode}${request.dryRun ? ', dry run' : ''}): ${report.registered.length} registered, ` +
      `${report.duplicates.length} duplicates, ${report.failed.length} failed, ${report.skipped.length} skipped` +
      `${report.cancelled ? ', cancelled' : ''}, ${report.seconds.toFixed(1)} s`,
  );
}
