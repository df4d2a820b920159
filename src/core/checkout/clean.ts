/** Clears a checkout away but for its results and scripts: what it made, and what its script made in `process`. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CleanReport, KeptFile } from '../archive';
import { fileError, messageOf } from '../errors';
import { SIRIL_EXTENSIONS } from '../siril/resultFile';
import { checkFolder, removeEmptyFolders, removeEmptyRoots } from './folder';
import { placeState, takeBack } from './make';
import { requireMarker, writeMarker, type MarkedFile, type Marker } from './marker';
import { isChannelFile, isScratchFolder, scratchTest } from './scratch';

/** A file to remove, absolute. */
interface Doomed {
  readonly path: string;
  readonly bytes: number;
}

interface CleanPlan {
  readonly process: readonly Doomed[];
  readonly masters: readonly Doomed[];
  readonly frames: readonly { readonly file: MarkedFile; readonly bytes: number }[];
  readonly kept: readonly KeptFile[];
}

/**
 * Removes links, copies and unpacked files that are as they were made, the masters that the script stacked, and
 * its images in `process`. Results, scripts and whatever anybody else has put there stay; `kept` says what of
 * that lies in the folders that are cleared. With `dryRun` it only says so. Throws where the folder is no checkout.
 */
export function cleanCheckout(folder: string, dryRun: boolean): CleanReport {
  const marker = requireMarker(folder);
  checkFolder(folder);
  const plan = look(folder, marker);
  const kept = [...plan.kept];
  if (!dryRun) {
    for (const { path: file } of [...plan.process, ...plan.masters]) remove(file, kept);
    const left = new Set(marker.files);
    for (const { file } of plan.frames) {
      if (takeBack(folder, file)) left.delete(file);
      else kept.push({ path: path.join(folder, file.path), why: 'it was changed just now' });
    }
    writeMarker(folder, { ...marker, files: [...left], masters: [] });
    removeScratchFolders(folder, marker);
    removeEmptyFolders(folder, []);
    removeEmptyRoots(folder);
  }
  const total = (files: readonly { readonly bytes: number }[]) => ({
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  });
  return {
    folder,
    process: total(plan.process),
    masters: total(plan.masters),
    frames: total(plan.frames),
    kept,
    dryRun,
  };
}

function look(folder: string, marker: Marker): CleanPlan {
  const kept: KeptFile[] = [];
  const masters = marker.masters.flatMap((master) =>
    SIRIL_EXTENSIONS.flatMap((extension) => {
      const file = path.join(folder, ...`${master}${extension}`.split('/'));
      const stat = fs.lstatSync(file, { throwIfNoEntry: false });
      return stat?.isFile() ? [{ path: file, bytes: stat.size }] : [];
    }),
  );
  const frames = marker.files.flatMap((file) => {
    const target = path.join(folder, ...file.path.split('/'));
    const state = placeState(target, file.source, file.made);
    if (state === 'foreign') kept.push({ path: target, why: 'it was changed, or is the last copy' });
    if (state !== 'ours') return [];
    const real = file.made === 'copy' || file.made === 'unpacked';
    return [{ file, bytes: real ? fs.lstatSync(target).size : 0 }];
  });
  return { process: scratchIn(path.join(folder, 'process'), marker, kept), masters, frames, kept };
}

function scratchIn(folder: string, marker: Marker, kept: KeptFile[]): Doomed[] {
  const isScratch = scratchTest(marker.sequences);
  const stacks = marker.results.map(({ name }) => name);
  const found: Doomed[] = [];
  const walk = (at: string, accept: (name: string) => boolean, deep: boolean) => {
    for (const entry of entriesOf(at)) {
      const file = path.join(at, entry.name);
      if (entry.isDirectory() && deep && isScratchFolder(entry.name, marker.sequences)) {
        walk(file, (name) => isScratch(name) || isChannelFile(name, stacks), false);
      } else if (!entry.isDirectory() && accept(entry.name)) {
        found.push({ path: file, bytes: entry.isSymbolicLink() ? 0 : fs.lstatSync(file).size });
      } else {
        kept.push({ path: file, why: 'neither the checkout nor its script made it' });
      }
    }
  };
  walk(folder, isScratch, true);
  return found;
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileError(error, folder);
  }
}

/** One file's failure never stops the rest. A link is removed, never what it points at. */
function remove(file: string, kept: KeptFile[]): void {
  try {
    fs.unlinkSync(file);
  } catch (error) {
    kept.push({ path: file, why: messageOf(fileError(error, file)) });
  }
}

function removeScratchFolders(folder: string, marker: Marker): void {
  const process = path.join(folder, 'process');
  for (const entry of entriesOf(process)) {
    const target = path.join(process, entry.name);
    if (!entry.isDirectory() || !isScratchFolder(entry.name, marker.sequences)) continue;
    if (fs.readdirSync(target).length === 0) fs.rmdirSync(target);
  }
}
