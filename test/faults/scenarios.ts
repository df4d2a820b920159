/** The operations that faults are tried on. A new one is a line more. */
import type { RegisterMode } from '../../src/core/api/archive';
import type { SetName } from './originals';

export type Step =
  /** `only` names one file of the source folder. */
  | { readonly do: 'register'; readonly mode: RegisterMode; readonly only?: string }
  | { readonly do: 'regenerate' }
  /** Of the light session that the archive holds already. */
  | { readonly do: 'checkout' }
  /** Of the object of the set `panel`, names and headers. */
  | { readonly do: 'merge' }
  /** Of all frames: the header and, in the repository, the name. */
  | { readonly do: 'set' }
  /** Of the newest registration or merge, or of the newest edit of headers. */
  | { readonly do: 'undo'; readonly of?: 'set' }
  /** Of the database, which nobody has open. */
  | { readonly do: 'restore' | 'rebuild' };

/** The objects of a merge. */
export const MERGED = { from: 'Panel 1', into: 'My Field', folder: 'My_Field' } as const;

/** The folders that steps are about. */
export interface Places {
  readonly source: string;
  /** Where a checkout goes. */
  readonly checkout: string;
  /** Id of the light session that the archive holds already; empty where there is none. */
  readonly session: string;
}

type Undone = 'moved back' | 'copies removed' | 'restored';

export interface Scenario {
  /** What the table in the documentation calls it. */
  readonly name: string;
  readonly set: SetName;
  /**
   * What is done while the fault strikes. One step runs as a command of the command line; several, or settings that
   * it has no option for, run in one process through the same engine (`driver.ts`).
   */
  readonly steps: readonly Step[];
  /** What was done before, without any fault. */
  readonly before?: readonly Step[];
  /**
   * Where every original lies at the end: source and repository, repository alone, source alone and known, or unknown;
   * and after an undo, source alone and unknown, of a move, a copy or an edit in place. After a merge source and repository,
   * under the name of the other object; after its undo, as it was registered.
   */
  readonly ends: 'copied' | 'moved' | 'in place' | 'untouched' | 'merged' | 'unmerged' | Undone;
  readonly addWcs?: 'always';
  /** The repository lies on another file system than the source. */
  readonly twoDrives?: boolean;
  /** No file system has hard links. */
  readonly noLinks?: boolean;
  /** The end of the database was cut off before, and it does not open. */
  readonly damaged?: boolean;
  /** After a kill the archive is copied, and the copy opened first. */
  readonly copied?: boolean;
  /** There is no archive yet; otherwise it holds two frames and their sessions. */
  readonly fresh?: boolean;
}

const copy: readonly Step[] = [{ do: 'register', mode: 'copy' }];
const move: readonly Step[] = [{ do: 'register', mode: 'move' }];
const inPlace: readonly Step[] = [{ do: 'register', mode: 'in-place' }];

const merge: readonly Step[] = [{ do: 'merge' }];
const undo: readonly Step[] = [{ do: 'undo' }];

