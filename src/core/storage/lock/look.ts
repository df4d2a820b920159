/** Who has the lock of a file, without taking it and without clearing anything away. */
import { realpath } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { claimsIn, readClaim, verdictOn } from './claims';
import { lookForFirstVersion } from './firstVersion';

/**
 * - `free`: nobody has it; what a dead owner has left counts as nobody.
 * - `this`: a thread of this process.
 * - `other`: another program.
 * - `unknown`: a program that cannot be asked from here, on another machine or of another version.
 */
export type LockState = 'free' | 'this' | 'other' | 'unknown';

/**
 * Of a file that need not be there: `/astro/.astro-archive/astro-archive.sqlite`. Throws what `readdir`
 * throws, as an ArchiveError.
 */
export async function lookAtLock(path: string): Promise<LockState> {
  const folder = await realpath(dirname(path)).catch(() => null);
  if (folder === null) return 'free';
  const real = join(folder, basename(path));
  const first = await lookForFirstVersion(real);
  const states: LockState[] = first === null || first === 'left' ? [] : ['other'];
  for (const name of await claimsIn(folder, `${basename(real)}.lock-`)) {
    states.push(await stateOf(join(folder, name)));
  }
  return (['this', 'other', 'unknown'] as const).find((state) => states.includes(state)) ?? 'free';
}

async function stateOf(path: string): Promise<LockState> {
  const claim = await readClaim(path);
  if (claim === 'gone' || claim === 'none') return 'free';
  if (claim === 'strange') return 'unknown';
  const verdict = await verdictOn(claim, path);
  if (verdict === 'dead') return 'free';
  if (verdict === 'elsewhere') return 'unknown';
  return claim.process === process.pid && claim.host === hostname() ? 'this' : 'other';
}
