/**
 * Joins another database of the same archive: the one that VS Code or the command line had of its own, or one
 * that could not be saved. The other file is only read. What both know stays as this one knows it.
 */
import { lstat, readdir } from 'node:fs/promises';
import type { JoinReport, JoinRequest } from '../../api/archive';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import { objectKey } from '../../rules/names/objectName';
import { realName } from '../../storage/database/database';
import { Frames } from '../../storage/database/frames';
import { sourceOf } from '../../storage/database/frameSources';
import type { NewFrame } from '../../storage/database/insertFrame';
import { loadDatabase } from '../../storage/database/load';
import { recordOperation } from '../../storage/database/operations';
import { Results } from '../../storage/database/results';
import type { Sqlite } from '../../storage/database/sqlite';
import { readKnowledge, replaceKnowledge, type UserKnowledge } from '../../storage/database/userKnowledge';
import { isSameTime } from '../../storage/files/fileState';
import { realFolder } from '../../storage/identity/archivePlace';
import type { Identity } from '../../storage/identity/identity';
import { readIdentityRow } from '../../storage/identity/identityRow';
import { noteJoined } from '../../storage/identity/joined';
import { journalFolder } from '../../storage/journal/journal';
import { joined } from '../../storage/notebook/decideNotebook';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';

export interface JoinParts extends RegenerateParts {
  readonly repository: string;
  readonly identity: Identity;
}

/** Frames that are read of the other database, and stored, at a time. */
const PAGE = 500;

interface Tally {
  added: number;
  found: number;
  known: number;
  left: number;
}

/**
 * Throws `request` for this very database or one with an interrupted operation, `database` for one of another
 * archive, another program or a newer version, `damaged` for one that is not whole. A cancel stops between
 * files; joining again goes on there.
 */
export async function join(request: JoinRequest, parts: JoinParts, context: Context): Promise<JoinReport> {
  const { database, repository } = parts;
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const path = await realName(request.database);
  await refuse(path, parts);
  const { sqlite: other } = await loadDatabase(path);
  try {
    refuseAnother(other, path, parts.identity, await realFolder(repository));
    const tally = await joinFrames(other, request, parts, context);
    const cancelled = context.cancel.isCancellationRequested;
    const learnt = cancelled ? NOTHING : joinKnowledge(other, request, parts);
    const results = cancelled ? 0 : joinResults(other, request, parts);
    if (!request.dryRun) {
      if (!cancelled) await noteJoined(database, path);
      const summary = { database: path, repository, ...tally, cancelled };
      database.write((sqlite) => recordOperation(sqlite, { kind: 'join', started: startedAt, summary }));
      await regenerate({}, parts, context);
      await database.flush();
    }
    const seconds = (performance.now() - started) / 1000;
    parts.log.info(
      `Joined ${path}: ${tally.added} frames added, ${tally.found} found again, ${tally.known} known, ${tally.left} left`,
    );
    return { database: path, ...tally, learnt, results, cancelled, seconds };
  } finally {
    other.close();
  }
}

async function refuse(path: string, { database }: JoinParts): Promise<void> {
  if (path === database.path) {
    throw new ArchiveError('request', english('This is the database of the archive itself'), { path });
  }
  if ((await lstat(path).catch(() => null))?.isFile() !== true) {
    throw new ArchiveError('request', english('There is no such database'), { path, expected: 'a file' });
  }
  const journals = await readdir(journalFolder(path)).catch(() => []);
  if (journals.some((name) => name.endsWith('.open'))) {
    throw new ArchiveError('request', english('An operation of that database was interrupted'), {
      path,
      advice: english('Open it once with --database, which brings its files in order, and join it then.'),
    });
  }
}

