/** The folder `process` of a checkout: what in it the script has made, which is all that is ever taken out of it. */
import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import * as path from 'node:path';
import type { KeptFile } from '../archive';
import { CancelledError, fileError, messageOf } from '../errors';
import type { Cancel } from '../ports';
import { filesBehind } from './behind';
import type { Marker } from './marker';
import type { Owner } from './owner';
import { scratchTest, scratchTestIn, type ScratchTest } from './scratch';

/** A file that can go, absolute. */
export interface Scratch {
  readonly path: string;
  /** 0 for links. */
  readonly bytes: number;
}

export interface ProcessLook {
  readonly scratch: readonly Scratch[];
  readonly kept: readonly KeptFile[];
}

/** What lies in `process`: what the script of the marker has made, and what stays. Nothing is touched. Throws an ArchiveError. */
export async function lookIntoProcess(folder: string, marker: Marker, owner: Owner): Promise<ProcessLook> {
  const { sequences } = marker;
  const stacks = marker.results.filter(({ kind }) => kind === 'stack').map(({ name }) => name);
  const scratch: Scratch[] = [];
  const kept: KeptFile[] = [];
  const needed = await filesBehind(folder, marker);
  const walk = async (at: string, isScratch: ScratchTest, isDeep: boolean): Promise<void> => {
    for (const entry of await entriesOf(at)) {
      const file = path.join(at, entry.name);
      const inner = isDeep && entry.isDirectory() ? scratchTestIn(entry.name, sequences, stacks) : null;
      const isFile = entry.isFile() || entry.isSymbolicLink();
      if (inner !== null) await walk(file, inner, false);
      else if (!isFile || !isScratch(entry.name)) {
        kept.push({ path: file, why: 'neither the checkout nor its script made it' });
      } else if (owner.isFrame(file) || needed.has(file)) {
        kept.push({ path: file, why: 'it is a frame of the archive' });
      } else scratch.push({ path: file, bytes: entry.isSymbolicLink() ? 0 : await sizeOf(file) });
    }
  };
  await walk(path.join(folder, 'process'), scratchTest(sequences), true);
  return { scratch, kept };
}

/**
 * Removes what the script has made in `process`, and folders in it that are empty then: links of an earlier run would be
 * stacked with the new frames without a word. Returns what stays. Throws an ArchiveError; CancelledError between two files.
 */
export async function emptyProcess(
  folder: string,
  marker: Marker,
  owner: Owner,
  cancel: Cancel,
): Promise<KeptFile[]> {
  const look = await lookIntoProcess(folder, marker, owner);
  const { kept } = await removeAll(look.scratch, cancel);
  await removeEmptyScratchFolders(folder, marker);
  return [...look.kept, ...kept];
}

/** Removes files one by one; a link is removed, never what it points at. One file's failure never stops the rest. */
export async function removeAll<T extends Scratch>(
  files: readonly T[],
  cancel: Cancel,
): Promise<{ readonly removed: readonly T[]; readonly kept: readonly KeptFile[] }> {
  const removed: T[] = [];
  const kept: KeptFile[] = [];
  for (const file of files) {
    if (cancel.isCancellationRequested) throw new CancelledError();
    try {
      await unlink(file.path);
      removed.push(file);
    } catch (error) {
      kept.push({ path: file.path, why: messageOf(fileError(error, file.path)) });
    }
  }
  return { removed, kept };
}

/** Throws an ArchiveError. */
export async function removeEmptyScratchFolders(folder: string, { sequences }: Marker): Promise<void> {
  const at = path.join(folder, 'process');
  for (const entry of await entriesOf(at)) {
    if (!entry.isDirectory() || scratchTestIn(entry.name, sequences, []) === null) continue;
    const inner = path.join(at, entry.name);
    try {
      if ((await readdir(inner)).length === 0) await rmdir(inner);
    } catch (error) {
      throw fileError(error, inner);
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileError(error, folder);
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await lstat(file)).size;
  } catch {
    // It went away meanwhile, and frees nothing.
    return 0;
  }
}
