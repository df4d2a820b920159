/**
 * Exposure plans out of the database of N.I.N.A.'s Target Scheduler (schema 0 to 28; columns are looked for,
 * since every version adds some).
 */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Row, Sqlite } from '../../storage/database/sqlite';

/** So many frames of a target behind a filter. */
export interface ExposurePlan {
  readonly project: string;
  readonly target: string;
  readonly filter: string;
  /** Seconds. */
  readonly exposure: number;
  readonly desired: number;
  /** Whether project, target and plan are all in use. */
  readonly active: boolean;
}

/** Of a project: its user has ended it. */
const CLOSED = 3;
const TABLES = {
  project: ['id', 'name'],
  target: ['id', 'name', 'projectid'],
  exposureplan: ['targetid', 'desired', 'exposure'],
};
/** More than anybody plans. */
const MOST_PLANS = 100_000;

/** Throws `request` for a database of another program. */
export function readPlans(sqlite: Sqlite, path: string): ExposurePlan[] {
  for (const [table, columns] of Object.entries(TABLES)) {
    const there = columnsOf(sqlite, table);
    const missing = columns.find((column) => !there.has(column));
    if (missing === undefined) continue;
    throw new ArchiveError('request', english("It is not a database of N.I.N.A.'s Target Scheduler"), {
      path,
      expected: english('a table {0} with the column {1}', table, missing),
      advice: english('Name the file schedulerdb.sqlite in the folder SchedulerPlugin of N.I.N.A.'),
    });
  }
  const plan = columnsOf(sqlite, 'exposureplan');
  const template = columnsOf(sqlite, 'exposuretemplate');
  const isTemplated = plan.has('exposuretemplateid') && template.has('filtername');
  const filter = isTemplated ? 'exposuretemplate.filtername' : 'exposureplan.filtername';
  const usual = isTemplated && template.has('defaultexposure') ? 'exposuretemplate.defaultexposure' : 'null';
  const optional = (there: ReadonlySet<string>, table: string, column: string) =>
    there.has(column) ? `coalesce(${table}.${column}, 1)` : '1';
  return sqlite
    .all(
      `select project.name as project, target.name as target, ${filter} as filter, exposureplan.exposure as exposure,
         ${usual} as usual, exposureplan.desired as desired,
         ${optional(columnsOf(sqlite, 'project'), 'project', 'state')} as state,
         ${optional(columnsOf(sqlite, 'target'), 'target', 'active')} as active,
         ${optional(plan, 'exposureplan', 'enabled')} as enabled
       from exposureplan join target on target.id = exposureplan.targetid
       join project on project.id = target.projectid
       ${isTemplated ? 'join exposuretemplate on exposuretemplate.id = exposureplan.exposuretemplateid' : ''}
       order by target.name, filter, exposureplan.id limit ${MOST_PLANS}`,
    )
    .map(planOf);
}

/** In lower case; none where there is no such table. */
function columnsOf(sqlite: Sqlite, table: string): ReadonlySet<string> {
  return new Set(
    sqlite.all('select lower(name) as name from pragma_table_info(?)', table).map(({ name }) => String(name)),
  );
}

/** An exposure of -1 is that of the template. */
function planOf(row: Row): ExposurePlan {
  const exposure = Number(row['exposure']);
  return {
    project: String(row['project'] ?? ''),
    target: String(row['target'] ?? '').trim(),
    filter: String(row['filter'] ?? '').trim(),
    exposure: exposure > 0 ? exposure : Number(row['usual'] ?? 0),
    desired: Number(row['desired'] ?? 0),
    active: Number(row['state']) !== CLOSED && Number(row['active']) !== 0 && Number(row['enabled']) !== 0,
  };
}
