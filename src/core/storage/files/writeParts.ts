/** Writes a file part by part, for what is too large for the memory. */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from '../../base/errors';
import { syncFolder } from '../../base/syncFolder';
import { secondName, unfinishedName } from './replace';

/**
 * The file gets its name when it is complete: `path` is either what it was before, or the new one. A name that is
 * taken is only taken over with `mayReplace`. Throws an ArchiveError, or what the parts throw.
 */
export async function writeParts(
  path: string,
  parts: AsyncIterable<Uint8Array>,
  { mayReplace }: { readonly mayReplace: boolean },
): Promise<void> {
  const beside = unfinishedName(path);
  try {
    const file = await open(beside, 'wx');
    try {
      for await (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    if (mayReplace) await rename(beside, path);
    else await secondName(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw fileError(error, path);
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}