export const SCENARIOS: readonly Scenario[] = [
  { name: 'Register, copy', set: 'plain', steps: copy, ends: 'copied' },
  {
    name: 'Register, copy, headers edited, first use',
    set: 'edited',
    steps: copy,
    ends: 'copied',
    fresh: true,
  },
  { name: 'Register, copy, no hard links', set: 'mixed', steps: copy, ends: 'copied', noLinks: true },
  { name: 'Register, move', set: 'plain', steps: move, ends: 'moved' },
  {
    name: 'Register, move; the archive is copied after the crash',
    set: 'edited',
    steps: move,
    ends: 'moved',
    copied: true,
  },
  { name: 'Register, move, headers edited', set: 'edited', steps: move, ends: 'moved' },
  { name: 'Register, move, no hard links', set: 'mixed', steps: move, ends: 'moved', noLinks: true },
  { name: 'Register, move to another drive', set: 'plain', steps: move, ends: 'moved', twoDrives: true },
  {
    name: 'Register, move to another drive, headers edited',
    set: 'edited',
    steps: move,
    ends: 'moved',
    twoDrives: true,
  },
  { name: 'Register, in place', set: 'plain', steps: inPlace, ends: 'in place' },
  {
    name: 'Register, in place, headers edited',
    set: 'edited',
    steps: inPlace,
    ends: 'in place',
    addWcs: 'always',
  },
  {
    name: 'Save the database, six operations in a row',
    set: 'few',
    steps: [
      ...[0, 1, 2, 3, 4].map((n): Step => ({ do: 'register', mode: 'in-place', only: `${n}.fits` })),
      { do: 'regenerate' },
    ],
    ends: 'in place',
  },
  { name: 'Check out', set: 'few', steps: [{ do: 'checkout' }], ends: 'untouched' },
  { name: 'Undo a move', set: 'plain', before: move, steps: undo, ends: 'moved back' },
  { name: 'Undo a move, headers edited', set: 'edited', before: move, steps: undo, ends: 'moved back' },
  {
    name: 'Undo a move to another drive, headers edited',
    set: 'edited',
    before: move,
    steps: undo,
    ends: 'moved back',
    twoDrives: true,
  },
  {
    name: 'Undo a move, no hard links',
    set: 'mixed',
    before: move,
    steps: undo,
    ends: 'moved back',
    noLinks: true,
  },
  {
    name: 'Undo an edit and the move before it',
    set: 'plain',
    before: [...move, { do: 'set' }],
    ends: 'moved back',
    steps: [{ do: 'undo', of: 'set' }, { do: 'undo' }],
  },
  { name: 'Undo a copy', set: 'plain', before: copy, steps: undo, ends: 'copies removed' },
  { name: 'Undo a copy, headers edited', set: 'edited', before: copy, steps: undo, ends: 'copies removed' },
  {
    name: 'Undo a registration in place, headers edited',
    set: 'edited',
    before: inPlace,
    steps: undo,
    ends: 'restored',
    addWcs: 'always',
  },
  { name: 'Merge objects', set: 'panel', before: copy, steps: merge, ends: 'merged' },
  {
    name: 'Merge objects, no hard links',
    set: 'panel',
    before: copy,
    steps: merge,
    ends: 'merged',
    noLinks: true,
  },
  { name: 'Undo a merge', set: 'panel', before: [...copy, ...merge], steps: undo, ends: 'unmerged' },
  {
    name: 'Undo a merge, no hard links',
    set: 'panel',
    before: [...copy, ...merge],
    steps: undo,
    ends: 'unmerged',
    noLinks: true,
  },
  { name: 'Rebuild the database', set: 'few', steps: [{ do: 'rebuild' }], ends: 'untouched' },
  {
    name: 'Rebuild a damaged database',
    set: 'few',
    steps: [{ do: 'rebuild' }],
    ends: 'untouched',
    damaged: true,
  },
  {
    name: 'Restore the generation before',
    set: 'few',
    steps: [{ do: 'restore' }],
    ends: 'untouched',
    damaged: true,
  },
];

/** Whether the operation is about the database as a file, and no archive is open meanwhile. */
export function isRescue({ steps }: Scenario): boolean {
  return steps.some((step) => step.do === 'restore' || step.do === 'rebuild');
}

/** Whether the operation takes an earlier one back. */
export function isUndo({ steps }: Scenario): boolean {
  return steps.some((step) => step.do === 'undo');
}

/** Whether the operation changes frames that the archive has, or takes that back. */
export function isMerge({ ends }: Scenario): boolean {
  return ends === 'merged' || ends === 'unmerged';
}

/** Whether the operation takes an edit of archived frames back, after which they lie as they were filed. */
export function isUndoOfEdit({ steps }: Scenario): boolean {
  return steps.some((step) => step.do === 'undo' && step.of === 'set');
}

/** Whether the operation needs more than one command of the command line. */
export function needsDriver({ steps, addWcs }: Scenario): boolean {
  return steps.length !== 1 || addWcs !== undefined;
}
