/**
 * Keeps the database in step with files that are moved, deleted or put back by hand. Hashes nothing, writes
 * no file.
 */
import { stat } from 'node:fs/promises';
import type { FollowReport, FollowRequest } from '../../api/archive';
import { messageOf } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { Cancel, Context, Log } from '../../base/ports';
import { Meter } from '../../base/progress';
import { Damages } from '../../storage/database/damage';
import type { Database } from '../../storage/database/database';
import { type FramePlace, FramePlaces } from '../../storage/database/framePlaces';
import type { Frames } from '../../storage/database/frames';
import { OtherSpellings } from '../../storage/database/otherSpellings';
import { readImageKey } from '../scan/imageKey';
import { mayHoldImage } from '../verify/unknown';
import { filesBelow, type FileSight, lookAt, outermost } from './lookAt';
import {
  type FollowedMove,
  isSameState,
  type LooseFile,
  pairUp,
  type PlacedFile,
  worthOpening,
} from './pairUp';
import { type ChangedFile, whatChanged } from './whatChanged';

export interface FollowParts {
  readonly repository: string;
  readonly database: Database;
  readonly frames: Frames;
  readonly log: Log;
}

/**
 * Looks at the files of the touched paths. A file with the size, time and pixels of a frame that has lost its
 * own is that frame at a new place: its row follows, with its id, session and links. A frame whose file is
 * gone is marked as missing and stays; it comes back when the file does. Where the repository is not there
 * nothing happens.
 */
export async function follow(
  request: FollowRequest,
  parts: FollowParts,
  { progress, cancel }: Context,
): Promise<FollowReport> {
  const started = performance.now();
  const report = await look(outermost(request.paths), parts, { progress, cancel });
  const made: FollowReport = {
    ...report,
    cancelled: cancel.isCancellationRequested,
    seconds: (performance.now() - started) / 1000,
  };
  const { moved, missing, returned, changed, ambiguous, unknown } = made;
  parts.log.info(
    `Files changed by hand: ${moved.length} moved, ${missing.length} missing, ${returned.length} returned, ` +
      `${changed.length} changed, ${ambiguous.length} ambiguous, ${unknown.length} unknown, ${made.seconds.toFixed(1)} s`,
  );
  return made;
}

/** Whether frames were moved, or marked as missing or damaged, or no longer are. */
export function hasMarked({ moved, missing, returned, changed }: FollowReport): boolean {
  const damaged = changed.some(({ what }) => what === 'pixels');
  return damaged || moved.length + missing.length + returned.length > 0;
}

type Findings = Omit<FollowReport, 'cancelled' | 'seconds'>;

const NOTHING: Findings = {
  moved: [],
  missing: [],
  returned: [],
  changed: [],
  ambiguous: [],
  unknown: [],
  absent: false,
};

async function look(
  touched: readonly string[],
  parts: FollowParts,
  { progress, cancel }: Context,
): Promise<Findings> {
  const { repository, database, frames, log } = parts;
  const there = await stat(repository).catch(() => null);
  if (!there?.isDirectory()) return { ...NOTHING, absent: true };
  const places = new FramePlaces(database.sqlite, repository);
  const known = places.below(touched);
  const meter = new Meter(progress, 'Processing changed files', known.length);
  const sights = await lookAt(
    known.map(({ path }) => path),
    cancel,
  );
  meter.step(undefined, sights.length);
  const files = await filesBelow(touched, repository, cancel);
  if (cancel.isCancellationRequested) return NOTHING;

  const { settled, displaced, atPlace } = sortOut(known, sights);
  const elsewhere = places.missing().filter(({ id }) => !settled.has(id) && !displaced.has(id));
  const losers = [...[...displaced.values()].map(({ place }) => place), ...elsewhere];
  const strange = files.filter(({ path }) => !frames.stateAt(path));
  const respelled = respellings(strange, places, frames);
  const listed = new Set(respelled.map(({ to }) => to));
  const unknown = strange.filter(({ path }) => !listed.has(path));
  const loose = [...unknown, ...atPlace];
  const identified = await identify(worthOpening(losers, loose), log, meter, cancel);
  if (cancel.isCancellationRequested) return NOTHING;
  const { moves: paired, ambiguous } = pairUp(losers, identified);
  const followed = new Set(paired.map(({ id }) => id));
  const moves = [...paired, ...respelled.filter(({ id }) => !followed.has(id))];

  const verdicts = judge(displaced, moves, settled.size > 0 ? Infinity : places.countPresent());
  const returned = known.filter(({ id, missing }) => missing && settled.has(id));
  write(parts, places, moves, verdicts.gone, [...returned, ...verdicts.backButChanged]);
  if (moves.length + verdicts.gone.length + returned.length > 0) await database.flush();
  if (verdicts.absent) log.warn(`Not one file of the archive is in ${repository}: is its drive connected?`);
  const changed = await whatChanged(verdicts.changed, cancel);
  noteDamage(changed, verdicts.changed, database);
  const explained = new Set([...moves.map(({ to }) => to), ...ambiguous]);
  return {
    moved: moves.map(({ from, to }) => ({ from, to })),
    missing: verdicts.gone.map(({ path }) => ({ path })),
    returned: returned.map(({ path }) => ({ path })),
    changed,
    ambiguous: ambiguous.map((path) => ({ path })),
    unknown: await images(unknown.filter(({ path }) => !explained.has(path))),
    absent: verdicts.absent,
  };
}

