/**
 * Takes away what a checkout has made, one entry of its marker after another. The marker is only a claim, and what it names
 * may have become the last copy of a frame: every entry has to prove that nothing is lost with it.
 */
import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { realpath, rename, unlink } from 'node:fs/promises';
import * as path from 'node:path';
import { CancelledError, fileError, messageOf } from '../errors';
import { takeName } from '../files/copy';
import { isInside } from '../files/inside';
import type { Cancel } from '../ports';
import type { MarkedFile } from './marker';
import type { Owner } from './owner';
import { isOneInode, lookAt, placeState } from './place';
import { isSameBytes } from './sameBytes';

const LAST_COPY = 'it may be the last copy of the frame';

/** What can be told of an entry without reading any file. */
export type Look =
  | { readonly state: 'free' }
  /** `bytes` that its removal frees: 0 for links. */
  | { readonly state: 'ours'; readonly bytes: number }
  | { readonly state: 'foreign'; readonly why: string };

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
   * Whether an entry could go. Links lose nothing, but have to lead to a frame of this archive or to nothing any more. A file goes
   * only while its source is another regular file outside of the checkout, and a frame of this archive.
   */
  async look(file: MarkedFile): Promise<Look> {
    const target = this.#target(file);
    try {
      const found = await lookAt(target);
      if (found === null) return { state: 'free' };
      const why = await this.#whyNot(file);
      if (why !== null) return { state: 'foreign', why };
      return { state: 'ours', bytes: isLink(file) || file.made === 'hardlink' ? 0 : Number(found.size) };
    } catch (error) {
      return { state: 'foreign', why: messageOf(fileError(error, target)) };
    }
  }

  /**
   * Removes an entry. Returns null when it is gone, else why it stays: copies and unpacked files are compared with their
   * source byte by byte before. Rejects with CancelledError after a cancel; the entry stays then.
   */
  async remove(file: MarkedFile, cancel: Cancel): Promise<string | null> {
    const look = await this.look(file);
    if (look.state === 'free') return null;
    if (look.state === 'foreign') return look.why;
    const target = this.#target(file);
    try {
      if (isLink(file)) await unlink(target);
      else return await this.#removeFile(file, target, cancel);
      return null;
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return messageOf(fileError(error, target));
    }
  }

  async #removeFile(file: MarkedFile, target: string, cancel: Cancel): Promise<string | null> {
    const [before, source] = [await lookAt(target), await lookAt(file.source)];
    const reads = file.made === 'copy' || file.made === 'unpacked';
    if (reads && !(await isSameBytes(file.source, target, file.made === 'unpacked', cancel))) {
      return 'it was changed, or its frame was';
    }
    // Moved aside first: whatever spelling, link or mount leads from the source to this file, it shows now.
    const aside = `${target}.${randomBytes(6).toString('hex')}.leaving`;
    await rename(target, aside);
    try {
      const [now, sourceNow] = [await lookAt(aside), await lookAt(file.source)];
      // Some drives number a file anew with its name, so that only the source can be asked for its number.
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

  async #whyNot(file: MarkedFile): Promise<string | null> {
    const { source, made } = file;
    const target = this.#target(file);
    const [real, parent] = [await this.#realOf(this.#folder), await this.#realOf(path.dirname(target))];
    if (real === null || parent === null || !isInside(real, parent)) return 'its folder is a link';
    const home = await this.#realOf(path.dirname(source));
    if (isInside(this.#folder, source) || (home !== null && isInside(real, home))) {
      return 'what it was made from lies in the checkout itself';
    }
    if (this.#owner.isFrame(target)) return 'it is a frame of the archive';
    const isKnown = made === 'junction' ? this.#owner.holdsFrames(source) : this.#owner.isFrame(source);
    const original = await lookAt(source);
    if (!isKnown && !(isLink(file) && original === null))
      return 'what it was made from is not in this archive';
    if (!isLink(file)) {
      if (!original?.isFile()) return LAST_COPY;
      const found = await lookAt(target);
      if (found === null) return null;
      const isOne = isOneInode(found, original);
      if (isOne !== (made === 'hardlink') || (isOne && found.nlink < 2n)) return LAST_COPY;
    }
    return (await placeState(target, source, made)) === 'ours' ? null : 'it was changed';
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

function isLink({ made }: MarkedFile): boolean {
  return made === 'symlink' || made === 'junction';
}

function isUnchanged(before: BigIntStats | null, now: BigIntStats | null): boolean {
  return now?.isFile() === true && before?.size === now.size && before.mtimeNs === now.mtimeNs;
}
