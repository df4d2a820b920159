/**
 * Claims as they lie beside a file: which there are, what they hold, and whether their owners are alive.
 * Reads only.
 */
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from '../../base/errors';
import { type Claim, type ClaimVerdict, judgeClaim, parseClaim } from './claim';
import { ask } from './listen';
import { compareOwner, isLocalDrive } from './machine';

const LARGEST_CLAIM = 64 * 1024;

/**
 * Names of finished claims in a folder that begin with `prefix`: `archive.lock-0123456789ab`. Throws an
 * ArchiveError.
 */
export async function claimsIn(folder: string, prefix: string): Promise<string[]> {
  const names = (await namesIn(folder)).filter((name) => name.startsWith(prefix));
  return names.filter((name) => /^[0-9a-f]{12}$/.test(name.slice(prefix.length)));
}

/**
 * Links are not followed, and nothing but a small regular file is read. `none`: it holds nothing, as after a
 * power failure; `strange`: what it holds is of another version of the program.
 */
export async function readClaim(path: string): Promise<Claim | 'gone' | 'none' | 'strange'> {
  let file;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A link, or a socket under such a name, is no claim of this program.
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO') return 'gone';
    throw fileError(error, path);
  }
  try {
    const info = await file.stat();
    if (!info.isFile() || info.size > LARGEST_CLAIM) return 'gone';
    const content = await file.readFile('utf8');
    return parseClaim(content) ?? (content.trim().startsWith('{"') ? 'strange' : 'none');
  } catch (error) {
    throw fileError(error, path);
  } finally {
    // What was read has been read.
    await file.close().catch(() => undefined);
  }
}

/** Whether the owner of the claim at `path` is alive, as far as that can be told from here. */
export async function verdictOn(claim: Claim, path: string): Promise<ClaimVerdict> {
  return judgeClaim(claim, {
    ...compareOwner(claim),
    socket: await ask(path, claim.listens),
    localDrive: await isLocalDrive(dirname(path)),
  });
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw fileError(error, folder);
  }
}
