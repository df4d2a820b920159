/** Carries rules for names out on what is in the archive: the database always, headers and file names where asked. */
import { join } from 'node:path';
import { amend, historyOf, plannedReport, type AmendParts } from '../amend/amend';
import { newName, type Naming } from '../amend/name';
import { planAmendments, type Amendment, type AmendPlan } from '../amend/plan';
import { isAbout, refuseSenseless } from '../aliases';
import { putAlias, readAliases, removeAlias } from '../database/aliases';
import { countNames, framesNamed } from '../database/names';
import { filedAmong } from '../database/sources';
import { CancelledError } from '../errors';
import { NAME_KINDS, type Alias } from '../model';
import { Breather } from '../pause';
import { planState } from '../planState';
import type { Context } from '../ports';
import { Meter } from '../progress';
import type { MapReport, MapRequest } from '../requests/names';
import { frameNamer } from '../sessions/userAliases';
import { cardsFor, changedNames, summedChanges, type ChangedName } from './changes';
import { namesIn } from './namer';

/**
 * Puts rules in, makes the sessions anew, and writes the names into headers and file names where that was asked. All of it is
 * one operation, which undo takes back as a whole. Rejects with `cancelled` where that came before anything was changed;
 * later it stops between two files.
 */
export async function mapNames(request: MapRequest, parts: AmendParts, context: Context): Promise<MapReport> {
  const started = performance.now();
  const { sqlite } = parts.database;
  const { headers, rename, dryRun } = request;
  const own = readAliases(sqlite);
  const added = request.add.map((rule) => ({ ...rule, name: rule.name.trim() }));
  added.forEach(refuseSenseless);
  const replaced = own.filter((other) => added.some((rule) => isAbout(rule, other)));
  const rules = [...own.filter((rule) => !replaced.includes(rule)), ...added].sort(byKind);
  const changed = changesOf(request, rules, added, parts);
  const ids = idsOf(changed, parts);
  const files = headers || rename;
  const plan = files ? await planFiles(request, rules, changed, ids, parts, context) : noPlan(parts);
  if (plan.cancelled) throw new CancelledError();
  const misnamed = dryRun ? await countMisnamed(ids, rules, parts, context) : null;
  const names = summedChanges(changed);
  const report = { names, frames: ids.length, misnamed, rules };
  const seconds = () => (performance.now() - started) / 1000;
  if (dryRun || (added.length === 0 && plan.rows.length === 0)) {
    const planned = files ? plannedReport(plan) : null;
    return { ...report, files: planned, cancelled: false, seconds: seconds() };
  }
  const [only] = names;
  const detail = {
    ...(names.length === 1 && only ? { from: only.from ?? '(nothing)', into: only.to } : {}),
    ...{ names: names.length, frames: ids.length, headers, rename },
  };
  const learn = () => {
    for (const { kind, spelling } of replaced) removeAlias(sqlite, kind, spelling);
    for (const rule of added) putAlias(sqlite, rule);
  };
  const operation = { kind: 'map', detail, ...(added.length > 0 ? { learn } : {}) };
  const done = await amend(operation, plan, parts, context);
  return { ...report, files: files ? done : null, cancelled: done.cancelled, seconds: seconds() };
}

function byKind(a: Alias, b: Alias): number {
  const [one, other] = [a, b].map(({ kind, spelling }) => `${kind} ${spelling}`) as [string, string];
  return one < other ? -1 : one > other ? 1 : 0;
}

function changesOf(
  { kind: only }: MapRequest,
  rules: readonly Alias[],
  added: readonly Alias[],
  { database }: AmendParts,
): ChangedName[] {
  return NAME_KINDS.flatMap((kind) => {
    if ((only !== undefined && only !== kind) || !rules.some((rule) => rule.kind === kind)) return [];
    return changedNames(kind, countNames(database.sqlite, kind), rules, added);
  });
}

/** The frames whose names change, ascending. */
function idsOf(changed: readonly ChangedName[], { database }: AmendParts): number[] {
  const ids = NAME_KINDS.flatMap((kind) => {
    const names = changed.filter((one) => one.kind === kind);
    return names.length === 0 ? [] : framesNamed(database.sqlite, kind, names);
  });
  return [...new Set(ids)].sort((a, b) => a - b);
}

async function planFiles(
  { headers, rename }: MapRequest,
  rules: readonly Alias[],
  changed: readonly ChangedName[],
  ids: readonly number[],
  parts: AmendParts,
  context: Context,
): Promise<AmendPlan> {
  const cardsOf = cardsFor(changed, frameNamer(rules));
  function* amendments(): Generator<Amendment> {
    for (const id of ids) {
      const frame = headers ? parts.frames.byId(id) : undefined;
      const { cards, history } = frame ? cardsOf(frame) : NO_CARDS;
      yield { frame: id, cards, history: cards.length === 0 ? null : historyOf(history), rename };
    }
  }
  return planAmendments(amendments(), ids.length, parts, context, rules);
}

const NO_CARDS = { cards: [], history: '' };

/** Rules alone, which no file has to be looked at for. */
function noPlan({ frames, database }: AmendParts): AmendPlan {
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
  rules: readonly Alias[],
  { frames, database, settings }: AmendParts,
  { progress, cancel }: Context,
): Promise<number> {
  const { repository, patterns } = settings;
  const naming: Naming = {
    repository,
    patterns,
    namedNow: namesIn(database.sqlite),
    named: frameNamer(rules),
    folder: (folders) => join(repository, ...folders),
    claim: (folder, name) => join(folder, name),
    alike: () => [],
  };
  const meter = new Meter(progress, 'Looking at the names', ids.length);
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
