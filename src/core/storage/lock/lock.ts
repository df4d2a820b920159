/**
 * One writer. Whoever wants to write puts a claim beside what it writes, under its own name, and looks then
 * who else has one: of two that do so at once, the later sees the earlier. So there is nothing to steal and
 * nothing to break, and what a dead owner has left is cleared away by its own name.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import type { Claim } from './claim';
import { claimsIn, readClaim, verdictOn } from './claims';
import { findFirstVersion } from './firstVersion';
import { ask, listen, type Listener, socketBeside } from './listen';
import { isLocalDrive, ownerHere } from './machine';

export interface Lock {
  /**
   * The claim, beside what it is of: `archive.lock-0123456789ab`. Nobody else can have made a file of that
   * name.
   */
  readonly claim: string;
  release(): Promise<void>;
}

/** How often two that came at once try again before both give up. */
const TRIES = 5;
/** Milliseconds; by chance, so that two do not meet again. */
const LONGEST_PAUSE = 100;
/** What a claim is called until it is finished. */
const UNFINISHED = '.new';

/**
 * Takes the lock of a file that need not be there yet: `/astro/.astro-archive/astro-archive.sqlite`. Makes
 * its folder. Throws `in-use` while another process has it, and says since when.
 */
export async function takeLock(path: string): Promise<Lock> {
  const real = await realName(path);
  await refuseFirstVersion(real);
  for (let tries = 1; ; tries++) {
    await refuseOthers(real, null);
    const mine = await putClaim(real);
    if (mine === null) continue;
    try {
      await refuseOthers(real, mine.name);
      await clearLeftovers(real);
      return { claim: mine.name, release: () => withdraw(mine) };
    } catch (error) {
      await withdraw(mine).catch(() => undefined);
      if (!(error instanceof ArchiveError) || error.code !== 'in-use' || tries >= TRIES) throw error;
      await pause(Math.random() * LONGEST_PAUSE);
    }
  }
}

interface Mine {
  readonly path: string;
  readonly name: string;
  readonly listener: Listener;
}

/** Null where another one took our unfinished claim for one that was left: both came at once. */
async function putClaim(real: string): Promise<Mine | null> {
  const path = `${real}.lock-${randomBytes(6).toString('hex')}`;
  const unfinished = path + UNFINISHED;
  const listener = await listen(path);
  const claim: Claim = { ...ownerHere(), since: new Date().toISOString(), listens: listener.listens };
  try {
    const file = await open(unfinished, 'wx', 0o644);
    try {
      await file.writeFile(JSON.stringify(claim));
    } finally {
      await file.close();
    }
    // So that nobody ever sees half a claim.
    await rename(unfinished, path);
    return { path, name: basename(path), listener };
  } catch (error) {
    await listener.close();
    for (const each of [unfinished, path]) await rm(each, { force: true }).catch(() => undefined);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(error, path);
  }
}

/** Claims of this process that are over, though the drive would not let go of them. */
const over = new Set<string>();

/** The claim goes first: without it the socket means nothing. */
async function withdraw({ path, listener }: Mine): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    over.add(path);
    throw fileError(error, path);
  } finally {
    await listener.close();
    await rm(socketBeside(path), { force: true }).catch(() => undefined);
  }
}

/** Throws `in-use` for the first claim of somebody alive; clears away those of the dead. */
async function refuseOthers(real: string, mine: string | null): Promise<void> {
  const folder = dirname(real);
  const claims = await claimsIn(folder, `${basename(real)}.lock-`);
  for (const name of claims) {
    if (name === mine) continue;
    const path = join(folder, name);
    const found = over.has(path) ? 'none' : await readClaim(path);
    if (found === 'none') await clearAway(path);
    else if (found === 'strange') throw inUse(real, null, path);
    else if (found !== 'gone') {
      const verdict = await verdictOn(found, path);
      if (verdict === 'alive') throw inUse(real, found);
      if (verdict === 'elsewhere') throw inUse(real, found, path);
      await clearAway(path);
    }
  }
}

/**
 * Removes unfinished claims, and sockets that nobody listens at. Whoever is at it in this moment begins
 * again.
 */
async function clearLeftovers(real: string): Promise<void> {
  const folder = dirname(real);
  const prefix = `${basename(real)}.lock-`;
  const isLocal = (await isLocalDrive(folder)) === true;
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const [, claim, ending] = /^(.*-[0-9a-f]{12})(\.sock|\.new)$/.exec(name) ?? [];
    if (claim === undefined || !name.startsWith(prefix) || names.includes(claim)) continue;
    const path = join(folder, name);
    const isDead = async () => isLocal && (await ask(join(folder, claim), { at: 'folder' })) === 'silent';
    if (ending === UNFINISHED || (await isDead())) await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Of a dead owner; where it cannot be removed it is judged again the next time. */
async function clearAway(claim: string): Promise<void> {
  for (const file of [claim, socketBeside(claim)]) await rm(file, { force: true }).catch(() => undefined);
}

async function refuseFirstVersion(real: string): Promise<void> {
  const owner = await findFirstVersion(real);
  if (owner !== null) throw inUse(real, { host: owner.host, process: owner.process, since: owner.since });
}

/** The file's path without links on the way; makes its folder. */
async function realName(path: string): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return join(await realpath(dirname(path)), basename(path));
  } catch (error) {
    throw fileError(error, dirname(path));
  }
}

/** `claim` is the file to delete where the owner cannot be asked. */
function inUse(
  path: string,
  owner: Pick<Claim, 'host' | 'process' | 'since'> | null,
  claim?: string,
): ArchiveError {
  const who = owner === null ? {} : { got: english('process {0} on {1}', owner.process, owner.host) };
  const advice =
    claim === undefined
      ? english('Close it there and try again.')
      : english(
          'Close it there and try again. If nothing on {0} uses it any more, delete {1}.',
          owner?.host ?? english('that machine'),
          claim,
        );
  const message =
    owner === null
      ? english('Another program is using this archive')
      : english('Another program is using this archive (since {0})', timeOf(owner.since));
  return new ArchiveError('in-use', message, { path, ...who, advice });
}

/** On the clock of this machine: `16:08`, with its date where that is not today's. */
function timeOf(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return english('an unknown time');
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  if (time.toDateString() === new Date().toDateString()) return clock;
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`;
}
