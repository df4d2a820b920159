/** Finds out what has happened in the repository while nobody told of it, by the times of its folders. */
import { lstat } from 'node:fs/promises';
import type { FollowAllRequest, FollowReport } from '../../api/archive';
import type { CheckContext } from '../../base/turns';
import { FramePlaces } from '../../storage/database/framePlaces';
import { SeenFolders } from '../../storage/database/seenFolders';
import { cameAfter } from './changedFolders';
import { follow, type FollowParts, hasMarked } from './follow';
import { type Looked, lookInto, type LooseImage } from './lookInto';

/** Paths that are followed in one turn; whoever else wants to write comes in between. */
const PATHS_IN_A_TURN = 5000;

type Found = Omit<FollowReport, 'cancelled' | 'seconds'>;

/**
 * Asks every folder of the repository that was looked into before for the time of its last change, lists
 * those that have changed, and hands what the archive does not agree with to `follow`. Of the images that
 * it does not have only those are told of that have come since. The first time of all, nothing counts as new.
 * An archive without frames has nothing to follow.
 */
export async function followAll(
  _request: FollowAllRequest,
  parts: FollowParts,
  context: CheckContext,
): Promise<FollowReport> {
  const started = performance.now();
  const { repository, database, frames, log } = parts;
  const { cancel } = context;
  const report = (found: Found): FollowReport => ({
    ...found,
    cancelled: cancel.isCancellationRequested,
    seconds: (performance.now() - started) / 1000,
  });
  const folders = new SeenFolders(database.sqlite, repository);
  const seen = folders.all();
  const none = merged([]);
  if (seen.size === 0 && frames.count() === 0) return report(none);
  const places = new FramePlaces(database.sqlite, repository);
  const looked = await lookInto({
    repository,
    seen,
    namesIn: (folder) => places.namesIn(folder),
    log,
    cancel,
  });
  if (looked === null) return report({ ...none, absent: true });
  const first = seen.size === 0;
  const found = await followInTurns(pathsOf(looked, first, places), parts, context);
  if (cancel.isCancellationRequested || found.absent) return report(found);
  const write = () => {
    looked.gone.forEach((path) => folders.forget(path));
    for (const [path, folder] of looked.remember) folders.remember(path, folder);
  };
  if (first) database.write(write);
  else if (looked.gone.length + looked.remember.size > 0) database.jot(write);
  const unknown = first ? [] : await newcomers(looked.loose, found);
  log.debug(`Looked into ${looked.remember.size} changed folders of ${Math.max(seen.size, 1)}`);
  return report({ ...found, unknown });
}

/**
 * Frames come before files that could be theirs. What may always have been there matters only where a frame
 * is gone.
 */
function pathsOf({ touched, loose }: Looked, first: boolean, places: FramePlaces): readonly string[] {
  const asked = !first || touched.length > 0 || places.missing().length > 0;
  return [...touched, ...(asked ? loose.map(({ path }) => path) : [])];
}

async function followInTurns(
  paths: readonly string[],
  parts: FollowParts,
  { progress, cancel, inTurn, marked }: CheckContext,
): Promise<Found> {
  const reports: FollowReport[] = [];
  for (let begin = 0; begin < paths.length && !cancel.isCancellationRequested; begin += PATHS_IN_A_TURN) {
    const some = paths.slice(begin, begin + PATHS_IN_A_TURN);
    const work = async () => {
      const report = await follow({ paths: some }, parts, { progress, cancel });
      if (hasMarked(report)) marked();
      return report;
    };
    reports.push(await inTurn(work));
  }
  return merged(reports);
}

function merged(reports: readonly FollowReport[]): Found {
  return {
    moved: reports.flatMap(({ moved }) => moved),
    missing: reports.flatMap(({ missing }) => missing),
    returned: reports.flatMap(({ returned }) => returned),
    changed: reports.flatMap(({ changed }) => changed),
    ambiguous: reports.flatMap(({ ambiguous }) => ambiguous),
    unknown: reports.flatMap(({ unknown }) => unknown),
    absent: reports.some(({ absent }) => absent),
  };
}

/** Those of the unknown images that were not there when their folder was looked into before. */
async function newcomers(loose: readonly LooseImage[], { unknown }: Found): Promise<Found['unknown']> {
  const since = new Map(loose.map((image) => [image.path, image.since]));
  const come: { path: string }[] = [];
  for (const { path } of unknown) {
    const looked = since.get(path) ?? null;
    const info = looked === null ? null : await lstat(path).catch(() => null);
    if (looked === null || info === null || cameAfter(info.ctimeMs, looked)) come.push({ path });
  }
  return come;
}
