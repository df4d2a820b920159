/**
 * Goes through the folders that have changed since they were last looked into. Reads names and times, never a
 * file.
 */
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../base/errors';
import { passedOver, passedOverBelow } from '../../base/passedOver';
import { Breather } from '../../base/pause';
import type { Cancel, Log } from '../../base/ports';
import { isImageName } from '../../formats/image/names';
import type { SeenFolder } from '../../storage/database/seenFolders';
import { CHECKOUT_MARKER } from '../checkout/marker';
import { disagreement, type FolderListing, type FolderSight, isChanged, remembered } from './changedFolders';

/** Folders that are followed; those of a larger archive are so only as far as this goes. */
const MOST_FOLDERS = 50_000;
/** Questions that the file system gets at a time; a network drive answers them side by side. */
const AT_A_TIME = 32;
/** Entries that the system reads of a folder at once. */
const LISTED_AT_ONCE = 1024;

/**
 * An image that the archive does not have, and since when its folder has been known: null where it has just
 * come.
 */
export interface LooseImage {
  readonly path: string;
  readonly since: number | null;
}

export interface Looked {
  /** Files of frames with which the archive does not agree, and folders that are gone. */
  readonly touched: readonly string[];
  readonly loose: readonly LooseImage[];
  readonly gone: readonly string[];
  readonly remember: ReadonlyMap<string, SeenFolder>;
}

export interface LookParts {
  readonly repository: string;
  readonly seen: ReadonlyMap<string, SeenFolder>;
  /** Names of the frames in a folder, and whether each is marked as missing. */
  readonly namesIn: (folder: string) => ReadonlyMap<string, boolean>;
  readonly log: Log;
  readonly cancel: Cancel;
}

/**
 * Where no folder was ever looked into, everything is; what is found then may always have been there. Null
 * where the repository is not there.
 */
export async function lookInto(parts: LookParts): Promise<Looked | null> {
  const { repository, seen, cancel } = parts;
  if (typeof (await sightOf(repository)) !== 'number') return null;
  const look = new Look(parts);
  if (seen.size === 0) await look.into(repository, Date.now());
  // An earlier version looked into trash and snapshots as well: forgotten, with what it thinks to find there.
  const passed = [...seen.keys()].filter((path) => passedOverBelow(repository, path) !== null);
  look.gone.push(...passed);
  const paths = [...seen.keys()].filter((path) => passedOverBelow(repository, path) === null);
  for (let first = 0; first < paths.length && !cancel.isCancellationRequested; first += AT_A_TIME) {
    const some = paths.slice(first, first + AT_A_TIME);
    const sights = await Promise.all(some.map(sightOf));
    for (const [i, path] of some.entries()) {
      const sight = sights[i] ?? 'unclear';
      if (sight === 'gone') look.gone.push(path);
      else if (isChanged(sight, seen.get(path))) await look.into(path, seen.get(path)?.looked ?? null);
    }
  }
  const { touched, loose, gone, remember } = look;
  return { touched: [...gone, ...touched], loose, gone, remember };
}

class Look {
  readonly touched: string[] = [];
  readonly loose: LooseImage[] = [];
  readonly gone: string[] = [];
  readonly remember = new Map<string, SeenFolder>();
  readonly #parts: LookParts;
  readonly #breather = new Breather();

  constructor(parts: LookParts) {
    this.#parts = parts;
  }

  /** Into a folder and those below it that were never looked into. */
  async into(folder: string, since: number | null): Promise<void> {
    const { seen, cancel } = this.#parts;
    const pending = [{ path: folder, since }];
    for (let next = pending.pop(); next && !cancel.isCancellationRequested; next = pending.pop()) {
      for (const name of await this.#one(next.path, next.since)) {
        const path = join(next.path, name);
        const known = seen.has(path) || this.remember.has(path);
        if (known || seen.size + this.remember.size + pending.length >= MOST_FOLDERS) continue;
        // At the first look of all nothing is new; later a folder that was not there before is, with all that
        // is in it.
        pending.push({ path, since: seen.size === 0 ? since : null });
      }
      await this.#breather.breathe();
    }
  }

  /** Returns the names of the folders in it. */
  async #one(path: string, since: number | null): Promise<readonly string[]> {
    const looked = Date.now();
    // Asked before the names are: what comes meanwhile is seen the next time.
    const mtime = await sightOf(path);
    if (typeof mtime !== 'number') return [];
    let listing: FolderListing;
    try {
      listing = await list(path);
    } catch (error) {
      this.#parts.log.debug(`${path} cannot be looked into: ${messageOf(error)}`);
      return [];
    }
    const { frames, unknown } = disagreement(listing, this.#parts.namesIn(path));
    for (const name of frames) this.touched.push(join(path, name));
    for (const name of unknown) this.loose.push({ path: join(path, name), since });
    this.remember.set(path, remembered(mtime, looked));
    return listing.folders;
  }
}

async function sightOf(folder: string): Promise<FolderSight> {
  try {
    const info = await lstat(folder);
    return info.isDirectory() ? info.mtimeMs : 'gone';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unclear';
  }
}

/** Hidden files, trash and snapshots, and everything in a checkout, are passed over. */
async function list(folder: string): Promise<FolderListing> {
  const files: string[] = [];
  const folders: string[] = [];
  for await (const entry of await opendir(folder, { bufferSize: LISTED_AT_ONCE })) {
    const { name } = entry;
    if (name === CHECKOUT_MARKER) return { files: [], images: [], folders: [] };
    if (entry.isDirectory()) {
      if (passedOver(name) === null) folders.push(name);
    } else if (!name.startsWith('.')) files.push(name);
  }
  return { files, folders, images: files.filter(isImageName) };
}
