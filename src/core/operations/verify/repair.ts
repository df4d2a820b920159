/** Brings the database into line with the files. Writes no file but the database. */
import { lstat, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RegisterReport, RepairReport, RepairRequest } from '../../api/archive';
import type { LeftFile } from '../../api/fileEdits';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import { reasonIn } from '../../base/errors';
import { isInside } from '../../base/inside';
import type { Context } from '../../base/ports';
import { FramePlaces } from '../../storage/database/framePlaces';
import type { Frames } from '../../storage/database/frames';
import { recordOperation } from '../../storage/database/operations';
import { OtherSpellings } from '../../storage/database/otherSpellings';
import { refuseNoFolder } from '../../storage/files/refuseAbsent';
import { duplicateText } from '../../text/words';
import { register, type RegisterParts } from '../register/register';
import { checkFrames } from './check';

/** Those of a registration, which a repair carries out. */
export type RepairParts = Omit<RegisterParts, 'batch'>;

/**
 * Takes what a verification has found and looks at each file again before it believes it. Unknown files and
 * those whose header or time has changed are registered in place, which also gives a file that was moved by
 * hand back to its frame: same SHA-256, or same image key and start. Changed pixels are never accepted.
 */
export async function repair(
  request: RepairRequest,
  parts: RepairParts,
  context: Context,
): Promise<RepairReport> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const { frames, settings, log } = parts;
  await refuseNoFolder(settings.repository);
  const missing = framesAt(frames, request.missing);
  const { acceptable, refused } = await examine(framesAt(frames, request.changed), parts, context);
  const respelled = respell(request.unknown, parts);
  const mended = new Set(respelled.map(({ to }) => to));
  const unknown = request.unknown.filter((path) => !mended.has(path));
  const registered = await register(
    { sources: [...acceptable, ...unknown], mode: 'in-place', dryRun: false, listed: Infinity },
    { ...parts, settings: { ...settings, addWcs: 'never' } },
    context,
  );
  const repaired: Repaired = repairedOf(registered, new Set(acceptable), missing, (path) =>
    frames.atPath(path),
  );
  const gone = missing.filter(({ id, path }) => frames.byId(id)?.path === path);
  const { forgotten, kept } = await forget(gone, request.forgetMissing, parts, registered.cancelled);
  const report: RepairReport = {
    ...repaired,
    moved: [...respelled, ...repaired.moved],
    forgotten,
    left: [...kept, ...refused, ...repaired.left],
    cancelled: registered.cancelled,
    seconds: (performance.now() - started) / 1000,
  };
  const { moved, read, registered: added, left, cancelled } = report;
  const counts = { moved: moved.length, read: read.length, registered: added.length };
  const summary = { ...counts, forgotten: forgotten.length, left: left.length, cancelled };
  parts.database.write((sqlite) => recordOperation(sqlite, { kind: 'repair', started: startedAt, summary }));
  await parts.database.flush();
  log.info(
    `Repair: ${report.moved.length} moved, ${report.read.length} read again, ${report.registered.length} registered, ` +
      `${report.forgotten.length} forgotten, ${report.left.length} left, ${report.seconds.toFixed(1)} s`,
  );
  return report;
}

/** Files that the archive has under another spelling of their names get the one that the drive lists. */
function respell(
  unknown: readonly string[],
  { database, frames, settings }: RepairParts,
): RepairReport['moved'] {
  const others = new OtherSpellings(new FramePlaces(database.sqlite, settings.repository));
  const moves = unknown.flatMap((to) => {
    const from = frames.stateAt(to) ? undefined : others.find(to);
    const id = from === undefined ? undefined : frames.stateAt(from)?.id;
    return from === undefined || id === undefined ? [] : [{ id, from, to }];
  });
  if (moves.length > 0) database.write(() => frames.move(moves));
  return moves.map(({ from, to }) => ({ from, to }));
}

function framesAt(frames: Frames, paths: readonly string[]): ArchivedFrame[] {
  return paths.flatMap((path) => frames.atPath(path) ?? []);
}

/** Why a file stays as it is in the archive, for users and as data. */
type Why = Omit<LeftFile, 'path'>;

