/** Clears a checkout away but for its results and scripts: what it made, and what its script made in `process`. */
import { lstat } from 'node:fs/promises';
import * as path from 'node:path';
import type { CleanReport, KeptFile } from '../archive';
import { CancelledError } from '../errors';
import { noContext, type Cancel, type Context } from '../ports';
import { Meter } from '../progress';
import { several } from '../several';
import { SIRIL_EXTENSIONS } from '../siril/resultFile';
import { filesBehind } from './behind';
import { checkFolder, removeEmptyFolders, removeEmptyRoots } from './folder';
import { requireMarker, writeMarker, type MarkedFile, type Marker } from './marker';
import { believe, type Owner } from './owner';
import { lookIntoProcess, removeAll, removeEmptyScratchFolders, type Scratch } from './process';
import { Remover } from './remover';

interface FramePlan {
  readonly file: MarkedFile;
  readonly bytes: number;
}

interface CleanPlan {
  readonly process: readonly Scratch[];
  readonly masters: readonly Scratch[];
  readonly frames: readonly FramePlan[];
  readonly kept: readonly KeptFile[];
}

/**
 * Removes links, copies and unpacked files that are as they were made, the masters that the script stacked, and
 * its images in `process`. Results, scripts and whatever anybody else has put there stay; `kept` says what of
 * that lies in the folders that are cleared. With `dryRun` it only says so, and believes size and time of copies, which are
 * compared byte by byte before they go. Throws an ArchiveError where the folder is no checkout of this archive;
 * CancelledError after a cancel, which leaves a checkout that can be cleaned again.
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
  const plan = await look(folder, marker, owner, remover, cancel);
  if (dryRun) return reportOf(folder, plan, true);
  const meter = new Meter(progress, 'Cleaning the checkout', plan.frames.length);
  const left = new Set(marker.files);
  const frames: FramePlan[] = [];
  const kept: KeptFile[] = [];
  let isDone = false;
  try {
    const scratch = await removeAll(plan.process, cancel);
    const masters = await removeAll(plan.masters, cancel);
    kept.push(...scratch.kept, ...masters.kept);
    for (const frame of plan.frames) {
      if (cancel.isCancellationRequested) throw new CancelledError();
      const why = await remover.remove(frame.file, cancel);
      if (why === null) {
        left.delete(frame.file);
        frames.push(frame);
      } else kept.push({ path: at(folder, frame.file.path), why });
      meter.step(frame.file.path);
    }
    isDone = true;
    return reportOf(
      folder,
      { process: scratch.removed, masters: masters.removed, frames, kept: [...plan.kept, ...kept] },
      false,
    );
  } finally {
    const isEmpty = isDone && left.size === 0 && kept.length === 0;
    writeMarker(folder, {
      ...marker,
      files: [...left],
      masters: isDone && kept.length === 0 ? [] : marker.masters,
      // What names nothing can be checked out into again, wherever it has been moved.
      sequences: isEmpty ? [] : marker.sequences,
    });
    await removeEmptyScratchFolders(folder, marker);
    removeEmptyFolders(folder, []);
    removeEmptyRoots(folder);
  }
}

function reportOf(folder: string, plan: CleanPlan, dryRun: boolean): CleanReport {
  const total = (files: readonly { readonly bytes: number }[]) => ({
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  });
  const { process, masters, frames, kept } = plan;
  return {
    ...{ folder, process: total(process), masters: total(masters), frames: total(frames) },
    ...{ kept, dryRun },
  };
}

async function look(
  folder: string,
  marker: Marker,
  owner: Owner,
  remover: Remover,
  cancel: Cancel,
): Promise<CleanPlan> {
  const { scratch, kept } = await lookIntoProcess(folder, marker, owner);
  const masters = await mastersIn(folder, marker, owner);
  const looks = await several(marker.files, (file) => remover.look(file), cancel);
  const frames: FramePlan[] = [];
  const foreign: KeptFile[] = [];
  for (const [index, file] of marker.files.entries()) {
    const found = looks[index];
    if (found?.state === 'ours') frames.push({ file, bytes: found.bytes });
    if (found?.state === 'foreign') foreign.push({ path: at(folder, file.path), why: found.why });
  }
  return { process: scratch, masters: masters.scratch, frames, kept: [...kept, ...masters.kept, ...foreign] };
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
        kept.push({ path: file, why: 'it is a frame of the archive' });
      } else scratch.push({ path: file, bytes: found.size });
    }
  }
  return { scratch, kept };
}

function at(folder: string, relative: string): string {
  return path.join(folder, ...relative.split('/'));
}
