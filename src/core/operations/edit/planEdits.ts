/** Plans the amendments of frames: looks at each file, says what will happen to it, and touches nothing. */
import { dirname } from 'node:path';
import type { ArchiveSettings } from '../../api/archive';
import type { CardChange, FileEditCounts, FileEditRow, LeftFile } from '../../api/fileEdits';
import type { FailedFile } from '../../api/register';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import { ArchiveError, fileError, messageOf, reasonIn } from '../../base/errors';
import type { NameRule } from '../../base/nameRule';
import { Breather } from '../../base/pause';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import type { Database } from '../../storage/database/database';
import { FramePlaces } from '../../storage/database/framePlaces';
import type { Frames } from '../../storage/database/frames';
import { sourceOf } from '../../storage/database/frameSources';
import { planState } from '../../storage/database/planState';
import { refuseAbsent } from '../../storage/files/refuseAbsent';
import { inspect, type Inspected } from './inspect';
import { namingOf } from './naming';
import { type Naming, newName } from './newName';

/** What is to become of a frame. */
export interface FrameEdit {
  /** Id of the frame. */
  readonly frame: number;
  /** The same list for many frames costs its memory once. Empty where only the name is looked after. */
  readonly cards: readonly CardChange[];
  /**
   * What a line of HISTORY says of it, with its date: `OBJECT was 'm31', 2024-11-04`; ASCII. Null for no such
   * line.
   */
  readonly history: string | null;
  /** Whether the file gets the standard name of what its header will say, in the repository only. */
  readonly rename: boolean;
  /** Leave the header of a file alone whose name stays. */
  readonly onlyWithName?: boolean;
}

/** A row of a plan, and what it takes to carry it out. */
export interface PlannedRow {
  readonly row: FileEditRow;
  readonly amendment: FrameEdit;
  /** The state of the file that was looked at: bytes, and milliseconds since 1970. */
  readonly size: number;
  readonly mtime: number;
}

export interface EditPlan {
  readonly rows: readonly PlannedRow[];
  /** Files that are left by the rules, and why. */
  readonly left: readonly LeftFile[];
  /** Files that could not be looked at, or that cannot be written. */
  readonly failed: readonly FailedFile[];
  readonly counts: FileEditCounts;
  readonly cancelled: boolean;
  /** Of the archive when it was made; the plan is stale when it is another one. */
  readonly state: string;
}

export interface PlanEditsParts {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'patterns' | 'timeZone'>;
  readonly database: Database;
  readonly frames: Frames;
}

/**
 * Each frame at most once, in the order in which the files shall be done. A file that cannot be amended is
 * listed with the reason and the rest goes on; a cancel stops between files. `total` is for the progress.
 * `aliases` are the name rules as they will be; those of now where not given. Throws where the drive of
 * the archive is away.
 */
export async function planEdits(
  amendments: Iterable<FrameEdit>,
  total: number,
  parts: PlanEditsParts,
  { progress, cancel }: Context,
  aliases?: readonly NameRule[],
): Promise<EditPlan> {
  const { settings, database, frames } = parts;
  const { repository } = settings;
  if (total > 0) await refuseAbsent(repository, new FramePlaces(database.sqlite, repository).repository());
  const naming = namingOf(settings, frames, database.sqlite, aliases);
  const meter = new Meter(progress, 'Checking files', total);
  const breather = new Breather();
  const rows: PlannedRow[] = [];
  const left: LeftFile[] = [];
  const failed: FailedFile[] = [];
  let unchanged = 0;
  for (const amendment of amendments) {
    if (cancel.isCancellationRequested) break;
    await breather.breathe();
    const known = frames.byId(amendment.frame);
    if (!known) continue;
    meter.step(known.path);
    try {
      if (known.missing) throw new ArchiveError('request', english('Its file is missing'));
      const source = sourceOf(database.sqlite, settings.repository, known.id);
      const seen = inspect(known, amendment, source, settings.timeZone);
      const decided = decide(known, amendment, seen, source !== null, naming);
      if (decided === null) unchanged++;
      else if ('why' in decided) left.push(decided);
      else rows.push({ row: decided, amendment, size: seen.size, mtime: seen.mtime });
    } catch (error) {
      const { path } = known;
      // What a header cannot have done to it is a rule; anything else is trouble.
      if (error instanceof ArchiveError && error.code === 'request')
        left.push({ path, why: messageOf(error), ...reasonIn(error) });
      else failed.push({ path, error: messageOf(fileError(error, path)), ...reasonIn(error) });
    }
  }
  return {
    rows,
    left,
    failed,
    counts: {
      changed: rows.length,
      edited: rows.filter(({ row }) => row.differences.length > 0).length,
      renamed: rows.filter(({ row }) => row.to !== row.path).length,
      left: left.length,
      unchanged,
    },
    cancelled: cancel.isCancellationRequested,
    state: planState(frames, database.sqlite),
  };
}

/**
 * What happens to a file that was looked at; null where everything is as it should be. Pure but for the names
 * it takes.
 */
function decide(
  known: ArchivedFrame,
  { rename, onlyWithName }: FrameEdit,
  seen: Inspected,
  filed: boolean,
  naming: Naming,
): FileEditRow | LeftFile | null {
  const { id: frame, path, type } = known;
  const { to, ...name } = rename
    ? newName({ path, frame: known, filed }, seen.after, naming)
    : { to: path, kept: null };
  const { differences } = seen;
  if (to === path && onlyWithName) {
    const { kept, ...reason } = name;
    const why = kept ?? english('Its name stays, and its header with it');
    return differences.length === 0 ? null : { path, why, ...reason };
  }
  if (to === path && differences.length === 0) return null;
  return { frame, path, to, type, differences, ...name };
}

/** The folders that a plan leaves, which may be empty afterwards. */
export function foldersLeft(rows: Iterable<FileEditRow>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path, to } of rows) if (to !== path) folders.add(dirname(path));
  return folders;
}
