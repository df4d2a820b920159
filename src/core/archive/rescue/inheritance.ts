/** What a rebuilt database inherits: from the old one, the generation before it, and the notebook. */
import { messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import { previousGeneration, readDatabaseFile } from '../../storage/database/databaseFile';
import { damageOf } from '../../storage/database/restore';
import { NO_KNOWLEDGE, type UserKnowledge } from '../../storage/database/userKnowledge';
import { decideNotebook, joined } from '../../storage/notebook/decideNotebook';
import { type NotebookReading, readNotebook } from '../../storage/notebook/notebookFile';
import { salvage, type Salvage } from './salvage';

export interface Inheritance {
  readonly damaged: boolean;
  /** Beside what the notebook has; null where that has it all. */
  readonly knowledge: UserKnowledge | null;
  /** Folders outside the repository in which frames lie that were registered in place. */
  readonly folders: readonly string[];
}

/**
 * Reads what can be read and tells the log what cannot. Throws `database` for a file that is newer or of
 * another program, and `file` where the system refuses; a file that is not whole is no reason to throw.
 * `notebook` is where what only the user knows is kept.
 */
export async function inheritanceOf(database: string, notebook: string, log: Log): Promise<Inheritance> {
  const damage = await damageOf(database);
  if (damage) log.warn(`${messageOf(damage)} What can be read of it is taken over`);
  const here = await salvageFile(database, log);
  // The generation before is asked only for what this one does not say: what was taken back since must not
  // come back.
  const before =
    here === null || here.lost.length > 0 ? await salvageFile(previousGeneration(database), log) : null;
  const reading = await readNotebook(notebook).catch((error: unknown) => {
    log.warn(`The notebook could not be read: ${messageOf(error)}`);
    return null;
  });
  return {
    damaged: damage !== null,
    knowledge: inherited(here, before, reading),
    folders: [...new Set([...(here?.folders ?? []), ...(before?.folders ?? [])])].sort(),
  };
}

/**
 * Who knows best, as when an archive is opened: a notebook that is newer than the database has it all; one
 * that may be of either age counts before it; an old copy, or none, after it. Pure.
 */
function inherited(
  here: Salvage | null,
  before: Salvage | null,
  reading: NotebookReading | null,
): UserKnowledge | null {
  const known = here?.knowledge ?? NO_KNOWLEDGE;
  if (reading?.kind !== 'read') return joined(known, before?.knowledge ?? NO_KNOWLEDGE);
  const decision = decideNotebook(reading, here?.notebook ?? null);
  if (decision === 'import') return null;
  return decision === 'write' ? known : joined(reading.notebook.knowledge, known);
}

/** Null where there is no such file, or nothing in it that can be read. */
async function salvageFile(path: string, log: Log): Promise<Salvage | null> {
  try {
    const bytes = await readDatabaseFile(path);
    if (bytes === null || bytes.length === 0) return null;
    const found = await salvage(bytes, path);
    if (found === null) log.warn(`${path}: nothing of it can be read`);
    else if (found.lost.length > 0) log.warn(`${path}: not readable: ${found.lost.join(', ')}`);
    return found;
  } catch (error) {
    log.warn(`${path} could not be read: ${messageOf(error)}`);
    return null;
  }
}
