/**
 * Edits of a header as bytes: what stood where, and what stands there now. They can be journaled and taken
 * back.
 */
import * as fs from 'node:fs';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import type { HeaderPatch } from '../../formats/fits/edit';
import type { FitsFile } from '../../formats/fits/header';
import { patchedSource } from '../../formats/fits/patched';
import { closeQuietly, openSource } from '../../formats/fits/source';
import { readImage, readImageFile } from '../../formats/image/imageFile';
import { layoutChange, type LayoutChange } from './layout';
import { type Rewrite, rewriteFile, writeInPlace } from './rewrite';

/** The patches by their offsets. */
export function inOrder(patches: readonly HeaderPatch[]): HeaderPatch[] {
  return [...patches].sort((a, b) => a.offset - b.offset);
}

/** The patches that take `patches` back, made for the file as they have left it. */
export function inverse(patches: readonly HeaderPatch[]): HeaderPatch[] {
  let shift = 0;
  return inOrder(patches).map(({ offset, before, after }) => {
    const patch = { offset: offset + shift, before: after, after: before };
    shift += after.length - before.length;
    return patch;
  });
}

/** By how many bytes the patches make a file longer: 2880. */
export function growth(patches: readonly HeaderPatch[]): number {
  return patches.reduce((sum, { before, after }) => sum + after.length - before.length, 0);
}

/**
 * Which of its two states a file is in. `between`: a write was cut off, and each byte is that of one state or
 * the other; `other`: another program has written there.
 */
export type PatchState = 'before' | 'after' | 'between' | 'other';

/** Throws what the system throws. */
export function patchState(path: string, patches: readonly HeaderPatch[]): PatchState {
  const fd = fs.openSync(path, 'r');
  try {
    if (inverse(patches).every(({ offset, before }) => bytesAt(fd, offset, before.length).equals(before))) {
      return 'after';
    }
    const found = patches.map(({ offset, before }) => bytesAt(fd, offset, before.length));
    if (patches.every(({ before }, i) => found[i]?.equals(before))) return 'before';
    return patches.every((patch, i) => isMixed(patch, found[i])) ? 'between' : 'other';
  } finally {
    closeQuietly(fd);
  }
}

function bytesAt(fd: number, offset: number, length: number): Buffer {
  const found = Buffer.alloc(length);
  return found.subarray(0, fs.readSync(fd, found, 0, length, offset));
}

function isMixed({ before, after }: HeaderPatch, found: Buffer | undefined): boolean {
  if (found === undefined || before.length !== after.length || found.length !== before.length) return false;
  return found.every((byte, i) => byte === before[i] || byte === after[i]);
}

export interface PatchOptions extends Rewrite {
  /**
   * Whether the patches stand in a journal on the disk: a header of unchanged length is then written in
   * place, since a write that is cut off can be finished from there. Otherwise the file is rewritten beside.
   */
  readonly journaled?: boolean;
}

/**
 * Puts the header of a file from one state of its patches into the other. A file that is there already stays
 * as it is; pixels, mode and times stay in any case.
 * @throws ArchiveError `file` when other bytes stand there or the system refuses; the file is then as it was.
 */
export function applyPatches(
  path: string,
  patches: readonly HeaderPatch[],
  options: PatchOptions = {},
): void {
  if (patches.length === 0) return;
  try {
    const state = patchState(path, patches);
    if (state === 'after') return;
    if (state !== 'before') {
      throw new ArchiveError('file', english('Its header is not what it was when the edit was planned'), {
        path,
        reason: 'header-changed',
        advice: english('The file was not touched. Did another program edit it?'),
      });
    }
    force(path, patches, options);
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Whether an edit of a header is written in part; false also where the file cannot be asked. */
export function isHalfEdited(path: string, patches: readonly HeaderPatch[]): boolean {
  try {
    return patches.length > 0 && patchState(path, patches) === 'between';
  } catch {
    return false;
  }
}

/**
 * As `applyPatches` for an edit of which a journal says that it was begun: one that was cut off is finished.
 */
export function finishPatches(path: string, patches: readonly HeaderPatch[], options: Rewrite): void {
  try {
    if (patchState(path, patches) === 'between') force(path, patches, { ...options, journaled: true });
    else applyPatches(path, patches, options);
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Writes the bytes behind the patches, whatever stands in their place. */
function force(path: string, patches: readonly HeaderPatch[], options: PatchOptions): void {
  const { before, after } = readBoth(path, patches);
  refuseOtherLayout(
    path,
    layoutChange(before, after, patches),
    english('the edit would change more than the header'),
  );
  const sameLength = patches.every((patch) => patch.before.length === patch.after.length);
  if (options.journaled && sameLength && fs.statSync(path).nlink === 1) {
    writeInPlace(
      path,
      patches.map((patch) => ({ offset: patch.offset, bytes: patch.after })),
    );
    return;
  }
  rewriteFile(
    // Renaming over a link would replace the link.
    fs.lstatSync(path).isSymbolicLink() ? fs.realpathSync(path) : path,
    patches,
    (fresh) =>
      refuseOtherLayout(
        path,
        layoutChange(before, readImageFile(fresh), patches),
        english('the edited file did not read back as it should and was thrown away'),
      ),
    options,
  );
}

/**
 * The headers of a file as they are in front of the patches and behind them, wherever a write of them has
 * stopped.
 */
function readBoth(path: string, patches: readonly HeaderPatch[]): { before: FitsFile; after: FitsFile } {
  const source = openSource(path);
  try {
    const kept = patches.map((patch) => ({ ...patch, after: patch.before }));
    return {
      before: readImage(patchedSource(source, kept)),
      after: readImage(patchedSource(source, patches)),
    };
  } finally {
    source.close();
  }
}

function refuseOtherLayout(path: string, change: LayoutChange | null, message: string): void {
  if (change !== null) throw new ArchiveError('format', message, { path, ...change });
}
