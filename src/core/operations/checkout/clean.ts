/** Clears a checkout away but for its results and scripts, and notes it in the history. */
import { lstat } from 'node:fs/promises';
import * as path from 'node:path';
import type { CleanReport, CleanRequest, KeptFile, StayingFiles } from '../../api/archive';
import { english } from '../../base/english';
import { type Cancel, type Context, type Log, noContext } from '../../base/ports';
import { Meter } from '../../base/progress';
import { several } from '../../base/several';
import { SIRIL_EXTENSIONS } from '../../siril/folders/imageNames';
import { recordOperation } from '../../storage/database/operations';
import { bytesText, countText } from '../../text/words';
import { checkFolder, removeEmptyCheckoutFolders, removeEmptyRoots } from './folder';
import { type Marker, requireMarker, writeMarker } from './marker';
import { believe, type Owner, ownerOf, type OwnerParts } from './owner';
import { filesBehind, lookIntoProcess, removeAll, removeEmptyScratchFolders, type Scratch } from './process';
import { Remover } from './remover';
import { filesThatStay } from './staying';

/** What goes and what stays. */
interface Cleaned {
  readonly process: readonly Scratch[];
  readonly masters: readonly Scratch[];
  /** Bytes of each link, copy and unpacked file. */
  readonly frames: readonly number[];
  readonly kept: readonly KeptFile[];
  readonly stays: StayingFiles;
}

/**
 * Removes links, copies and unpacked files that are as they were made, the masters that the script stacked,
 * and its images in `process`. Results, scripts and whatever anybody else has put there stay; `kept` says
 * what of that lies in the folders that are cleared. With `dryRun` it only says so, and believes size and
 * time of copies, which are compared byte by byte before they go. Throws an ArchiveError where the folder is
 * no checkout of this archive; CancelledError after a cancel, which leaves a checkout that can be cleaned
 * again.
 */
export async function cleanCheckout(
  folder: string,
  dryRun: boolean,
  owner: Owner,
  { progress, cancel }: Context = noContext,
): Promise<CleanReport> {
  const marker = believe(folder, requireMarker(folder), owner);
  checkFolder(folder);
  const remover = new Remover(folder, owner);
  const { scratch, kept } = await lookIntoProcess(folder, marker, owner);
  const masters = await mastersIn(folder, marker, owner);
  const known = [...kept, ...masters.kept];
  const staying = await filesThatStay(folder, marker);
  if (dryRun) {
    const frames = await look(folder, marker, remover, cancel);
    const plan = { process: scratch, masters: masters.scratch, frames: frames.bytes };
    return reportOf(folder, { ...plan, kept: [...known, ...frames.kept], stays: staying }, true);
  }
  const meter = new Meter(progress, 'Cleaning the checkout', marker.files.length);
  const left = new Set(marker.files);
  const bytes: number[] = [];
  let stays: readonly KeptFile[] | null = null;
  try {
    const [noScratch, noMasters] = [
      await removeAll(scratch, cancel),
      await removeAll(masters.scratch, cancel),
    ];
    const others: KeptFile[] = [...noScratch.kept, ...noMasters.kept];
    await remover.removeAll(marker.files, cancel, (file, end) => {
      if (end.why !== null) others.push({ path: at(folder, file.path), why: end.why });
      else {
        left.delete(file);
        if (end.bytes !== null) bytes.push(end.bytes);
      }
      meter.step(file.path);
    });
    stays = others;
    const removed = { process: noScratch.removed, masters: noMasters.removed, frames: bytes };
    return reportOf(folder, { ...removed, kept: [...known, ...others], stays: staying }, false);
  } finally {
    // Something stays that the marker has to go on naming.
    const isNamed = stays === null || stays.length > 0;
    writeMarker(folder, {
      ...marker,
      files: [...left],
      masters: isNamed ? marker.masters : [],
      // What names nothing can be checked out into again, wherever it has been moved.
      sequences: isNamed ? marker.sequences : [],
    });
    await removeEmptyScratchFolders(folder, marker);
    removeEmptyCheckoutFolders(folder, []);
    removeEmptyRoots(folder);
  }
}

/** What of the files of a checkout could go, by the bytes that each frees. */
async function look(folder: string, marker: Marker, remover: Remover, cancel: Cancel) {
  const looks = await several(marker.files, (file) => remover.look(file), cancel);
  const bytes: number[] = [];
  const kept: KeptFile[] = [];
  for (const [index, file] of marker.files.entries()) {
    const found = looks[index];
    if (found?.state === 'ours') bytes.push(found.bytes);
    if (found?.state === 'foreign') kept.push({ path: at(folder, file.path), why: found.why });
  }
  return { bytes, kept };
}

function reportOf(folder: string, plan: Cleaned, dryRun: boolean): CleanReport {
  const total = (sizes: readonly number[]) => ({
    files: sizes.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  });
  const sizes = (files: readonly Scratch[]) => files.map(({ bytes }) => bytes);
  const { process, masters, frames, kept, stays } = plan;
  return {
    folder,
    process: total(sizes(process)),
    masters: total(sizes(masters)),
    frames: total(frames),
    kept,
    stays,
    dryRun,
  };
}

/** The masters that the script has stacked, whatever extension Siril is set to. */
async function mastersIn(folder: string, marker: Marker, owner: Owner) {
  const needed = await filesBehind(folder, marker);
  const scratch: Scratch[] = [];
  const kept: KeptFile[] = [];
  for (const master of marker.masters) {
    for (const extension of SIRIL_EXTENSIONS) {
      const file = at(folder, `${master}${extension}`);
      const found = await lstat(file).catch(() => null);
      if (!found?.isFile()) continue;
      if (owner.isFrame(file) || needed.has(file) || owner.isMaster(file, found.size)) {
        kept.push({ path: file, why: english('it is a frame of the archive') });
      } else scratch.push({ path: file, bytes: found.size });
    }
  }
  return { scratch, kept };
}

function at(folder: string, relative: string): string {
  return path.join(folder, ...relative.split('/'));
}

interface CleanParts extends OwnerParts {
  readonly log: Log;
}

/** Throws as `cleanCheckout` does. */
export async function cleanFolder(
  { folder, dryRun }: CleanRequest,
  parts: CleanParts,
  context: Context,
): Promise<CleanReport> {
  const started = new Date().toISOString();
  const report = await cleanCheckout(folder, dryRun, ownerOf(parts), context);
  if (dryRun) return report;
  const { process, masters, frames, kept } = report;
  const removed = [process, masters, frames];
  const files = removed.reduce((sum, part) => sum + part.files, 0);
  const bytes = removed.reduce((sum, part) => sum + part.bytes, 0);
  parts.database.write((sqlite) =>
    recordOperation(sqlite, {
      kind: 'clean',
      started,
      summary: {
        folder,
        files,
        bytes,
        kept: kept.length,
        process: process.files,
        masters: masters.files,
        frames: frames.files,
      },
    }),
  );
  await parts.database.flush();
  parts.log.info(
    `Cleaned ${folder}: ${countText(files, 'file')} removed (${bytesText(bytes)}), ${kept.length} kept`,
  );
  for (const { path, why } of kept) parts.log.warn(`Kept in the checkout: ${path}: ${why}`);
  return report;
}
