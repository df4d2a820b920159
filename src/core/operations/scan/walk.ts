/** Finds the image files below the folders that are to be registered. */
import { lstatSync, type Stats } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { FailedFile, SkippedFile } from '../../api/register';
import { english } from '../../base/english';
import { fileError, reasonIn } from '../../base/errors';
import { passedOver } from '../../base/passedOver';
import type { Cancel } from '../../base/ports';
import { isImageName } from '../../formats/image/names';
import { isDistributedName } from '../../formats/xisf/extension';
import { unreadEnding, unreadText } from '../../storage/files/unread';
import { CHECKOUT_MARKER } from '../checkout/marker';

export type Found =
  FoundFile | ({ readonly kind: 'skipped' } & SkippedFile) | ({ readonly kind: 'failed' } & FailedFile);

export interface FoundFile {
  readonly kind: 'file';
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
}

/** Files that are looked at between two turns of whoever listens. */
const CHUNK = 64;
/** Entries that the system reads of a folder at once. */
const LISTED_AT_ONCE = 1024;
/**
 * Milliseconds for one file above which a drive is a distant one, which answers many questions at once
 * sooner.
 */
const DISTANT = 0.25;
/**
 * Above this a folder is taken in the order in which the system lists it: sorting would hold everything up.
 */
const MOST_SORTED = 200_000;

/**
 * Every FITS and XISF file below `sources` (folders or files, absolute), each once, some at a time. Links are
 * not followed: what they point to is registered where it really lies. A folder that cannot be read is
 * reported and passed over. In memory are the names in one folder, and the paths of the folders; the files of
 * a folder come by name, since capture programs number them.
 */
export async function* findInChunks(
  sources: readonly string[],
  cancel: Cancel,
): AsyncGenerator<readonly Found[]> {
  const walk = new Walk(cancel);
  for (const source of sources) yield* walk.below(source);
}

/** The same, one by one. */
export async function* findFits(sources: readonly string[], cancel: Cancel): AsyncGenerator<Found> {
  for await (const chunk of findInChunks(sources, cancel)) yield* chunk;
}

interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** That it could not be read, or not to its end. */
  readonly problems: readonly Found[];
}

class Walk {
  readonly #cancel: Cancel;
  /** Folders that were listed: sources may lie in one another. */
  readonly #listed = new Set<string>();
  /** Files that are sources themselves. */
  readonly #given = new Set<string>();

  constructor(cancel: Cancel) {
    this.#cancel = cancel;
  }

  async *below(source: string): AsyncGenerator<readonly Found[]> {
    let isFolder: boolean;
    try {
      isFolder = (await stat(source)).isDirectory();
    } catch (error) {
      yield [failed(source, error)];
      return;
    }
    if (isFolder) yield* this.#tree(source);
    else if (!this.#wasFound(source)) {
      this.#given.add(source);
      yield [inspect(source, () => lstatSync(source))];
    }
  }

