/**
 * Carries name rules out on what is in the archive: the database always, headers and file names where
 * asked.
 */
import { join } from 'node:path';
import type { FileEditsReport } from '../../../api/fileEdits';
import type { MapReport, MapRequest } from '../../../api/names';
import { CancelledError } from '../../../base/errors';
import { NAME_KINDS, type NameRule } from '../../../base/nameRule';
import { Breather } from '../../../base/pause';
import type { Context } from '../../../base/ports';
import { Meter } from '../../../base/progress';
import { frameNamer, namerOf } from '../../../rules/names/namer';
import { isAbout, refuseSenseless } from '../../../rules/names/rules';
import { filedAmong } from '../../../storage/database/frameSources';
import { countNames, framesNamed } from '../../../storage/database/headerNames';
import { namesIn } from '../../../storage/database/namedFrames';
import { putRule, readRules, removeRule } from '../../../storage/database/nameRules';
import { planState } from '../../../storage/database/planState';
import type { Sqlite } from '../../../storage/database/sqlite';
import { TargetFolders } from '../../../storage/files/targetFolders';
import { carryGoals } from '../../goals/carryGoals';
import { editFrames, type EditParts, historyOf, plannedReport } from '../editFrames';
import type { KeptPlan } from '../keptPlan';
import { type Naming, newName } from '../newName';
import { type EditPlan, type FrameEdit, planEdits } from '../planEdits';
import { cardsFor, type ChangedName, changedNames, summedChanges } from './changedNames';

/** The result of carrying out rules. */
export interface Mapping {
  readonly request: MapRequest;
  readonly added: readonly NameRule[];
  /** Rules that the added ones take the place of. */
  readonly replaced: readonly NameRule[];
  readonly report: Pick<MapReport, 'names' | 'frameCount' | 'misnamed' | 'rules'>;
  /** Of headers and files; of nothing where neither was asked for. */
  readonly plan: EditPlan;
}

export interface MapParts extends EditParts {
  /** The mapping that was shown last. */
  readonly shown: KeptPlan<Mapping>;
}

/**
 * Puts rules in, regenerates the sessions, and writes the names into headers and file names where that was
 * asked. All of it is one operation, which undo takes back as a whole. Rejects with `cancelled` where that
 * came before anything was changed; later it stops between two files. Rejects with `stale` when the plan that
 * is to be carried out is gone, or the archive has changed since.
 */
export async function mapNames(request: MapRequest, parts: MapParts, context: Context): Promise<MapReport> {
  const started = performance.now();
  const { dryRun } = request;
  const mapping =
    !dryRun && request.plan !== undefined
      ? parts.shown.take(request.plan)
      : await planMapping(request, parts, context);
  const { plan: files, added, report } = mapping;
  const id = parts.shown.keep(dryRun ? mapping : null);
  const isNothing = added.length === 0 && files.rows.length === 0;
  const done = dryRun || isNothing ? null : await carryOut(mapping, parts, context);
  return {
    ...report,
    misnamed: dryRun ? report.misnamed : null,
    files: wantsFiles(mapping.request) ? (done ?? plannedReport(files)) : null,
    plan: id,
    cancelled: done?.cancelled === true,
    seconds: (performance.now() - started) / 1000,
  };
}

function carryOut(
  { request, added, replaced, report, plan }: Mapping,
  parts: EditParts,
  context: Context,
): Promise<FileEditsReport> {
  const { names, frameCount } = report;
  const { headers, rename } = request;
  const [only] = names;
  const detail = {
    ...(names.length === 1 && only ? { from: only.from ?? '(nothing)', into: only.to } : {}),
    names: names.length,
    frames: frameCount,
    headers,
    rename,
  };
  const learn = (sqlite: Sqlite) => {
    for (const { kind, spelling } of replaced) removeRule(sqlite, kind, spelling);
    for (const rule of added) putRule(sqlite, rule);
    // Headers no longer need the rules, so goals must not either.
    if (!headers || (request.kind ?? 'object') !== 'object') return;
    const rules = readRules(sqlite);
    carryGoals(sqlite, namerOf(rules), rules);
  };
  const operation = { kind: 'map', detail, ...(added.length > 0 || headers ? { learn } : {}) };
  return editFrames(operation, plan, parts, context);
}

