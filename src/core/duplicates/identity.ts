/** Whether two paths are two names of one file. */
import { stat } from 'node:fs/promises';

/**
 * The same text for every name of a file: hard links, links on the way to it, other spellings. Removing one of two
 * such names frees no room, and where the other is only another way to it, removes the only copy.
 */
export async function identityOf(path: string): Promise<string> {
  const { dev, ino } = await stat(path, { bigint: true });
  return `${dev}:${ino}`;
}
