/** Registers files: finds them, reads them, plans, carries the plan out, and stores the frames. */
import { resolve } from 'node:path';
import type {
  ArchiveSettings,
  FailedFile,
  RegisterPlan,
  RegisterReport,
  RegisterRequest,
} from '../../api/archive';
import { english } from '../../base/english';
import { messageOf, reasonIn } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { Context, Log } from '../../base/ports';
import type { Database } from '../../storage/database/database';
import { FramePlaces } from '../../storage/database/framePlaces';
import type { Frames } from '../../storage/database/frames';
import { namesIn } from '../../storage/database/namedFrames';
import { recordOperation } from '../../storage/database/operations';
import { OtherSpellings } from '../../storage/database/otherSpellings';
import { NameBook } from '../../storage/files/nameBook';
import { spelledIn } from '../../storage/files/spelling';
import { TargetFolders } from '../../storage/files/targetFolders';
import type { Identity } from '../../storage/identity/identity';
import { Journal } from '../../storage/journal/journal';
import { countText, duplicateText } from '../../text/words';
import { LookAhead } from '../scan/lookAhead';
import { digester, pathOf, type ScanOutcome, type ScanPool } from '../scan/pool';
import { applyPlan } from './applyPlan';
import type { Decision, Placement, Refusal } from './decision';
import { findNew } from './findNew';
import { knownArchive } from './knownArchive';
import { Planner } from './planner';
import { RegisterSteps } from './registerSteps';
import { KNOWN, ReportBuilder } from './reportBuilder';
import { scanBatches } from './scanBatches';
import type { ShownPlan } from './shownPlan';
import { Strays } from './strays';

export interface RegisterParts {
  readonly settings: ArchiveSettings;
  readonly identity: Identity;
  readonly database: Database;
  readonly frames: Frames;
  readonly pool: ScanPool;
  readonly log: Log;
  /** Files and bytes that are planned and filed at a time; the usual ones where not given. */
  readonly batch?: { readonly files: number; readonly bytes: number };
}

/** Sources that the history remembers; a repair hands over file by file. */
const MOST_SOURCES = 20;
/** Found files that may wait to be read, so that soon it is known how many there are. */
const MOST_WAITING = 100_000;
/** Lines of each kind that a log is told. */
const MOST_LOGGED = 1000;

/**
 * One failing file is reported and the rest goes on; a cancel stops between files. Files are found, read and
 * filed batch by batch, all at the same time. A dry run tells `plan` of everything instead of filing it.
 */
export async function register(
  request: RegisterRequest,
  parts: RegisterParts,
  context: Context,
  plan: ShownPlan | null = null,
): Promise<RegisterReport> {
  const operation = begin(parts);
  const { cancel } = context;
  const report = new ReportBuilder(request.listed);
  const steps = new RegisterSteps(context.progress, request.mode !== 'in-place' && !request.dryRun);
  const note = (decision: Refusal) => {
    report.note(decision);
    plan?.add(decision);
  };
  const found = findNew(
    request.sources.map((source) => spelledIn(parts.settings.repository, resolve(source))),
    parts.frames,
    new OtherSpellings(new FramePlaces(parts.database.sqlite, parts.settings.repository)),
    { looked: (path) => steps.looked(path), known: (path) => report.known(path), note },
    cancel,
  );
  const told = new Set<string>();
  const files = new LookAhead(counted(found, steps), MOST_WAITING, () => steps.allFound());
  const outcomes = scanBatches(
    files,
    parts.pool,
    parts.settings.timeZone,
    (path) => steps.read(path),
    cancel,
    parts.batch,
    {
      onFailure(error) {
        if (told.size >= MOST_LOGGED) return;
        told.add(error);
        parts.log.warn(`Not registered: ${error}`);
      },
    },
  );
  let planning: Planning | undefined;
  let goesOn = true;
  try {
    for await (const batch of outcomes) {
      if (!goesOn) {
        if (!cancel.isCancellationRequested) report.failed.push(leftAlone(parts.settings.database));
        break;
      }
      steps.begin();
      // What was filed is known to the archive; a plan has to remember all of it.
      if (!request.dryRun || !planning) planning = startPlanning(request, parts);
      const placements: Placement[] = [];
      await decideAll(batch, planning.planner, cancel, (decision, path) => {
        if (decision.kind !== 'place') {
          note(decision);
          steps.done(path);
        } else if (!request.dryRun) placements.push(decision);
        else {
          report.place(decision);
          plan?.add(decision);
        }
      });
      if (request.dryRun) continue;
      const { parts: leftovers } = planning.names;
      goesOn = await applyPlan(
        placements,
        leftovers,
        { ...parts, ...operation },
        report,
        steps.meter,
        context,
      );
      steps.goOn();
    }
  } finally {
    await files.stop();
  }
  for (const part of planning?.names.parts ?? []) plan?.leftovers.add(part);
  if (plan) plan.known = report.knownCount;
  return finish(operation, request, report, parts, context, (await plan?.finish()) ?? null, told);
}

