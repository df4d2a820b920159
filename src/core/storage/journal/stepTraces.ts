/** Looks at the disk where a step was at work. */
import { lstatSync, type Stats } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isSameTime } from '../files/fileState';
import { editOf, type FileStep, partOf } from '../files/fileStep';
import { areTwoNames, isListed, isOneName } from '../files/oneName';
import { growth, patchState } from '../files/patches';
import { infoOf } from '../files/whatIsThere';
import type { Seen } from './judgeStep';

/** Throws what the system throws where it does not say whether a file is there. */
export async function look(step: FileStep): Promise<Seen> {
  const from = await infoOf(step.from);
  const to = step.from === step.to ? from : await infoOf(step.to);
  if (from === null || to === null || step.from === step.to) {
    return { from: fromState(step, from), to: toState(step, to), oneFile: false };
  }
  if (await isOneName(step.from, step.to)) {
    // Where case does not count, both paths lead to the file, and only the folder says which name it has.
    const renamed = await isListed(step.to);
    return {
      from: fromState(step, renamed ? null : from),
      to: toState(step, renamed ? to : null),
      oneFile: false,
    };
  }
  return {
    from: fromState(step, from),
    to: toState(step, to),
    oneFile: await areTwoNames(step.from, step.to),
  };
}

/**
 * Whether a step has a file at neither end; what it would edit need not be known then. At once, since 300,000
 * files of a drive that is away would take a minute otherwise. Throws as `look` does.
 */
export function isGone({ from, to }: Pick<FileStep, 'from' | 'to'>): boolean {
  const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return !isThere(from) && (from === to || !isThere(to));
}

/**
 * Removes what a cut-off step has left half done. Only a step that makes its target leaves anything, beside
 * that.
 */
export async function removeLeftovers(step: FileStep): Promise<void> {
  if (step.do === 'remove') return;
  await rm(partOf(step), { force: true });
  await rm(editOf(step), { force: true });
}

function fromState({ size, mtime }: FileStep, info: Stats | null): Seen['from'] {
  if (info === null) return 'absent';
  return info.isFile() && info.size === size && isSameTime(info.mtimeMs, mtime) ? 'same' : 'other';
}

function toState(step: FileStep, info: Stats | null): Seen['to'] {
  if (info === null) return 'absent';
  if (!info.isFile()) return 'other';
  if (info.size === 0 && step.size > 0) return 'empty';
  const { patches, size, to } = step;
  // An edit that was cut off has written something, and not yet put the time back.
  const sameTime = isSameTime(info.mtimeMs, step.mtime);
  if (patches.length === 0) return sameTime && info.size === size ? 'whole' : 'other';
  const grown = size + growth(patches);
  if (info.size !== size && info.size !== grown) return 'other';
  const state = patchState(to, patches);
  if (state === 'after') return info.size === grown ? 'whole' : 'other';
  if (info.size !== size) return 'other';
  // Half of a write can be bytes that were there before; the time then says that it was begun, and has to be
  // put back.
  if (state === 'before') return sameTime ? 'unedited' : 'between';
  return state;
}
