/** The file of a preview: whose it is, and how it gets its name. */
import { createHash } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { COMMENT_BYTES, commentIn } from '../../formats/raster/comment';
import { firstBytes } from '../../storage/files/firstBytes';
import { secondName, unfinishedName } from '../../storage/files/replace';

/** How often the name of a preview is tried for: others may take and leave it meanwhile. */
const ATTEMPTS = 3;
/** Milliseconds after which a file that nobody has finished belongs to a program that is gone. */
const UNFINISHED = 3_600_000;
const UNFINISHED_NAME = /^(.+)\.[0-9a-f]{12}\.new$/;

/** Tells a preview of one file from that of another of the same name, without telling where it lies. */
export function previewComment(path: string): string {
  return `Astro Archive preview ${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
}

/**
 * Whether a file of this name is there.
 * @param comment That of a preview of the same file.
 * @throws ArchiveError `exists` where the file is something else.
 */
export async function refuseForeign(preview: string, comment: string): Promise<boolean> {
  const found = await firstBytes(preview, COMMENT_BYTES);
  if (found === null) return false;
  if (commentIn(found) === comment) return true;
  throw foreign(preview);
}

/**
 * Writes a preview. The name is taken only where it is free, or where an older preview of the same file has it: also one
 * that another process has made since. Whatever happens, the file is the old or the new one, complete.
 * @throws ArchiveError `exists` as `refuseForeign` does, `file` where it cannot be written.
 */
export async function writePreview(preview: string, bytes: Uint8Array, comment: string): Promise<void> {
  const beside = unfinishedName(preview);
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(bytes);
      // What a power failure leaves of a file has no comment, and would never be replaced.
      await file.sync();
    } finally {
      await file.close();
    }
    await giveName(beside, preview, comment);
  } catch (error) {
    throw fileError(error, preview);
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function giveName(beside: string, preview: string, comment: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await refuseForeign(preview, comment)) return rename(beside, preview);
    try {
      return await secondName(beside, preview);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  // A link that leads nowhere.
  throw foreign(preview);
}

/**
 * Removes what programs that were killed have left of previews.
 * @param comments By name of the preview: `M31_0001.png`.
 */
export async function removeRemains(folder: string, comments: ReadonlyMap<string, string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const comment = comments.get(UNFINISHED_NAME.exec(name)?.[1] ?? '');
    if (comment === undefined) continue;
    const path = join(folder, name);
    try {
      const { mtimeMs, size } = await stat(path);
      if (Date.now() - mtimeMs <= UNFINISHED) continue;
      const found =
        size === 0 ? comment : commentIn((await firstBytes(path, COMMENT_BYTES)) ?? Buffer.alloc(0));
      if (found === comment) await rm(path, { force: true });
    } catch {
      // It is in nobody's way.
    }
  }
}

function foreign(preview: string): ArchiveError {
  return new ArchiveError('exists', english('a file of that name exists, and is no preview of this image'), {
    path: preview,
    advice: english('Choose another folder, or remove the file.'),
  });
}
