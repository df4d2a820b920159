/** Says which file goes where in a checkout. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { CalibrationSet, LightGroup } from '../../siril/script/recipe';
import { nameInSet, treatment } from './fileNames';
import type { DraftGroup } from './groups';
import { ROOT_FOLDERS } from './layout';
import type { DraftSet } from './sets';
import type { PlannedFile } from './types';

export interface PlacedFiles {
  readonly folders: readonly string[];
  readonly files: readonly PlannedFile[];
}

export function placeFiles(
  drafts: ReadonlyMap<string, DraftSet>,
  sets: readonly CalibrationSet[],
  groups: ReadonlyMap<DraftGroup, LightGroup>,
): PlacedFiles {
  const files: PlannedFile[] = [];
  const folders = new Set<string>(ROOT_FOLDERS);
  const fill = (folder: string, frames: readonly ArchivedFrame[]): void => {
    folders.add(folder);
    const taken = new Set<string>();
    for (const frame of byTime(frames)) {
      files.push(planned(`${folder}/${nameInSet(frame.path, taken)}`, frame));
    }
  };
  for (const [draft, group] of groups) fill(group.folder, draft.frames);
  // A flat that serves with two different offsets is two sets, but each has its folder; a bias is there once.
  for (const set of sets) {
    const frames = drafts.get(set.key)?.frames ?? [];
    const master = frames[0];
    if (set.folder !== null) fill(set.folder, frames);
    else if (master !== undefined) files.push(planned(set.master, master));
  }
  return { folders: [...folders], files };
}

function planned(path: string, frame: ArchivedFrame): PlannedFile {
  const unpack = treatment(frame.path) === 'unpack';
  return { path, source: frame.path, treatment: unpack ? 'unpack' : 'link', size: frame.size };
}

/** Compared by their characters, which is all it takes for dates, and ten times as fast as by the rules of a language. */
function byTime(frames: readonly ArchivedFrame[]): ArchivedFrame[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...frames].sort((a, b) => order(a.dateObs ?? '', b.dateObs ?? '') || order(a.path, b.path));
}