  #wasFound(file: string): boolean {
    return this.#given.has(file) || (this.#listed.has(dirname(file)) && isWanted(basename(file)));
  }

  async *#tree(source: string): AsyncGenerator<readonly Found[]> {
    const pending = [source];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      if (this.#cancel.isCancellationRequested) return;
      if (this.#listed.has(folder)) continue;
      this.#listed.add(folder);
      const { files, folders, problems } = await this.#list(folder);
      if (problems.length > 0) yield problems;
      const inside = join(folder, sep);
      for (let first = 0; first < files.length; first += CHUNK) {
        if (this.#cancel.isCancellationRequested) return;
        const paths = files.slice(first, first + CHUNK).map((name) => inside + name);
        yield await inspectAll(
          this.#given.size === 0 ? paths : paths.filter((path) => !this.#given.has(path)),
        );
      }
      for (const name of folders.toReversed()) pending.push(inside + name);
    }
  }

  async #list(folder: string): Promise<Listing> {
    const files: string[] = [];
    const folders: string[] = [];
    const problems: Found[] = [];
    const unread = new Map<string, number>();
    try {
      for await (const entry of await opendir(folder, { bufferSize: LISTED_AT_ONCE })) {
        if (this.#cancel.isCancellationRequested) break;
        const { name } = entry;
        if (name === CHECKOUT_MARKER) {
          const why = english('It is a checkout, made from the archive');
          return { files: [], folders: [], problems: [{ kind: 'skipped', path: folder, why }] };
        }
        if (!entry.isDirectory()) {
          if (isWanted(name)) files.push(name);
          else count(unread, unreadEnding(name));
          continue;
        }
        const passed = passedOver(name);
        if (passed === null) folders.push(name);
        else if (passed === 'system') {
          const why = english(
            'It belongs to the system: what was deleted, or snapshots. Name it to look into it',
          );
          problems.push({ kind: 'skipped', path: join(folder, name), why });
        }
      }
    } catch (error) {
      problems.push(failed(folder, error));
    }
    problems.push(...unreadIn(folder, unread));
    if (files.length <= MOST_SORTED) files.sort();
    return { files, folders: folders.sort(), problems };
  }
}

function isWanted(name: string): boolean {
  return isImageName(name) || isDistributedName(name);
}

function count(counts: Map<string, number>, ending: string | null): void {
  if (ending !== null) counts.set(ending, (counts.get(ending) ?? 0) + 1);
}

/**
 * One line for each kind of files in a folder that are not read: silence would mislead, and a line for each
 * is a flood.
 */
function unreadIn(folder: string, counts: ReadonlyMap<string, number>): Found[] {
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ending, files]) => {
      const why = unreadText(ending, files);
      return { kind: 'skipped', path: folder, why, unread: { ending, files } };
    });
}

function whyUnread(path: string): string | null {
  if (isImageName(path)) return null;
  if (isDistributedName(path))
    return english('It is part of a distributed XISF unit; save it as a .xisf file');
  const ending = unreadEnding(basename(path));
  if (ending !== null) return unreadText(ending, 1);
  return english('Its name is not that of an image file');
}

/**
 * Asks a drive of this machine for one file after the other, which is quickest, and a distant one for all at
 * once.
 */
async function inspectAll(paths: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const [index, path] of paths.entries()) {
    const started = performance.now();
    found.push(inspect(path, () => lstatSync(path)));
    if (performance.now() - started < DISTANT) continue;
    found.push(...(await Promise.all(paths.slice(index + 1).map(inspectLater))));
    break;
  }
  return found;
}

async function inspectLater(path: string): Promise<Found> {
  try {
    const info = await lstat(path);
    return inspect(path, () => info);
  } catch (error) {
    return failed(path, error);
  }
}

function inspect(path: string, look: () => Stats): Found {
  const skipped = (why: string): Found => ({ kind: 'skipped', path, why });
  const unread = whyUnread(path);
  if (unread !== null) return skipped(unread);
  if (basename(path).startsWith('.')) return skipped(english('It is hidden'));
  try {
    const info = look();
    if (info.isSymbolicLink()) return skipped(english('It is a link; register the folder that it points to'));
    if (!info.isFile()) return skipped(english('It is not a regular file'));
    return { kind: 'file', path, size: info.size, mtime: info.mtimeMs };
  } catch (error) {
    return failed(path, error);
  }
}

/** Bytes that are no UTF-8 come as this character, and the name then leads nowhere. */
const UNDECODABLE = '\uFFFD';

function failed(path: string, error: unknown): Found {
  if (path.includes(UNDECODABLE) && (error as NodeJS.ErrnoException).code === 'ENOENT') {
    const why = english('Its name is not in UTF-8, so that it cannot be opened. Rename it, then register it');
    return { kind: 'failed', path, error: `${path}: ${why}.`, reason: 'name-encoding' };
  }
  return { kind: 'failed', path, error: fileError(error, path).describe(), ...reasonIn(error) };
}
