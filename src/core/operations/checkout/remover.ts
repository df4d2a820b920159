/**
 * Takes away what a checkout has made, one entry of its marker after another. The marker is only a claim, and
 * what it names may have become the last copy of a frame: every entry has to prove that nothing is lost with
 * it.
 */
import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { realpath, rename, unlink } from 'node:fs/promises';
import * as path from 'node:path';
import { english } from '../../base/english';
import { CancelledError, fileError, messageOf } from '../../base/errors';
import { isInside } from '../../base/inside';
import type { Cancel } from '../../base/ports';
import { several } from '../../base/several';
import { takeName } from '../../storage/files/copy';
import { isOneInode } from '../../storage/files/oneName';
import type { MarkedFile } from './marker';
import type { Owner } from './owner';
import { isAsMade, isLinked, isSameBytes, statsAt } from './placeState';

const LAST_COPY = english('it may be the last copy of the frame');

/** What can be told of an entry without reading any file. */
export type Look =
  | { readonly state: 'free' }
  /** `bytes` that its removal frees: 0 for links. */
  | { readonly state: 'ours'; readonly bytes: number }
  | { readonly state: 'foreign'; readonly why: string };

/**
 * How the removal of an entry ended: why it stays, or the bytes that it freed, null where it was gone before.
 */
export type Removal = { readonly why: string } | { readonly why: null; readonly bytes: number | null };

export class Remover {
  readonly #folder: string;
  readonly #owner: Owner;
  readonly #real = new Map<string, Promise<string | null>>();

  /** `folder` is the checkout, absolute. */
  constructor(folder: string, owner: Owner) {
    this.#folder = folder;
    this.#owner = owner;
  }

  /**
   * Whether an entry could go. Links lose nothing, but have to lead to a frame of this archive or to nothing
   * any more. A file goes only while its source is another regular file outside of the checkout, and a frame
   * of this archive.
   */
  async look(file: MarkedFile): Promise<Look> {
    const target = this.#target(file);
    try {
      const found = await statsAt(target);
      if (found === null) return { state: 'free' };
      const why = await this.#whyNot(file, target, found);
      if (why !== null) return { state: 'foreign', why };
      const isFreed = file.made === 'copy' || file.made === 'unpacked';
      return { state: 'ours', bytes: isFreed ? Number(found.size) : 0 };
    } catch (error) {
      return { state: 'foreign', why: messageOf(fileError(error, target)) };
    }
  }

  /**
   * Removes entries: links several at a time, files one by one. Copies and unpacked files are compared with
   * their source byte by byte before. One entry's failure never stops the rest. Rejects with CancelledError
   * after a cancel, when `end` has been told of all that was done.
   */
  async removeAll(
    files: readonly MarkedFile[],
    cancel: Cancel,
    end: (file: MarkedFile, end: Removal) => void,
  ): Promise<void> {
    const remove = async (file: MarkedFile) => end(file, await this.#remove(file, cancel));
    await several(
      files.filter(({ made }) => isLinked(made)),
      remove,
      cancel,
    );
    for (const file of files.filter(({ made }) => !isLinked(made))) {
      if (cancel.isCancellationRequested) throw new CancelledError();
      await remove(file);
    }
  }

  async #remove(file: MarkedFile, cancel: Cancel): Promise<Removal> {
    const look = await this.look(file);
    if (look.state === 'free') return { why: null, bytes: null };
    if (look.state === 'foreign') return { why: look.why };
    const target = this.#target(file);
    try {
      if (isLinked(file.made)) await unlink(target);
      else {
        const why = await this.#removeFile(file, target, cancel);
        if (why !== null) return { why };
      }
      return { why: null, bytes: look.bytes };
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return { why: messageOf(fileError(error, target)) };
    }
  }

  async #removeFile(file: MarkedFile, target: string, cancel: Cancel): Promise<string | null> {
    const [before, source] = [await statsAt(target), await statsAt(file.source)];
    const reads = file.made === 'copy' || file.made === 'unpacked';
    if (reads && !(await isSameBytes(file.source, target, file.made === 'unpacked', cancel))) {
      return english('it was changed, or its frame was');
    }
    // Moved aside first: whatever spelling, link or mount leads from the source to this file, it shows now.
    const aside = `${target}.${randomBytes(6).toString('hex')}.leaving`;
    await rename(target, aside);
    try {
      const [now, sourceNow] = [await statsAt(aside), await statsAt(file.source)];
      // Some drives renumber a file with its name, so that only the source can be asked for its number.
      if (isUnchanged(before, now) && isUnchanged(source, sourceNow) && isOneInode(source, sourceNow)) {
        await unlink(aside);
        return null;
      }
    } catch (error) {
      await takeName(aside, target);
      throw error;
    }
    await takeName(aside, target);
    return LAST_COPY;
  }

  async #whyNot(file: MarkedFile, target: string, found: BigIntStats): Promise<string | null> {
    const { source, made } = file;
    const [real, parent] = [await this.#realOf(this.#folder), await this.#realOf(path.dirname(target))];
    if (real === null || parent === null || !isInside(real, parent)) return english('its folder is a link');
    const home = await this.#realOf(path.dirname(source));
    if (isInside(this.#folder, source) || (home !== null && isInside(real, home))) {
      return english('what it was made from lies in the checkout itself');
    }
    if (this.#owner.isFrame(target)) return english('it is a frame of the archive');
    const isKnown = made === 'junction' ? this.#owner.holdsFrames(source) : this.#owner.isFrame(source);
    const original = isKnown && isLinked(made) ? null : await statsAt(source);
    if (!isKnown && !(isLinked(made) && original === null)) {
      return english('what it was made from is not in this archive');
    }
    if (!isLinked(made)) {
      if (!original?.isFile()) return LAST_COPY;
      const isOne = isOneInode(found, original);
      if (isOne !== (made === 'hardlink') || (isOne && found.nlink < 2n)) return LAST_COPY;
    }
    return (await isAsMade(target, found, source, original, made)) ? null : english('it was changed');
  }

  #target(file: MarkedFile): string {
    return path.join(this.#folder, ...file.path.split('/'));
  }

  /** Where a folder really lies; null where there is none. */
  #realOf(folder: string): Promise<string | null> {
    const known = this.#real.get(folder) ?? realpath(folder).catch(() => null);
    this.#real.set(folder, known);
    return known;
  }
}

function isUnchanged(before: BigIntStats | null, now: BigIntStats | null): boolean {
  return now?.isFile() === true && before?.size === now.size && before.mtimeNs === now.mtimeNs;
}