/** Carries a plan out as it was shown. */
export async function registerPlan(
  plan: ShownPlan,
  parts: RegisterParts,
  context: Context,
  listed?: number,
): Promise<RegisterReport> {
  const operation = begin(parts);
  const { store, request: shown, known } = plan;
  const request: RegisterRequest = { ...shown, dryRun: false };
  const report = new ReportBuilder(listed);
  report.knownBefore(known);
  const steps = new RegisterSteps(context.progress, false);
  steps.meter.begin('Storing files', 0, request.mode === 'in-place' ? null : plan.files);
  let placements: Placement[] = [];
  let leftovers = [...plan.leftovers];
  let goesOn = true;
  const file = async () => {
    goesOn = await applyPlan(placements, leftovers, { ...parts, ...operation }, report, steps.meter, context);
    placements = [];
    leftovers = [];
  };
  for (const decision of store?.decisions() ?? []) {
    if (context.cancel.isCancellationRequested) break;
    if (!goesOn) {
      report.failed.push(leftAlone(parts.settings.database));
      break;
    }
    if (decision.kind !== 'place') report.note(decision);
    else if (placements.push(decision) >= APPLIED_AT_ONCE) await file();
  }
  await file();
  return finish(operation, request, report, parts, context, null);
}

/** Placements of a plan that are in memory at a time. */
const APPLIED_AT_ONCE = 1000;

async function* counted<T>(
  source: AsyncIterable<readonly T[]>,
  steps: RegisterSteps,
): AsyncGenerator<readonly T[]> {
  for await (const items of source) {
    steps.found(items.length);
    yield items;
  }
}

interface Planning {
  readonly planner: Planner;
  readonly names: NameBook;
}

function startPlanning({ mode }: RegisterRequest, parts: RegisterParts): Planning {
  const { settings, frames, pool, log } = parts;
  const names = new NameBook();
  const knowledge = knownArchive(frames, settings.timeZone, log);
  const strays = new Strays({ ...knowledge, names, digest: digester(pool) });
  const named = namesIn(parts.database.sqlite);
  const folders = new TargetFolders();
  return { names, planner: new Planner({ mode, settings, knowledge, names, folders, named, strays }) };
}

async function decideAll(
  outcomes: readonly ScanOutcome[],
  planner: Planner,
  cancel: Context['cancel'],
  take: (decision: Decision, path: string) => void,
): Promise<void> {
  const breather = new Breather();
  for (const outcome of outcomes) {
    if (cancel.isCancellationRequested) return;
    take(await decide(planner, outcome), pathOf(outcome));
    await breather.breathe();
  }
}

async function decide(planner: Planner, outcome: ScanOutcome): Promise<Decision> {
  try {
    return await planner.decide(outcome);
  } catch (error) {
    return { kind: 'failed', path: pathOf(outcome), error: messageOf(error), ...reasonIn(error) };
  }
}

/** Only for the rest of a registration, whose files are not even looked at any more. */
function leftAlone(path: string): FailedFile {
  return {
    path,
    error: english('All further files were left alone, since what is done can no longer be written down'),
  };
}

interface Operation {
  readonly started: number;
  readonly startedAt: string;
  readonly journal: Journal;
}

function begin(parts: RegisterParts): Operation {
  const startedAt = new Date().toISOString();
  const journal = new Journal(parts, { operation: 'register', started: startedAt });
  return { started: performance.now(), startedAt, journal };
}

/** Notes the operation in the history, saves, and tells the log. */
async function finish(
  { started, startedAt, journal }: Operation,
  request: RegisterRequest,
  building: ReportBuilder,
  { database, log, settings }: RegisterParts,
  { cancel }: Context,
  plan: RegisterPlan | null,
  told: ReadonlySet<string> = new Set(),
): Promise<RegisterReport> {
  const report = () =>
    building.finish({
      plan,
      cancelled: cancel.isCancellationRequested,
      seconds: (performance.now() - started) / 1000,
    });
  if (!request.dryRun) {
    try {
      const summary = summaryOf(request, report());
      database.write((sqlite) =>
        recordOperation(sqlite, { kind: 'register', started: startedAt, summary, journal: journal.name }),
      );
      await database.flush();
      await journal.end(log);
    } catch (error) {
      // The frames are where they belong and known in memory: a full drive must not hide that.
      building.failed.push({ path: settings.database, error: messageOf(error) });
      await journal.abandon();
    }
  }
  const done = report();
  logReport(log, request, done, told);
  return done;
}

function summaryOf(request: RegisterRequest, { counts, cancelled }: RegisterReport): Record<string, unknown> {
  return { sources: request.sources.slice(0, MOST_SOURCES), mode: request.mode, ...counts, cancelled };
}

function logReport(
  log: Log,
  request: RegisterRequest,
  report: RegisterReport,
  told: ReadonlySet<string>,
): void {
  const { counts, known, skipped, duplicates, failed } = report;
  const some = <T>(items: readonly T[], all: number, tell: (item: T) => void) => {
    for (const item of items.slice(0, MOST_LOGGED)) tell(item);
    const rest = all - Math.min(items.length, MOST_LOGGED);
    if (rest > 0) log.info(`… and ${countText(rest, 'more file')} of that kind`);
  };
  // An archive that is registered again has a hundred thousand of these.
  if (known > 0) log.debug(`${countText(known, 'file')} in the archive already, by size and time`);
  const others = skipped.filter(({ why }) => why !== KNOWN);
  some(others, counts.skipped - known, ({ path, why }) => log.debug(`Skipped ${path}: ${why}`));
  some(duplicates, counts.duplicates, (each) =>
    log.info(`Duplicate ${each.path}: ${duplicateText(each, each.of)}`),
  );
  const untold = failed.filter(({ error }) => !told.has(error));
  some(untold, counts.failed - told.size, ({ error }) => log.warn(`Not registered: ${error}`));
  log.info(
    `Register (${request.mode}${request.dryRun ? ', dry run' : ''}): ${counts.registered} registered, ` +
      `${counts.duplicates} duplicates, ${counts.failed} failed, ${counts.skipped} skipped` +
      `${report.cancelled ? ', cancelled' : ''}, ${report.seconds.toFixed(1)} s`,
  );
}
