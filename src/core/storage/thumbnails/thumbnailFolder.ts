/**
 * Thumbnails as files in a folder beside the database. Everything in it can be made again, so nothing here ever
 * fails: what cannot be read is not there, what cannot be written is not kept. Several programs may use it at
 * once: a file gets its name only when it is complete, and files of one name have the same content.
 */
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { readOwnBytes } from '../files/ownFile';
import { unfinishedName } from '../files/replace';
import { type Bounds, BOUNDS, isOurs, outOfBounds, type ThumbnailFile } from './outOfBounds';

/** Where the thumbnails of an archive are: `/astro/.astro-archive/astro-archive.sqlite.thumbnails`. */
export function thumbnailFolder(database: string): string {
  return `${database}.thumbnails`;
}

/** No thumbnail has more bytes. */
const MOST_BYTES = 256 << 10;
/** Files that are written before the folder is looked through. */
const WRITES_BETWEEN = 256;
/** Milliseconds after which a use is noted: a write for every look would cost more than it tells. */
const DAY = 86_400_000;

export class ThumbnailFolder {
  readonly #database: string;
  readonly #folder: string;
  readonly #bounds: Bounds;
  /** Looked through at the first write, since others may have filled it. */
  #writes = WRITES_BETWEEN - 1;

  /** `database` is the file of an archive that is open. */
  constructor(database: string, bounds: Bounds = BOUNDS) {
    this.#database = database;
    this.#folder = thumbnailFolder(database);
    this.#bounds = bounds;
  }

  /** The bytes of a file by its name, `3f…9a.jpg`; null where it is not there or cannot be read. */
  async read(name: string): Promise<Buffer | null> {
    const path = join(this.#folder, name);
    try {
      const bytes = await readOwnBytes(path, MOST_BYTES);
      if (bytes !== null) await noteUse(path);
      return bytes;
    } catch {
      return null;
    }
  }

  /** Whether it could be kept: not on a drive that is read-only, full, or gone. */
  async write(name: string, bytes: Uint8Array): Promise<boolean> {
    const path = join(this.#folder, name);
    const beside = unfinishedName(path);
    try {
      // The mount point of a drive that is away stays empty.
      await stat(this.#database);
      await mkdir(this.#folder).catch(refuseOther('EEXIST'));
      await writeNew(beside, bytes);
      await rename(beside, path);
    } catch {
      await rm(beside, { force: true }).catch(() => undefined);
      return false;
    }
    this.#writes++;
    if (this.#writes >= WRITES_BETWEEN) {
      this.#writes = 0;
      await this.#prune();
    }
    return true;
  }

  async #prune(): Promise<void> {
    try {
      const names = (await readdir(this.#folder)).filter(isOurs);
      const files: ThumbnailFile[] = [];
      for (const name of names) {
        const info = await stat(join(this.#folder, name)).catch(() => null);
        if (info?.isFile()) files.push({ name, bytes: info.size, used: info.mtimeMs });
      }
      for (const name of outOfBounds(files, Date.now(), this.#bounds)) {
        await rm(join(this.#folder, name), { force: true });
      }
    } catch {
      // Another program may be looking through it, or the drive is gone: the next write looks again.
    }
  }
}

async function noteUse(path: string): Promise<void> {
  const now = new Date();
  const { mtimeMs } = await stat(path);
  // A folder that cannot be written is as good for reading.
  if (now.getTime() - mtimeMs > DAY) await utimes(path, now, now).catch(() => undefined);
}

/** Not synced: what a power failure leaves of it is noticed when it is read. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}

const refuseOther = (code: string) => (error: unknown) => {
  if ((error as NodeJS.ErrnoException).code !== code) throw error;
};
