/** Hands out thumbnails: from memory, from their folder, or made one after the other. */
import { stat } from 'node:fs/promises';
import { ArchiveError, CancelledError, fileError } from '../../base/errors';
import type { Cancel } from '../../base/ports';
import type { FileState } from '../../storage/files/fileState';
import { type Size, sizeOfSealed } from '../../storage/thumbnails/sealed';
import { ThumbnailFolder } from '../../storage/thumbnails/thumbnailFolder';
import { type MadeThumbnail, makeThumbnail } from './thumbnail';
import { type KnownContent, thumbnailName } from './thumbnailName';

export interface ThumbnailRequest {
  /** Absolute. */
  readonly path: string;
  /** What the archive knows of the file; null where it is not in it. */
  readonly known: KnownContent | null;
  /** The open database that thumbnails are kept beside; null to keep them in memory alone. */
  readonly database: string | null;
}

export interface Thumbnail extends Size {
  /** `data:image/jpeg;base64,…`, at most 64,100 characters. */
  readonly address: string;
}

/** Thumbnails in memory: 8 MB at the most, for drives that nothing can be kept on. */
const REMEMBERED = 128;

export class ThumbnailDesk {
  /** By name, the one used last at the end; of a file that has none, why. */
  readonly #remembered = new Map<string, Thumbnail | ArchiveError>();
  #folder: { readonly database: string; readonly files: ThumbnailFolder } | undefined;
  /** The one being made: reading pixels keeps a processor busy, and others wait for what is looked at now. */
  #making: Promise<unknown> = Promise.resolve();

  /**
   * @throws ArchiveError where the file has no image that can be read, is not there and has no thumbnail, or
   * when cancelled.
   */
  async thumbnail({ path, known, database }: ThumbnailRequest, cancel: Cancel): Promise<Thumbnail> {
    const state = await stateOf(path);
    const now = state instanceof Error ? null : state;
    const name = thumbnailName(path, known, now);
    if (name === null) throw fileError(state, path);
    const folder = this.#folderOf(database);
    const kept = this.#recall(name) ?? (await this.#kept(folder, name));
    if (kept instanceof ArchiveError) throw kept;
    if (kept !== null) return kept;
    if (state instanceof Error) throw fileError(state, path);
    return this.#inTurn(cancel, async () => {
      // Somebody else may have waited for the same one.
      const made = this.#recall(name) ?? (await this.#make(path, name, folder, cancel));
      if (made instanceof ArchiveError) throw made;
      return made;
    });
  }

  async #kept(folder: ThumbnailFolder | null, name: string): Promise<Thumbnail | null> {
    const bytes = await folder?.read(name);
    const size = bytes ? sizeOfSealed(bytes) : null;
    return bytes && size ? this.#remember(name, thumbnailOf({ ...size, bytes })) : null;
  }

  async #make(
    path: string,
    name: string,
    folder: ThumbnailFolder | null,
    cancel: Cancel,
  ): Promise<Thumbnail | ArchiveError> {
    try {
      const made = await makeThumbnail(path, cancel);
      await folder?.write(name, made.bytes);
      return this.#remember(name, thumbnailOf(made));
    } catch (error) {
      // What cannot be shown now will not be tomorrow; a drive that does not answer might.
      if (error instanceof ArchiveError && error.code === 'format') return this.#remember(name, error);
      throw error;
    }
  }

  #inTurn<T>(cancel: Cancel, work: () => Promise<T>): Promise<T> {
    const result = this.#making.then(() => {
      if (cancel.isCancellationRequested) throw new CancelledError();
      return work();
    });
    this.#making = result.catch(() => undefined);
    return result;
  }

  #recall(name: string): Thumbnail | ArchiveError | null {
    const found = this.#remembered.get(name);
    return found === undefined ? null : this.#remember(name, found);
  }

  #remember<T extends Thumbnail | ArchiveError>(name: string, one: T): T {
    this.#remembered.delete(name);
    this.#remembered.set(name, one);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > REMEMBERED && oldest !== undefined) this.#remembered.delete(oldest);
    return one;
  }

  #folderOf(database: string | null): ThumbnailFolder | null {
    if (database === null) return null;
    if (this.#folder?.database !== database) {
      this.#folder = { database, files: new ThumbnailFolder(database) };
    }
    return this.#folder.files;
  }
}

/** What the file system says of a file; the error where it says nothing. */
async function stateOf(path: string): Promise<FileState | Error> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, mtime: mtimeMs };
  } catch (error) {
    return error as Error;
  }
}

const thumbnailOf = ({ width, height, bytes }: MadeThumbnail): Thumbnail => ({
  ...{ width, height },
  address: `data:image/jpeg;base64,${bytes.toString('base64')}`,
});