/** Rejects with `cancelled`. */
async function planMapping(request: MapRequest, parts: EditParts, context: Context): Promise<Mapping> {
  const own = readRules(parts.database.sqlite);
  const added = request.add.map((rule) => ({ ...rule, name: rule.name.trim() }));
  added.forEach(refuseSenseless);
  const replaced = own.filter((other) => added.some((rule) => isAbout(rule, other)));
  const rules = [...own.filter((rule) => !replaced.includes(rule)), ...added].sort(byKind);
  const changed = changesOf(request, rules, added, parts);
  const ids = idsOf(changed, parts);
  const plan = wantsFiles(request)
    ? await planFiles(request, rules, changed, ids, parts, context)
    : noPlan(parts);
  if (plan.cancelled) throw new CancelledError();
  const misnamed = request.dryRun ? await countMisnamed(ids, rules, parts, context) : null;
  const report = { names: summedChanges(changed), frameCount: ids.length, misnamed, rules };
  return { request, added, replaced, report, plan };
}

function wantsFiles({ headers, rename }: MapRequest): boolean {
  return headers || rename;
}

function byKind(a: NameRule, b: NameRule): number {
  const [one, other] = [a, b].map(({ kind, spelling }) => `${kind} ${spelling}`) as [string, string];
  return one < other ? -1 : one > other ? 1 : 0;
}

function changesOf(
  { kind: only }: MapRequest,
  rules: readonly NameRule[],
  added: readonly NameRule[],
  { database }: EditParts,
): ChangedName[] {
  return NAME_KINDS.flatMap((kind) => {
    if ((only !== undefined && only !== kind) || !rules.some((rule) => rule.kind === kind)) return [];
    return changedNames(kind, countNames(database.sqlite, kind), rules, added);
  });
}

/** The frames whose names change, ascending. */
function idsOf(changed: readonly ChangedName[], { database }: EditParts): number[] {
  const ids = NAME_KINDS.flatMap((kind) => {
    const names = changed.filter((one) => one.kind === kind);
    return names.length === 0 ? [] : framesNamed(database.sqlite, kind, names);
  });
  return [...new Set(ids)].sort((a, b) => a - b);
}

async function planFiles(
  { headers, rename }: MapRequest,
  rules: readonly NameRule[],
  changed: readonly ChangedName[],
  ids: readonly number[],
  parts: EditParts,
  context: Context,
): Promise<EditPlan> {
  const cardsOf = cardsFor(changed, frameNamer(rules));
  function* amendments(): Generator<FrameEdit> {
    for (const id of ids) {
      const frame = headers ? parts.frames.byId(id) : undefined;
      const { cards, history } = frame ? cardsOf(frame) : NO_CARDS;
      yield { frame: id, cards, history: cards.length === 0 ? null : historyOf(history), rename };
    }
  }
  return planEdits(amendments(), ids.length, parts, context, rules);
}

const NO_CARDS = { cards: [], history: '' };

/** Rules alone, which no file has to be looked at for. */
function noPlan({ frames, database }: EditParts): EditPlan {
  const counts = { changed: 0, edited: 0, renamed: 0, left: 0, unchanged: 0 };
  return {
    rows: [],
    left: [],
    failed: [],
    counts,
    cancelled: false,
    state: planState(frames, database.sqlite),
  };
}

/** Frames that are read from the database at a time. */
const AT_A_TIME = 500;

/** How many files would get another name, by what the database knows of them: no file is looked at. */
async function countMisnamed(
  ids: readonly number[],
  rules: readonly NameRule[],
  { frames, database, settings }: EditParts,
  { progress, cancel }: Context,
): Promise<number> {
  const { repository, patterns } = settings;
  const folders = new TargetFolders();
  const naming: Naming = {
    repository,
    patterns,
    namedNow: namesIn(database.sqlite),
    named: frameNamer(rules),
    folder: (parts) => folders.resolve(repository, parts),
    listed: (path) => folders.resolvePath(path),
    claim: (folder, name) => join(folder, name),
    alike: () => [],
  };
  const meter = new Meter(progress, 'Reading names', ids.length);
  const breather = new Breather();
  let misnamed = 0;
  for (let first = 0; first < ids.length; first += AT_A_TIME) {
    const some = ids.slice(first, first + AT_A_TIME);
    const filed = filedAmong(database.sqlite, some);
    for (const frame of frames.withIds(some)) {
      if (cancel.isCancellationRequested) throw new CancelledError();
      await breather.breathe();
      const { id, path, missing } = frame;
      meter.step(path);
      if (missing) continue;
      if (newName({ path, frame, filed: filed.has(id) }, frame, naming).to !== path) misnamed++;
    }
  }
  return misnamed;
}
