/** Merges objects; what a dry run has shown can be carried out as it was shown. */
import type { CardChange, FileEditsReport } from '../../../api/fileEdits';
import type { MergedSession, MergeMode, MergeReport, MergeRequest } from '../../../api/merge';
import { english } from '../../../base/english';
import { ArchiveError } from '../../../base/errors';
import type { NameRule } from '../../../base/nameRule';
import type { Context } from '../../../base/ports';
import type { Session } from '../../../base/session';
import { areDifferentObjects } from '../../../rules/names/differentObjects';
import { namerOf } from '../../../rules/names/namer';
import { objectKey } from '../../../rules/names/objectName';
import { framesOfObjects, objectSpellings } from '../../../storage/database/headerNames';
import { putRule, readRules, removeRule } from '../../../storage/database/nameRules';
import type { Sqlite } from '../../../storage/database/sqlite';
import { carryGoals } from '../../goals/carryGoals';
import { editFrames, type EditParts, historyOf, plannedReport } from '../editFrames';
import type { KeptPlan } from '../keptPlan';
import { type EditPlan, type FrameEdit, planEdits } from '../planEdits';
import { mergedNames, type MergedNames, mergedSessions, ruleChanges } from './merged';

export interface Merge {
  readonly from: string;
  readonly mode: MergeMode;
  readonly names: MergedNames;
  readonly rules: MergeReport['rules'];
  readonly merged: readonly MergedSession[];
  readonly warnings: readonly string[];
  readonly plan: EditPlan;
}

/** Characters of a name; a value of a FITS card is shorter. */
const LONGEST = 200;
/** Sessions of an object that a report tells of. */
const MOST_SESSIONS = 1000;

export interface MergeParts extends EditParts {
  /** The merge that was shown last. */
  readonly shown: KeptPlan<Merge>;
}

/**
 * Rejects with `request` for objects that cannot be merged, and with `stale` when the plan that is to be
 * carried out is gone, or the archive has changed since.
 */
export async function mergeObjects(
  request: MergeRequest,
  parts: MergeParts,
  context: Context,
): Promise<MergeReport> {
  const { dryRun, listed } = request;
  if (!dryRun && request.plan !== undefined) {
    const shown = parts.shown.take(request.plan);
    return reportOf(shown, await carryOut(shown, listed, parts, context), null);
  }
  const planned = await planMerge(request, parts, context);
  if (dryRun || planned.plan.cancelled) {
    const id = parts.shown.keep(dryRun && !planned.plan.cancelled ? planned : null);
    return reportOf(planned, plannedReport(planned.plan, listed), id);
  }
  return reportOf(planned, await carryOut(planned, listed, parts, context), null);
}

async function planMerge(
  { from: asked, into, mode }: MergeRequest,
  parts: EditParts,
  context: Context,
): Promise<Merge> {
  const { sqlite } = parts.database;
  const from = asked.trim();
  const aliases = readRules(sqlite);
  const names = mergedNames(from, into.trim(), objectSpellings(sqlite), aliases);
  const rules = ruleChanges(aliases, names.aliases);
  refuseSenseless(from, mode, names, rules);
  const ids = mode === 'database' ? [] : framesOfObjects(sqlite, namesOf(names));
  const plan = await planEdits(
    amendments(ids, mode, names.into, parts),
    ids.length,
    parts,
    context,
    names.aliases,
  );
  const warnings = warningsOf(namerOf(aliases)(from), names.into);
  return { from, mode, names, rules, merged: sessionsOf(from, names.into, aliases, parts), warnings, plan };
}

function warningsOf(from: string, into: string): readonly string[] {
  if (!areDifferentObjects(from, into)) return [];
  return [english('{0} and {1} are different objects in the catalogues', from, into)];
}

function* amendments(
  ids: readonly number[],
  mode: MergeMode,
  into: string,
  { frames }: EditParts,
): Generator<FrameEdit> {
  const cards: readonly CardChange[] = [{ do: 'set', keyword: 'OBJECT', value: into }];
  for (const frame of ids) {
    const was = frames.byId(frame)?.object ?? '';
    const history = historyOf(`OBJECT was '${was}'`);
    yield { frame, cards, history, rename: mode !== 'headers', onlyWithName: mode === 'files' };
  }
}

function sessionsOf(
  from: string,
  into: string,
  aliases: readonly NameRule[],
  { sessions }: EditParts,
): MergedSession[] {
  const nameOf = namerOf(aliases);
  const keyOf = (name: string) => objectKey(nameOf(name));
  const of = (object: string): readonly Session[] =>
    sessions.page({ object, type: 'light' }, 0, MOST_SESSIONS, keyOf).items;
  if (keyOf(from) === keyOf(into)) return [];
  return mergedSessions(of(from), of(into), into);
}

function carryOut(
  { from, mode, names, rules, plan }: Merge,
  listed: number | undefined,
  parts: EditParts,
  context: Context,
): Promise<FileEditsReport> {
  const { into } = names;
  const detail = { from, into, mode };
  const learn = (sqlite: Sqlite) => {
    const before = namerOf(readRules(sqlite));
    const isGoing = (object: string) => objectKey(before(object)) === objectKey(before(from));
    for (const { kind, spelling } of rules.removed) removeRule(sqlite, kind, spelling);
    for (const alias of rules.added) putRule(sqlite, alias);
    carryGoals(sqlite, (object) => (isGoing(object) ? into : object), readRules(sqlite));
  };
  const options = listed === undefined ? {} : { listed };
  return editFrames({ kind: 'merge', detail, learn, ...options }, plan, parts, context);
}

function namesOf({ spellings }: MergedNames): string[] {
  return spellings.map(({ name }) => name);
}

function reportOf(
  { from, mode, names, rules, merged, warnings }: Merge,
  report: FileEditsReport,
  plan: string | null,
): MergeReport {
  const { into, spellings } = names;
  return { ...report, from, into, mode, spellings, rules, merged, warnings, plan };
}

function refuseSenseless(
  from: string,
  mode: MergeMode,
  { into, spellings }: MergedNames,
  { added, removed }: MergeReport['rules'],
): void {
  if (from === '' || into === '' || from.length > LONGEST || into.length > LONGEST) {
    throw new ArchiveError('request', english('A merge needs the names of two objects'), {
      reason: 'unnamed',
      expected: english('1 to {0} characters each', LONGEST),
      got: `${from.length} and ${into.length}`,
    });
  }
  if (spellings.length === 0) {
    throw new ArchiveError(
      'request',
      english('There are no frames of {0} that are not called {1}', from, into),
      { reason: 'no-frames', advice: english('List the objects to see how they are written.') },
    );
  }
  if (mode === 'database') {
    if (added.length + removed.length > 0) return;
    throw new ArchiveError('request', english('{0} and {1} are one object already', from, into), {
      reason: 'one-object',
      advice: english('Change the files and their headers as well to have them written alike.'),
    });
  }
  if (/^[ -~]*$/.test(into)) return;
  throw new ArchiveError('request', english('A header cannot hold the name {0}', into), {
    reason: 'not-ascii',
    expected: english('ASCII letters, digits and signs, the only ones a FITS header may hold'),
    advice: english('Choose a name without accents or other special letters, or merge in the database only.'),
  });
}
