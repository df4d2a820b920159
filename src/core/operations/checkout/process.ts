/**
 * The folder `process` of a checkout: what in it the script has made, which is all that is ever taken out of
 * it.
 */
import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, rmdir, unlink } from 'node:fs/promises';
import * as path from 'node:path';
import type { KeptFile } from '../../api/archive';
import { english } from '../../base/english';
import { fileError, messageOf } from '../../base/errors';
import { below } from '../../base/inside';
import type { Cancel } from '../../base/ports';
import { several } from '../../base/several';
import type { Marker } from './marker';
import type { Owner } from './owner';
import { scratchTest, type ScratchTest, scratchTestIn } from './scratch';

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

/**
 * What lies in `process`: what the script of the marker has made, and what stays. Nothing is touched. Throws
 * an ArchiveError.
 */
export async function lookIntoProcess(folder: string, marker: Marker, owner: Owner): Promise<ProcessLook> {
  const { sequences } = marker;
  const stacks = marker.results.filter(({ kind }) => kind === 'stack').map(({ name }) => name);
  const links: string[] = [];
  const files: string[] = [];
  const kept: KeptFile[] = [];
  const needed = await filesBehind(folder, marker);
  const walk = async (at: string, isScratch: ScratchTest, isDeep: boolean): Promise<void> => {
    for (const entry of await entriesOf(at)) {
      const file = path.join(at, entry.name);
      const inner = isDeep && entry.isDirectory() ? scratchTestIn(entry.name, sequences, stacks) : null;
      const isFile = entry.isFile() || entry.isSymbolicLink();
      if (inner !== null) await walk(file, inner, false);
      else if (!isFile || !isScratch(entry.name)) {
        kept.push({ path: file, why: english('neither the checkout nor its script made it') });
      } else if (owner.isFrame(file) || needed.has(file)) {
        kept.push({ path: file, why: english('it is a frame of the archive') });
      } else if (entry.isSymbolicLink()) links.push(file);
      else files.push(file);
    }
  };
  await walk(path.join(folder, 'process'), scratchTest(sequences), true);
  const sizes = await several(files, sizeOf);
  const scratch = [
    ...links.map((file) => ({ path: file, bytes: 0 })),
    ...files.map((file, index) => ({ path: file, bytes: sizes[index] ?? 0 })),
  ];
  return { scratch, kept };
}

/**
 * Removes what the script has made in `process`, and folders in it that are empty then: links of an earlier
 * run would be stacked with the new frames without a word. Returns what stays. Throws an ArchiveError;
 * CancelledError after a cancel.
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

/**
 * Removes files; a link is removed, never what it points at. One file's failure never stops the rest, but a
 * cancel does.
 */
export async function removeAll(
  files: readonly Scratch[],
  cancel: Cancel,
): Promise<{ readonly removed: readonly Scratch[]; readonly kept: readonly KeptFile[] }> {
  const whys = await several(
    files,
    ({ path: file }) =>
      unlink(file).then(
        () => null,
        (error: unknown) => messageOf(fileError(error, file)),
      ),
    cancel,
  );
  const kept = files.flatMap(({ path: file }, index) => {
    const why = whys[index] ?? null;
    return why === null ? [] : [{ path: file, why }];
  });
  return { removed: files.filter((_file, index) => whys[index] === null), kept };
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

/** The files in `folder` that the sources of a marker lead to, absolute. */
export async function filesBehind(folder: string, { files }: Marker): Promise<ReadonlySet<string>> {
  const real = await realpath(folder).catch(() => folder);
  const targets = await several(files, async ({ source, made }) => {
    if (made === 'junction') return null;
    try {
      return (await lstat(source)).isSymbolicLink() ? await realpath(source) : null;
    } catch {
      // What is not there leads nowhere.
      return null;
    }
  });
  const inside = targets.flatMap((target) => {
    const relative = target === null ? null : below(real, target);
    return relative === null ? [] : [path.join(folder, relative)];
  });
  return new Set(inside);
}
