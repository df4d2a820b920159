/** Whether two paths are two names of one file. */
import { stat } from 'node:fs/promises';
import { areOneSpelling } from '../../storage/files/spelling';

/**
 * The same text for every name of a file: hard links, links on the way to it, other spellings as far as the
 * drive has numbers of its own for files. Removing one of two such names frees no room, and where the other
 * is only another way to it, removes the only copy.
 */
export async function identityOf(path: string): Promise<string> {
  const { dev, ino } = await stat(path, { bigint: true });
  return `${dev}:${ino}`;
}

/** Throws what the system throws where one of them leads nowhere. */
export async function areOneFile(a: string, b: string): Promise<boolean> {
  return (await identityOf(a)) === (await identityOf(b)) || areOneSpelling(a, b);
}
