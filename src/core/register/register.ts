/** Registers files: finds them, reads them, plans, carries the plan out, and stores the frames. */
import { dirname, resolve } from 'node:path';
import type { ArchiveSettings, RegisterReport, RegisterRequest } from '../archive';
import type { Database } from '../database/database';
import { syncFolder } from '../database/file';
import type { Frames, NewFrame } from '../database/frames';
import { recordOperation } from '../database/operations';
import { messageOf } from '../errors';
import { Breather } from '../pause';
import type { Context, Log } from '../ports';
import { Meter } from '../progress';
import { imageDigest } from './digest';
import { NameBook } from './nameBook';
import { placeFile } from './place';
import { Planner, type Decision, type Knowledge, type Placement } from './plan';
import { pathOf, type ScanOutcome, type ScanPool } from './pool';
import { scanAll } from './scanAll';
import { findFits, type Found } from './walk';

export interface RegisterParts {
  readonly settings: ArchiveSettings;
  readonly database: Database;
  readonly frames: Frames;
  readonly pool: ScanPool;
  readonly log: Log;
}

/** Rows are written in groups, so that a reader in between sees whole frames and little time is lost. */
const GROUP = 100;
const COPIES_AT_A_TIME = 4;

type Report = {
  -readonly [K in keyof RegisterReport]: RegisterReport[K] extends readonly (infer T)[]
    ? T[]
    : RegisterReport[K];
};

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
  const meter = new Meter(context.progress, 'Looking for files');
  const files = await collect(request, parts.frames, report, meter, context);
  const placements = await plan(files, request, parts, report, meter, context);
  if (request.dryRun) report.registered = placements.map(registered);
  else if (placements.length > 0) await apply(placements, parts, report, meter, context);
  report.cancelled = context.cancel.isCancellationRequested;
  report.seconds = (performance.now() - started) / 1000;
  if (!request.dryRun) {
    parts.database.write((sqlite) =>
      recordOperation(sqlite, { kind: 'register', started: startedAt, summary: summaryOf(request, report) }),
    );
    // The frames are where they belong and known in memory: a full drive must not hide that.
    await parts.database.flush().catch((error: unknown) => {
      report.failed.push({ path: parts.settings.database, error: messageOf(error) });
    });
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
    else if (!known(found, frames, report)) files.push(found);
    meter.step(found.path);
    await breather.breathe();
  }
  return files;
}

function known(found: Extract<Found, { kind: 'file' }>, frames: Frames, report: Report): boolean {
  const here = frames.byPath(found.path);
  if (here?.size === found.size && here.mtime === found.mtime) {
    report.skipped.push({ path: found.path, why: 'It is in the archive already' });
    return true;
  }
  return false;
}

async function plan(
  files: readonly Found[],
  request: RegisterRequest,
  parts: RegisterParts,
  report: Report,
  meter: Meter,
  context: Context,
): Promise<Placement[]> {
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
  const planner = new Planner({
    mode: request.mode,
    settings: parts.settings,
    knowledge: knowledgeOf(parts.frames, parts.log),
    names: new NameBook(),
  });
  const placements: Placement[] = [];
  const breather = new Breather();
  for (const outcome of outcomes) {
    if (context.cancel.isCancellationRequested) break;
    const decision = await decide(planner, outcome);
    if (decision.kind === 'place') placements.push(decision);
    else note(decision, report);
    await breather.breathe();
  }
  return placements;
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

function knowledgeOf(frames: Frames, log: Log): Knowledge {
  return {
    bySha256: (sha256) => frames.bySha256(sha256)?.path,
    byImageKey: (key) => frames.byImageKey(key),
    async sameImage(a, b) {
      try {
        return (await imageDigest(a)) === (await imageDigest(b));
      } catch (error) {
        // An archived file that has gone missing cannot make this one a duplicate.
        log.warn(`${a} and ${b} could not be compared: ${messageOf(error)}`);
        return false;
      }
    },
  };
}

async function apply(
  placements: readonly Placement[],
  parts: RegisterParts,
  report: Report,
  meter: Meter,
  { cancel }: Context,
): Promise<void> {
  meter.phase('Filing');
  const counts = placements[0]?.action !== 'index';
  for (let first = 0; first < placements.length && !cancel.isCancellationRequested; first += GROUP) {
    const group = placements.slice(first, first + GROUP);
    const rows: NewFrame[] = [];
    const done = new Set<Placement>();
    await eachOf(group, COPIES_AT_A_TIME, async (placement) => {
      if (cancel.isCancellationRequested) return;
      try {
        const { size, mtime } = await placeFile(placement);
        const { scan, frame, to, action } = placement;
        const source = action === 'index' ? null : scan.path;
        rows.push({ path: to, size, mtime, sha256: scan.sha256, imageKey: scan.imageKey, source, frame });
        done.add(placement);
      } catch (error) {
        report.failed.push({ path: placement.scan.path, error: messageOf(error) });
      }
      if (counts) meter.step(placement.to);
    });
    report.registered.push(...group.filter((placement) => done.has(placement)).map(registered));
    await syncFolders(group, parts.log);
    parts.database.write(() => {
      for (const row of rows) parts.frames.insert(row);
    });
  }
}

/** Makes the new names durable before the database speaks of them. */
async function syncFolders(group: readonly Placement[], log: Log): Promise<void> {
  const folders = new Set(group.filter(({ action }) => action !== 'index').map(({ to }) => dirname(to)));
  for (const folder of folders) {
    await syncFolder(folder).catch((error: unknown) =>
      log.debug(`${folder} was not synced: ${messageOf(error)}`),
    );
  }
}

/** Runs `work` over the items, a few at a time, in their order. */
async function eachOf<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const runner = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: width }, runner));
}

function registered({ scan, to, frame }: Placement): RegisterReport['registered'][number] {
  return { from: scan.path, to, type: frame.type, sha256: scan.sha256 };
}

function summaryOf(request: RegisterRequest, report: RegisterReport): Record<string, unknown> {
  return {
    sources: request.sources,
    mode: request.mode,
    registered: report.registered.length,
    duplicates: report.duplicates.length,
    failed: report.failed.length,
    skipped: report.skipped.length,
    cancelled: report.cancelled,
  };
}

function logReport(log: Log, request: RegisterRequest, report: RegisterReport): void {
  for (const { path, why } of report.skipped) log.debug(`Skipped ${path}: ${why}`);
  for (const { path, of, same } of report.duplicates) log.info(`Duplicate ${path}: same ${same} as ${of}`);
  for (const { error } of report.failed) log.warn(`Not registered: ${error}`);
  log.info(
    `Register (${request.mode}${request.dryRun ? ', dry run' : ''}): ${report.registered.length} registered, ` +
      `${report.duplicates.length} duplicates, ${report.failed.length} failed, ${report.skipped.length} skipped` +
      `${report.cancelled ? ', cancelled' : ''}, ${report.seconds.toFixed(1)} s`,
  );
}
