/** A page of the table of frames, as a condition on it joined with that of folders. */
import { FRAME_PROBLEMS, type FrameProblem } from '../../base/archivedFrame';
import { PROCESSED, STACKED } from './copies';
import type { SqlValue } from './sqlite';
import { STORED_FILE } from './storedPaths';

/** Frames by id, `limit` of them after the id `from`. */
export interface FramePage {
  readonly session?: string;
  readonly problem?: FrameProblem;
  /** Only processed frames that name one of these objects. */
  readonly processedOf?: readonly (string | null)[];
  /** Only integrated lights that name one of these objects and are no results. */
  readonly stacksOf?: readonly (string | null)[];
  readonly from: number;
  readonly limit: number;
}

/** Frames of the session with this id. */
export const IN_SESSION =
  'frame.id in (select frame from member where session = (select number from session where id = ?))';

/** Object by object; `is`, since some have none. */
const OF_OBJECTS = `setting in (select setting.id from setting join (select value from json_each(?)) as wanted on object is wanted.value`;

/** As the indices of the schema have them, or they would not be used. */
const PROBLEMS: Readonly<Record<FrameProblem, string>> = {
  damaged: 'frame.id in (select frame from damage)',
  unknown: "setting in (select id from setting where type = 'unknown') and rejected = 0",
  stack: `setting in (select id from setting where ${STACKED})
    and rejected = 0 and not exists
    (select 1 from result where result.path = ${STORED_FILE})`,
  missing: 'missing = 1',
  doubtful: "problems is not null and rejected = 0 and type <> 'unknown'",
  rejected: 'rejected = 1',
};

/** The number of frames for each reason, as one row in the order of the reasons; of the tables that pages are of. */
export const COUNT_PROBLEMS = `select ${FRAME_PROBLEMS.map(
  (problem) =>
    `(select count(*) from whole_frame as frame join folder on folder.id = frame.folder where ${PROBLEMS[problem]})`,
).join(', ')}`;

/** What comes after the tables, and the values in it. */
export function whereOfPage(query: FramePage): [where: string, ...values: SqlValue[]] {
  const { session, problem, processedOf, stacksOf, from, limit } = query;
  const wheres = ['frame.id > ?'];
  const values: SqlValue[] = [from];
  if (problem !== undefined) wheres.push(PROBLEMS[problem]);
  if (session !== undefined) {
    wheres.push(IN_SESSION);
    values.push(session);
  }
  if (processedOf !== undefined) {
    wheres.push(`${OF_OBJECTS} where ${PROCESSED})`);
    values.push(JSON.stringify(processedOf));
  }
  if (stacksOf !== undefined) {
    wheres.push(PROBLEMS.stack, `${OF_OBJECTS} where ${STACKED})`);
    values.push(JSON.stringify(stacksOf));
  }
  return [`where ${wheres.join(' and ')} order by frame.id limit ?`, ...values, limit];
}
