/**
 * Opens an archive in this process: the engine's worker, the command line and the tests all come through
 * here.
 */
import type { Archive, ArchiveChange, ArchiveSettings } from '../api/archive';
import { type Log, noContext } from '../base/ports';
import { regenerate } from '../operations/regenerate/regenerate';
import type { PoolOptions } from '../operations/scan/pool';
import { ArchiveHome } from '../storage/identity/home';
import { recover } from '../storage/journal/recover';
import { bringAlong } from '../storage/notebook/bringAlong';
import { keepNotebook, type NotebookOptions } from '../storage/notebook/keeper';
import { notebookFile } from '../storage/notebook/notebookFile';
import { Facade } from './facade';
import { type ArchiveParts, closeParts, partsOf } from './parts';

/**
 * Rejects with `in-use` while another process writes the archive, with `damaged` when its database is not
 * whole.
 */
export async function openArchive(options: OpenOptions): Promise<Archive> {
  const { settings, log, access = 'write' } = options;
  const home = await ArchiveHome.open({ settings, access, log });
  let close = () => home.close();
  try {
    const learnt = access === 'write' && (await takeNotebook(home, options));
    const parts = partsOf(home, options);
    close = () => closeParts(parts);
    const archive = access === 'write' ? await caughtUp(parts, learnt) : parts;
    return new Facade(archive, options.onChange ?? (() => undefined));
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** Finishes or rolls back what a crash has left open; sessions follow what the notebook knew better. */
async function caughtUp(parts: ArchiveParts, learnt: boolean): Promise<ArchiveParts> {
  const recovered = await recover(parts);
  if (learnt && parts.frames.count() > 0) await regenerate({}, parts, noContext);
  return { ...parts, recovered };
}

/** Returns whether the database has learnt from what only the user knows. */
async function takeNotebook({ notebook, database }: ArchiveHome, options: OpenOptions): Promise<boolean> {
  if (notebook === null) return false;
  await bringAlong(notebookFile(database.path), notebook, options.log);
  return keepNotebook(database, options.log, { notebook, ...options });
}

export interface OpenOptions extends NotebookOptions, PoolOptions {
  readonly settings: ArchiveSettings;
  readonly log: Log;
  /** Readers take no lock, see the last saved state, and cannot change anything. Default: write. */
  readonly access?: 'read' | 'write';
  readonly onChange?: (change: ArchiveChange) => void;
}