function refuseAnother(other: Sqlite, path: string, { id }: Identity, repository: string): void {
  const row = readIdentityRow(other);
  if (row === null || row.id === id || row.repository === repository) return;
  throw new ArchiveError('database', english('The database belongs to another archive'), {
    path,
    got: english('that of {0}', row.repository),
    advice: english('Register the folder of that archive instead.'),
  });
}

async function joinFrames(
  other: Sqlite,
  { dryRun }: JoinRequest,
  parts: JoinParts,
  { progress, cancel }: Context,
): Promise<Tally> {
  const { repository, database, frames } = parts;
  const theirs = new Frames(other, repository);
  const meter = new Meter(progress, 'Joining frames', theirs.count());
  const breather = new Breather();
  const tally: Tally = { added: 0, found: 0, known: 0, left: 0 };
  for (let from = 0; !cancel.isCancellationRequested;) {
    const page = theirs.page({ from, limit: PAGE });
    const rows: NewFrame[] = [];
    for (const frame of page) {
      if (cancel.isCancellationRequested) break;
      await breather.breathe();
      meter.step(frame.path);
      if (frames.stateAt(frame.path)) tally.known++;
      else if (!(await isThere(frame))) tally.left++;
      else {
        const replaces = await lostFrame(frame, frames);
        tally[replaces === null ? 'added' : 'found']++;
        rows.push(rowOf(frame, sourceOf(other, repository, frame.id), replaces));
      }
    }
    if (!dryRun && rows.length > 0) database.write(() => rows.forEach((row) => frames.insert(row)));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    from = last.id;
  }
  return tally;
}

async function isThere({ path, size, mtime }: ArchivedFrame): Promise<boolean> {
  const info = await lstat(path).catch(() => null);
  return info?.isFile() === true && info.size === size && isSameTime(info.mtimeMs, mtime);
}

/** The frame of these bytes that this database has at a place where there is nothing any more. */
async function lostFrame({ sha256 }: ArchivedFrame, frames: Frames): Promise<number | null> {
  for (const { id, path } of frames.bySha256(sha256)) {
    if ((await lstat(path).catch(() => null)) === null) return id;
  }
  return null;
}

function rowOf(frame: ArchivedFrame, source: string | null, replaces: number | null): NewFrame {
  const { path, size, mtime, sha256, imageKey, editedSha256 } = frame;
  return { path, size, mtime, sha256, imageKey, editedSha256, source, replaces, frame };
}

const NOTHING: JoinReport['learnt'] = {
  links: 0,
  aliases: 0,
  rejected: 0,
  notes: 0,
  goals: 0,
  filterNumbers: 0,
};

function joinKnowledge(
  other: Sqlite,
  { dryRun }: JoinRequest,
  { database }: JoinParts,
): JoinReport['learnt'] {
  const before = readKnowledge(database.sqlite);
  const after = joined(before, readKnowledge(other));
  const gained = (kind: keyof UserKnowledge) => after[kind].length - before[kind].length;
  const learnt = {
    links: gained('links'),
    aliases: gained('aliases'),
    rejected: gained('rejected'),
    notes: gained('notes'),
    goals: gained('goals'),
    filterNumbers: gained('filterNumbers'),
  };
  const some = Object.values(learnt).some((count) => count > 0);
  if (some && !dryRun) database.write((sqlite) => replaceKnowledge(sqlite, after));
  return learnt;
}

function joinResults(other: Sqlite, { dryRun }: JoinRequest, { database, repository }: JoinParts): number {
  const [theirs, ours] = [new Results(other, repository), new Results(database.sqlite, repository)];
  let count = 0;
  for (let from: number | null = 0; from !== null;) {
    const page = theirs.page({}, from, PAGE);
    const fresh = page.items.filter(({ path }) => ours.byPath(path) === undefined);
    count += fresh.length;
    if (!dryRun && fresh.length > 0) {
      database.write(() => {
        for (const result of fresh)
          ours.store(result, result.object === null ? null : objectKey(result.object));
      });
    }
    from = page.next;
  }
  return count;
}
