/** Opens an archive in this process: the engine's worker, the command line and the tests all come through here. */
import type { Archive } from '../api/archive';
import { ArchiveHome } from '../storage/identity/home';
import { bringAlong } from '../storage/notebook/bringAlong';
import { notebookFile } from '../storage/notebook/notebookFile';
import { keepNotebook } from '../storage/notebook/keeper';
import { OpenedArchive } from './opened';
import type { OpenOptions } from './openOptions';

export type { OpenOptions };

/** Rejects with `in-use` while another process writes the archive, with `damaged` when its database is not whole. */
export async function openArchive(options: OpenOptions): Promise<Archive> {
  const { settings, log, access = 'write' } = options;
  const home = await ArchiveHome.open({ settings, access, log });
  try {
    const learnt = access === 'write' && (await takeNotebook(home, options));
    const archive = new OpenedArchive({ ...options, settings: home.settings }, home);
    if (access === 'write') await archive.recover();
    if (learnt) await archive.learn();
    return archive;
  } catch (error) {
    await home.close().catch(() => undefined);
    throw error;
  }
}

/** Returns whether the database has learnt from what only the user knows. */
async function takeNotebook({ notebook, database }: ArchiveHome, options: OpenOptions): Promise<boolean> {
  if (notebook === null) return false;
  await bringAlong(notebookFile(database.path), notebook, options.log);
  return keepNotebook(database, options.log, { notebook, ...options });
}
