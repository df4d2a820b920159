/** Gives sets, groups and results their names and folders, and says which file goes where. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { LinkKind } from '../../base/session';
import { imageFormat } from '../../formats/image/names';
import { objectKey } from '../../rules/names/objectName';
import type { CalibrationSet, LightGroup, StackResult } from '../../siril/script/recipe';
import { distinctNames, nameInSet, treatment } from './checkoutNames';
import { filterWord, lightWords, setText, setWords } from './checkoutWords';
import type { DraftGroup } from './lightGroups';
import type { DraftSet } from './sets';
import type { PlannedFile } from './types';

/** The folders at the root of every checkout. */
export const ROOT_FOLDERS = [
  'lights',
  'darks',
  'flats',
  'biases',
  'darkflats',
  'masters',
  'process',
] as const;

const FOLDER: Readonly<Record<LinkKind, string>> = {
  bias: 'biases',
  dark: 'darks',
  flat: 'flats',
  flatDark: 'darkflats',
};
const SEQUENCE: Readonly<Record<LinkKind, string>> = {
  bias: 'bias',
  dark: 'dark',
  flat: 'flat',
  flatDark: 'darkflat',
};

/** A kind with one raw set uses the folder itself; several share it, each with its own folder. */
export function nameSets(drafts: readonly DraftSet[]): CalibrationSet[] {
  return (['bias', 'dark', 'flat', 'flatDark'] as const).flatMap((kind) => {
    const ofKind = drafts.filter((draft) => draft.kind === kind);
    const rows = ofKind.map((draft) => setWords(kind, draft.session, draft.size));
    const names = distinctNames(rows, ofKind.length > 1 ? 1 : 0, 'set');
    const raw = ofKind.filter((draft) => !draft.asMaster).length;
    return ofKind.map((draft, index): CalibrationSet => {
      const sequence = ofKind.length > 1 ? `${SEQUENCE[kind]}_${names[index] ?? ''}` : SEQUENCE[kind];
      const source = draft.frames[0]?.path ?? '';
      const folder = raw > 1 ? `${FOLDER[kind]}/${names[index] ?? ''}` : FOLDER[kind];
      return {
        key: draft.key,
        kind,
        session: draft.session.id,
        text: setText(kind, draft.session, draft.frames.length, draft.frames[0]?.master ?? false),
        frameCount: draft.frames.length,
        folder: draft.asMaster ? null : folder,
        sequence,
        master: draft.asMaster
          ? `masters/master_${sequence}${masterExtension(source)}`
          : `masters/${sequence}_stacked`,
        offset: draft.offset,
        level: draft.level,
        used: draft.used,
      };
    });
  });
}

/** In the order of the drafts. A single group has the folder `lights` to itself. */
export function nameGroups(drafts: readonly DraftGroup[]): LightGroup[] {
  const spellings = new Map<string, string>();
  const keyOf = (draft: DraftGroup) => objectKey(draft.session.object ?? '');
  for (const draft of drafts) {
    if (!spellings.has(keyOf(draft))) spellings.set(keyOf(draft), draft.session.object ?? 'unnamed');
  }
  const rows = drafts.map((draft) => {
    const object = spellings.size > 1 ? (spellings.get(keyOf(draft)) ?? '') : '';
    return lightWords(draft.session, draft.size, draft.pattern, object);
  });
  const names = distinctNames(rows, 2, 'lights');
  return drafts.map((draft, index) => {
    const name = names[index] ?? '';
    const alone = drafts.length === 1;
    return {
      name,
      session: draft.session.id,
      text: setText('light', draft.session, draft.frames.length, false),
      lights: draft.frames.length,
      folder: alone ? 'lights' : `lights/${name}`,
      sequence: alone ? 'light' : `light_${name}`,
      colour: draft.pattern !== '',
      bias: draft.sets.dark === null ? draft.sets.bias : null,
      dark: draft.sets.dark,
      flat: draft.sets.flat,
      planes: draft.frames[0]?.channels ?? 1,
      level: draft.level,
      why: draft.why,
      depths: draft.depths,
    };
  });
}

/** `drafts` hold the groups that `groups` are the named form of, in the order of their first appearance. */
export function nameResults(
  drafts: readonly (readonly DraftGroup[])[],
  groups: ReadonlyMap<DraftGroup, LightGroup>,
): StackResult[] {
  const rows = drafts.map((draft) => resultWords(draft[0]));
  const names = distinctNames(rows, 2, 'result');
  return drafts.map((draft, index) => ({
    name: names[index] ?? '',
    object: draft[0]?.session.object ?? null,
    filter: draft[0]?.session.filter ?? null,
    groups: draft.flatMap((group) => groups.get(group) ?? []),
  }));
}

function resultWords(draft: DraftGroup | undefined): string[] {
  if (draft === undefined) return [];
  const { session } = draft;
  return [
    session.object ?? 'unnamed',
    filterWord(session, draft.pattern !== ''),
    session.binningX === null ? '' : `bin${session.binningX}`,
    draft.size,
    draft.pattern,
    draft.isByte ? '8bit' : '',
    session.processing ?? '',
    draft.frames.length === 1 ? `single_${session.night ?? ''}` : '',
  ];
}

/** One extension for all, whatever the archive's files are called: Siril looks for it by name. */
function masterExtension(source: string): string {
  return imageFormat(source) === 'fits.fz' ? '.fit.fz' : '.fit';
}

interface PlacedFiles {
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

/**
 * Compared by their characters, which is all it takes for dates, and ten times as fast as by the rules of a
 * language.
 */
function byTime(frames: readonly ArchivedFrame[]): ArchivedFrame[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...frames].sort((a, b) => order(a.dateObs ?? '', b.dateObs ?? '') || order(a.path, b.path));
}