const WHY: Readonly<Record<'pixels' | 'content', Why>> = {
  pixels: {
    why: english('Its pixels have changed; restore it, or register it in place to accept it as it is'),
    reason: 'pixels-changed',
  },
  content: {
    why: english(
      'Some of its bytes have changed, but no program wrote to it; check the drive and restore the file',
    ),
    reason: 'bytes-changed',
  },
};
const MISSING: Why = { why: english('It is missing'), reason: 'gone' };

/**
 * Which changed files are to be read again: those in which, at this moment, the pixels are what they were.
 */
async function examine(
  changed: readonly ArchivedFrame[],
  { pool, settings }: RepairParts,
  { cancel }: Context,
): Promise<{ acceptable: string[]; refused: LeftFile[] }> {
  const parts = { pool, timeZone: settings.timeZone, quick: false };
  const { findings } = await checkFrames(changed, parts, () => undefined, cancel);
  const acceptable: string[] = [];
  const refused: LeftFile[] = [];
  for (const { frame, trouble } of findings) {
    const { path } = frame;
    if (trouble.kind === 'missing') refused.push({ path, ...MISSING });
    else if (trouble.kind === 'unreadable') refused.push({ path, why: trouble.error });
    else if (trouble.what === 'pixels' || trouble.what === 'content') {
      refused.push({ path, ...WHY[trouble.what] });
    } else acceptable.push(path);
  }
  return { acceptable, refused };
}

async function forget(
  gone: readonly ArchivedFrame[],
  wanted: boolean,
  { database, frames, settings }: RepairParts,
  cancelled: boolean,
): Promise<{ forgotten: string[]; kept: LeftFile[] }> {
  const forgotten: ArchivedFrame[] = [];
  const kept: LeftFile[] = [];
  // A drive that is not mounted leaves an empty folder behind, and the archive must not be emptied for that.
  const all = wanted && gone.length > 0 && gone.length === frames.count();
  for (const frame of gone) {
    const why =
      !wanted || cancelled
        ? MISSING
        : all
          ? { why: english('Not one file of the archive is there; is its drive connected?') }
          : await whyKept(frame.path, settings.repository);
    if (why === null) forgotten.push(frame);
    else kept.push({ path: frame.path, ...why });
  }
  if (forgotten.length > 0) database.write(() => frames.remove(forgotten.map(({ id }) => id)));
  return { forgotten: forgotten.map(({ path }) => path), kept };
}

/** Outside the repository a folder that is gone may be a drive that is not connected. */
async function whyKept(path: string, repository: string): Promise<Why | null> {
  try {
    await lstat(path);
    return { why: english('It is there again; verify once more') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      return { why: english('The system does not say whether it is there'), ...reasonIn(error) };
    }
  }
  if (isInside(repository, path)) return null;
  const folder = await stat(dirname(path)).catch(() => null);
  if (folder?.isDirectory()) return null;
  return { why: english('Its folder is missing as well; is its drive connected?'), reason: 'folder-gone' };
}

type Repaired = Pick<RepairReport, 'moved' | 'read' | 'registered' | 'left'>;

/**
 * A registered file is one that was read again (`changed` holds it), one that continues a frame that was
 * missing, or a new one. `frameAt` asks the archive as it is after the registration.
 */
function repairedOf(
  report: RegisterReport,
  changed: ReadonlySet<string>,
  missing: readonly ArchivedFrame[],
  frameAt: (path: string) => ArchivedFrame | undefined,
): Repaired {
  const before = new Map(missing.map(({ id, path }) => [id, path]));
  const moved: { from: string; to: string }[] = [];
  const read: string[] = [];
  const registered: string[] = [];
  for (const { to } of report.registered) {
    const from = before.get(frameAt(to)?.id ?? 0);
    if (from !== undefined) moved.push({ from, to });
    else if (changed.has(to)) read.push(to);
    else registered.push(to);
  }
  const left = [
    ...report.duplicates.map((each) => ({
      path: each.path,
      why: english('It is {0}', duplicateText(each, each.of)),
    })),
    ...report.failed.map(({ path, error, ...reason }) => ({ path, why: error, ...reason })),
    ...report.skipped.map(({ path, why }) => ({ path, why })),
  ];
  return { moved, read, registered, left };
}
