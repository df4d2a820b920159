/** Takes the notebook of the first version along, which lay beside the database, into the repository. */
import { lstat, rename } from 'node:fs/promises';
import { messageOf } from '../errors';
import { replaceFile } from '../files/replace';
import type { Log } from '../ports';
import { readNotebook } from './file';

/**
 * Does nothing where there is one at the new place, or none at the old. The old file keeps its content under another name.
 * What cannot be taken along is told and stays where it is; the database knows it, too.
 */
export async function bringAlong(old: string, now: string, log: Log): Promise<void> {
  if (old === now || (await isThere(now)) || !(await isThere(old))) return;
  try {
    const reading = await readNotebook(old);
    if (reading.kind !== 'read') return;
    await replaceFile(now, reading.text);
    await rename(old, `${old}.moved`);
    log.info(`What only you know of the archive is kept in ${now} now`);
  } catch (error) {
    log.warn(`${old} could not be taken along to ${now}: ${messageOf(error)}`);
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
