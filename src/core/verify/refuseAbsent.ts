/** Guards against a drive that is not there. */
import { stat } from 'node:fs/promises';
import { ArchiveError } from '../errors';

/** Throws unless the repository is a folder: without it every file would count as missing. */
export async function refuseAbsent(repository: string): Promise<void> {
  const info = await stat(repository).catch(() => null);
  if (info?.isDirectory()) return;
  throw new ArchiveError('file', 'The folder of the archive is not there', {
    path: repository,
    expected: 'a folder',
    advice: 'Is its drive connected?',
  });
}