/** Frames whose files are where they were, under names that the drive spells otherwise than the archive. */
function respellings(
  files: readonly PlacedFile[],
  places: FramePlaces,
  frames: Frames,
): readonly FollowedMove[] {
  const others = new OtherSpellings(places);
  return files.flatMap(({ path }) => {
    const from = others.find(path);
    const id = from === undefined ? undefined : frames.stateAt(from)?.id;
    return from === undefined || id === undefined ? [] : [{ id, from, to: path }];
  });
}

interface Displacement {
  readonly place: FramePlace;
  readonly sight: Exclude<FileSight, 'unclear'>;
}

/**
 * Frames whose file is as they have it, frames that have lost theirs, and what lies at the places of those.
 */
function sortOut(known: readonly FramePlace[], sights: readonly FileSight[]) {
  const settled = new Set<number>();
  const displaced = new Map<number, Displacement>();
  const atPlace: PlacedFile[] = [];
  known.forEach((place, i) => {
    const sight = sights[i] ?? 'unclear';
    if (sight === 'unclear') return;
    if (sight !== 'gone' && isSameState(place, sight)) {
      settled.add(place.id);
      return;
    }
    displaced.set(place.id, { place, sight });
    if (sight !== 'gone') atPlace.push(sight);
  });
  return { settled, displaced, atPlace };
}

async function identify(
  files: readonly PlacedFile[],
  log: Log,
  meter: Meter,
  cancel: Cancel,
): Promise<LooseFile[]> {
  const identified: LooseFile[] = [];
  const breather = new Breather();
  for (const file of files) {
    if (cancel.isCancellationRequested) break;
    try {
      identified.push({ ...file, imageKey: await readImageKey(file.path) });
    } catch (error) {
      log.debug(`${file.path} cannot be compared with the missing files: ${messageOf(error)}`);
    }
    meter.step(file.path, 0);
    await breather.breathe();
  }
  return identified;
}

interface Verdicts {
  readonly gone: readonly FramePlace[];
  readonly changed: readonly ChangedFile[];
  /** Frames that were missing and at whose place there is a file again, though another state of it. */
  readonly backButChanged: readonly FramePlace[];
  readonly absent: boolean;
}

/**
 * What has become of the frames that were not found elsewhere. `present` counts the files that are to be
 * there.
 */
function judge(
  displaced: ReadonlyMap<number, Displacement>,
  moves: readonly FollowedMove[],
  present: number,
): Verdicts {
  const moved = new Set(moves.map(({ id }) => id));
  const rest = [...displaced.values()].filter(({ place }) => !moved.has(place.id));
  const gone = rest.flatMap(({ place, sight }) => (sight === 'gone' && !place.missing ? [place] : []));
  const changed: ChangedFile[] = [];
  const backButChanged: FramePlace[] = [];
  for (const { place, sight } of rest) {
    if (sight === 'gone') continue;
    changed.push({ place, sight });
    if (place.missing) backButChanged.push(place);
  }
  // A drive that is not mounted leaves an empty folder behind.
  const absent = gone.length > 0 && gone.length === present && moves.length === 0;
  return { gone: absent ? [] : gone, changed, backButChanged, absent };
}

function write(
  { database, frames }: FollowParts,
  places: FramePlaces,
  moves: readonly FollowedMove[],
  gone: readonly FramePlace[],
  there: readonly FramePlace[],
): void {
  if (moves.length + gone.length + there.length === 0) return;
  const ids = (list: readonly FramePlace[]) => list.map(({ id }) => id);
  database.write(() => {
    places.mark(ids(gone), true);
    places.mark(ids(there), false);
    frames.move(moves);
  });
}

/** Changed pixels stay known until a verification finds the file whole again. */
function noteDamage(
  changed: FollowReport['changed'],
  files: readonly ChangedFile[],
  database: Database,
): void {
  const damaged = files.filter((_, index) => changed[index]?.what === 'pixels');
  if (damaged.length === 0) return;
  const damages = new Map(damaged.map(({ place }) => [place.id, 'pixels' as const]));
  database.write(() => new Damages(database.sqlite).note(damages, new Date().toISOString()));
}

async function images(files: readonly PlacedFile[]): Promise<{ path: string }[]> {
  const found: { path: string }[] = [];
  const breather = new Breather();
  for (const { path } of files) {
    if (mayHoldImage(path)) found.push({ path });
    await breather.breathe();
  }
  return found;
}
