/** Takes goals over from N.I.N.A.'s Target Scheduler, whose database is only read. */
import type { ImportGoalsReport, ImportGoalsRequest } from '../../api/goals';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { goalKeys } from '../../rules/goals/goalKeys';
import type { Database } from '../../storage/database/database';
import { readGoals } from '../../storage/database/goals';
import { readRules } from '../../storage/database/nameRules';
import { Sqlite } from '../../storage/database/sqlite';
import { type ForeignProgram, readForeign } from '../astrofiler/foreignFile';
import { writeGoals } from '../goals/changeGoals';
import { comparedGoals, plannedGoals } from './plannedGoals';
import { type ExposurePlan, readPlans } from './schedulerPlans';

const SCHEDULER: ForeignProgram = { program: 'N.I.N.A.', name: 'schedulerdb.sqlite' };

/** All of it is one entry in the history, which undo takes back. Throws as `readForeign` and `readPlans` do. */
export async function importGoals(
  { path, replace, dryRun }: ImportGoalsRequest,
  { database }: { readonly database: Database },
): Promise<ImportGoalsReport> {
  const plans = await plansIn(path);
  const keys = goalKeys(readRules(database.sqlite));
  const { goals, left } = plannedGoals(plans, keys);
  const compared = comparedGoals(goals, readGoals(database.sqlite), replace, keys);
  const { removed, ...report } = compared;
  if (!dryRun) {
    const added = [...report.added, ...report.replaced.map(({ goal }) => goal)];
    await writeGoals({ added, removed }, { from: path }, database);
  }
  return { ...report, left };
}

async function plansIn(path: string): Promise<ExposurePlan[]> {
  const file = await readForeign(path, SCHEDULER);
  let foreign: Sqlite | undefined;
  try {
    foreign = await Sqlite.open(file.bytes, 'foreign');
    return readPlans(foreign, file.path);
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.detail.path !== undefined) throw error;
    const detail = { ...error.detail, path: file.path, advice: english('It was not changed.') };
    throw new ArchiveError(error.code, error.message, detail, { cause: error });
  } finally {
    foreign?.close();
  }
}
