/** Makes the database anew from the files and from what only the user knows. */
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { RebuildReport } from './archive';
import { previousGeneration } from './database/file';
import { readKnowledge, type Knowledge } from './database/knowledge';
import { loadDatabase, type Loaded } from './database/load';
import { lockDatabase } from './database/lock';
import { ArchiveError, CancelledError, fileError } from './errors';
import { refuseNoFolder } from './files/refuseAbsent';
import { keepAside } from './files/replace';
import { syncFolder } from './files/syncFolder';
import { notebookFile, readNotebook } from './notebook/file';
import { openArchive, type OpenOptions } from './open';
import type { Context } from './ports';

/** In the folder of the database; one that is left over is of a rebuild that was killed. */
const WORK = '.rebuild-';

/**
 * Registers the repository in place, and the folders outside it that the old database knew, into a new database beside the
 * old one, makes the sessions, and only then puts it into its place. Until then the old one is untouched; after that it
 * is kept under a dated name. No FITS file is written to. Throws `cancelled`, and `in-use` while somebody has it open.
 */
export async function rebuildDatabase(
  database: string,
  options: OpenOptions,
  context: Context,
): Promise<RebuildReport> {
  const started = performance.now();
  const { settings, log } = options;
  await refuseNoFolder(settings.repository);
  if (await isThere(database)) await settle(options);
  const lock = await lockDatabase(database);
  try {
    await removeLeftovers(dirname(database));
    const old = await inheritanceOf(database);
    const folders = [settings.repository, ...(await foldersThere(old.folders))];
    const work = await mkdtemp(join(dirname(database), WORK));
    try {
      const fresh = join(work, basename(database));
      const made = await fill(
        fresh,
        folders,
        old.knowledge,
        { ...options, notebook: notebookFile(database) },
        context,
      );
      const kept = await putInPlace(fresh, database, old.damaged ? 'damaged' : 'replaced');
      const seconds = (performance.now() - started) / 1000;
      log.info(
        `Rebuilt ${database}: ${made.frames} frames, ${made.sessions} sessions, ${seconds.toFixed(1)} s`,
      );
      return { database, kept, folders, ...made, seconds };
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  } finally {
    await lock.release();
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Brings a database that opens and its notebook into step, so that neither holds what the other has given up. */
async function settle(options: OpenOptions): Promise<void> {
  const { onChange, ...quiet } = options;
  try {
    const archive = await openArchive({ ...quiet, access: 'write', hashThreads: 0 });
    await archive.close();
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code !== 'damaged') throw error;
  }
}

type Made = Pick<RebuildReport, 'frames' | 'sessions' | 'failures' | 'failed'>;

async function fill(
  fresh: string,
  folders: readonly string[],
  inherited: Knowledge | null,
  options: OpenOptions,
  context: Context,
): Promise<Made> {
  const settings = { ...options.settings, database: fresh, addWcs: 'never' as const };
  const { onChange, ...quiet } = options;
  const archive = await openArchive({ ...quiet, settings, ...(inherited ? { inherited } : {}) });
  try {
    const { failed, counts, cancelled } = await archive.register(
      { sources: folders, mode: 'in-place', dryRun: false },
      context,
    );
    if (cancelled) throw new CancelledError();
    await archive.regenerate({ full: true }, context);
    const { frames, sessions } = await archive.status();
    return { frames, sessions, failures: counts.failed, failed };
  } finally {
    await archive.close();
  }
}

/** The old file keeps a dated name beside its own until the new one takes that over, so that there is always one. */
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

/** What the old database knows that the files do not say. */
interface Inheritance {
  readonly damaged: boolean;
  /** Null where the notebook has it all. */
  readonly knowledge: Knowledge | null;
  /** Folders outside the repository in which frames lie that were registered in place. */
  readonly folders: readonly string[];
}

/**
 * A whole database knows everything. Of a damaged one the generation before is asked: for the folders, and, where no
 * notebook can be read, for what only the user knows. Throws for a file that is newer or of another program.
 */
async function inheritanceOf(database: string): Promise<Inheritance> {
  let loaded: Loaded | null = null;
  let damaged = false;
  try {
    loaded = await loadDatabase(database);
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code !== 'damaged') throw error;
    damaged = true;
    loaded = await loadDatabase(previousGeneration(database)).catch(() => null);
  }
  if (!loaded) return { damaged, knowledge: null, folders: [] };
  const { sqlite } = loaded;
  try {
    const notebook = damaged ? await readNotebook(notebookFile(database)).catch(() => null) : null;
    const paths = sqlite.all('select path from folder where id in (select folder from frame) order by path');
    return {
      damaged,
      knowledge: notebook?.kind === 'read' ? null : readKnowledge(sqlite),
      folders: paths.map((row) => String(row['path'])).filter((path) => isAbsolute(path)),
    };
  } finally {
    sqlite.close();
  }
}

async function foldersThere(folders: readonly string[]): Promise<string[]> {
  const there: string[] = [];
  for (const folder of folders) {
    if ((await stat(folder).catch(() => null))?.isDirectory()) there.push(folder);
  }
  return there;
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(WORK)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
