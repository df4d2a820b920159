/** Rebuilds the database from the files and from what only the user knows. */
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RebuildReport } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError, CancelledError, fileError, messageOf } from '../../base/errors';
import type { Context, Log } from '../../base/ports';
import { syncFolder } from '../../base/syncFolder';
import { previousGeneration } from '../../storage/database/databaseFile';
import { damageOf } from '../../storage/database/restore';
import type { UserKnowledge } from '../../storage/database/userKnowledge';
import { refuseNoFolder } from '../../storage/files/refuseAbsent';
import { keepAside } from '../../storage/files/replace';
import { isFolder, isThere } from '../../storage/files/whatIsThere';
import { notebookOf } from '../../storage/identity/find';
import { takeLock } from '../../storage/lock/lock';
import { openArchive, type OpenOptions } from '../open';
import { inheritanceOf } from './inheritance';

/** In the folder of the database; one that is left over is of a rebuild that was killed. */
const WORK = '.rebuild-';

/**
 * Registers the repository in place, and the folders outside it that the old database knew, into a new
 * database beside the old one, makes the sessions, and only then puts it into its place. Until then the old
 * one is untouched; after that it is kept under a dated name. No FITS file is written to. Throws `cancelled`,
 * and `in-use` while somebody has it open.
 */
export async function rebuildDatabase(
  database: string,
  options: OpenOptions,
  context: Context,
): Promise<RebuildReport> {
  const started = performance.now();
  const { settings, log } = options;
  await refuseNoFolder(settings.repository);
  // Before anything is written beside it: it can be a file that is none of ours.
  await damageOf(database);
  if (await isThere(database)) await settle(options);
  const lock = await takeLock(database);
  try {
    await removeLeftovers(dirname(database));
    const notebook = await notebookOf(settings, database);
    const old = await inheritanceOf(database, notebook, log);
    const folders = [settings.repository, ...(await foldersThere(old.folders, log))];
    const work = await mkdtemp(join(dirname(database), WORK));
    try {
      const fresh = join(work, basename(database));
      const made = await fill(fresh, database, folders, old.knowledge, { ...options, notebook }, context);
      const kept = await putInPlace(fresh, database, old.damaged ? 'damaged' : 'replaced');
      const seconds = (performance.now() - started) / 1000;
      log.info(
        `Rebuilt ${database}: ${made.frameCount} frames, ${made.sessions} sessions, ${seconds.toFixed(1)} s`,
      );
      return { database, kept, folders, ...made, seconds };
    } finally {
      // What stays is removed by the next rebuild; it takes nothing from this one, which may have succeeded.
      await rm(work, { recursive: true, force: true }).catch((error: unknown) =>
        log.warn(`${work} could not be removed: ${messageOf(error)}`),
      );
    }
  } finally {
    await lock.release();
  }
}

/**
 * Brings a database that opens and its notebook into step, so that neither holds what the other has given up,
 * and finishes what was interrupted. One in which that fails is rebuilt for that very reason.
 */
async function settle(options: OpenOptions): Promise<void> {
  const { onChange, ...quiet } = options;
  try {
    const archive = await openArchive({ ...quiet, access: 'write', hashThreads: 0 });
    await archive.close();
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'in-use') throw error;
    options.log.warn(`The old database could not be brought up to date: ${messageOf(error)}`);
  }
}

const USUAL = { given: [] };

type Made = Pick<RebuildReport, 'frameCount' | 'sessions' | 'failures' | 'failed'>;

async function fill(
  fresh: string,
  replaces: string,
  folders: readonly string[],
  inherited: UserKnowledge | null,
  options: OpenOptions,
  context: Context,
): Promise<Made> {
  const usual = options.settings.origin ?? USUAL;
  const origin = { ...usual, database: 'given', keeps: false, replaces } as const;
  const settings = { ...options.settings, database: fresh, addWcs: 'never' as const, origin };
  const { onChange, ...quiet } = options;
  const archive = await openArchive({ ...quiet, settings, ...(inherited ? { inherited } : {}) });
  try {
    const { failed, counts, cancelled } = await archive.register(
      { sources: folders, mode: 'in-place', dryRun: false },
      context,
    );
    if (cancelled) throw new CancelledError();
    refuseUnread(folders, failed);
    await archive.regenerate({ full: true }, context);
    const { frameCount, sessions } = await archive.status();
    return { frameCount, sessions, failures: counts.failed, failed };
  } finally {
    await archive.close();
  }
}

/**
 * A whole folder that could not be read would leave all of its frames out, and the old database knows them.
 */
function refuseUnread(folders: readonly string[], failed: Made['failed']): void {
  const unread = failed.find(({ path }) => folders.includes(path));
  if (unread === undefined) return;
  throw new ArchiveError('file', english('It could not be read, so the database was not rebuilt'), {
    path: unread.path,
    got: unread.error,
    advice: english('Nothing has been changed. Check its drive, then rebuild again.'),
  });
}

/**
 * The old file keeps a dated name beside its own until the new one takes that over, so that there is always
 * one.
 */
async function putInPlace(fresh: string, database: string, why: string): Promise<string | null> {
  try {
    // The next save would replace the previous generation, which is perhaps the last that was whole.
    await keepAside(previousGeneration(database), why);
    const kept = await keepAside(database, why);
    await rename(fresh, database);
    await syncFolder(dirname(database));
    return kept;
  } catch (error) {
    throw fileError(error, database);
  }
}

async function foldersThere(folders: readonly string[], log: Log): Promise<string[]> {
  const there: string[] = [];
  for (const folder of folders) {
    if (await isFolder(folder)) there.push(folder);
    else log.warn(`${folder} is not there; register it again when it is`);
  }
  return there;
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(WORK)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
