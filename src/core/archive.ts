/**
 * The face of the engine: what an archive can do, and the shapes of the answers. `open.ts` implements it in
 * this process; the engine's client implements it over a message port, so that views and commands never know
 * where the work is done.
 */
import type { CardValue, FitsFile } from './fits/header';
import type {
  ArchivedFrame,
  Candidate,
  ExplainedFrame,
  FrameType,
  LinkKind,
  MissingSet,
  Problem,
  Session,
  Tolerances,
} from './model';
import type { NamePatterns } from './frame/patterns';
import type { Context } from './ports';

export interface ArchiveSettings {
  /** The folder in which registered frames live, absolute. */
  readonly repository: string;
  /** The database file, absolute: `/astro/.astro-archive/astro-archive.sqlite`. */
  readonly database: string;
  /** IANA zone for frames that name neither local time nor site; null for the machine's own. */
  readonly timeZone: string | null;
  readonly patterns: NamePatterns;
  readonly tolerances: Tolerances;
  /** When to add the CD matrix to lights that have only CDELT and CROTA. */
  readonly addWcs: 'whenCopied' | 'always' | 'never';
  /** Siril's command line program, absolute; null for the one on the path. */
  readonly sirilPath: string | null;
}

export type RegisterMode = 'move' | 'copy' | 'in-place';

export interface RegisterRequest {
  /** Folders or files, absolute. */
  readonly sources: readonly string[];
  readonly mode: RegisterMode;
  /** Say what would happen and touch nothing. */
  readonly dryRun: boolean;
}

export interface RegisterReport {
  readonly registered: readonly {
    readonly from: string;
    readonly to: string;
    readonly type: FrameType;
    readonly sha256: string;
  }[];
  readonly duplicates: readonly {
    readonly path: string;
    readonly of: string;
    readonly same: 'file' | 'image';
  }[];
  readonly failed: readonly { readonly path: string; readonly error: string }[];
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
  readonly cancelled: boolean;
  readonly seconds: number;
}

export interface RegenerateReport {
  readonly lightSessions: number;
  readonly calibrationSessions: number;
  /** Light sessions that found each kind of calibration. */
  readonly links: Readonly<Record<LinkKind, number>>;
  /** Light sessions without any link. */
  readonly unlinked: number;
  readonly seconds: number;
}

export interface CheckoutRequest {
  /** Ids of light sessions, or unambiguous beginnings of them. */
  readonly sessions: readonly string[];
  /** The folder to make, absolute; it must be new, empty or an earlier checkout. */
  readonly to: string;
  /** `1.0.6`; null to ask the installed program. */
  readonly siril: string | null;
  /** Copy the files instead of linking to them. */
  readonly copy: boolean;
}

export interface CheckoutGroup {
  /** What the group is called in folder names: `L`. */
  readonly name: string;
  readonly session: string;
  readonly object: string | null;
  readonly filter: string | null;
  readonly night: string | null;
  readonly lights: number;
  readonly biases: number;
  readonly darks: number;
  readonly flats: number;
  readonly flatDarks: number;
  /** The stacked result the group goes into, relative to the checkout: `NGC_7000_L.fit`. */
  readonly result: string;
}

export interface CheckoutReport {
  readonly folder: string;
  /** Absolute path of the script. */
  readonly script: string;
  readonly groups: readonly CheckoutGroup[];
  readonly linked: number;
  readonly copied: number;
  readonly unpacked: number;
  readonly warnings: readonly string[];
}

export interface VerifyRequest {
  /** Look at sizes and modification times only. */
  readonly quick: boolean;
  /** Begin with the first frame even if an earlier verification of this kind was cancelled half-way. */
  readonly fromStart: boolean;
}

/**
 * What is different about a file. `size` and `time` (of modification) are all that a quick verification sees; a thorough
 * one says `time` (same bytes), `header` (same pixels), `pixels`, or `content`: bytes that changed although nobody has
 * written to the file, as a failing drive leaves them.
 */
export type FileChange = 'size' | 'time' | 'header' | 'content' | 'pixels';

export interface VerifyReport {
  /** Archived files that were looked at. */
  readonly checked: number;
  readonly missing: readonly { readonly path: string }[];
  readonly changed: readonly { readonly path: string; readonly what: FileChange }[];
  readonly unreadable: readonly { readonly path: string; readonly error: string }[];
  /** Images inside the repository that the archive does not know. */
  readonly unknown: readonly { readonly path: string }[];
  /** When the cancelled verification began that this one went on with, ISO 8601 UTC; null for a whole one. */
  readonly resumed: string | null;
  readonly cancelled: boolean;
  readonly seconds: number;
}

/** Paths out of the report of a verification. */
export interface RepairRequest {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly unknown: readonly string[];
  /** Take missing files out of the archive that are not found elsewhere in the repository. */
  readonly forgetMissing: boolean;
}

export interface RepairReport {
  /** Missing files that were found at another place. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Files whose changed header was read anew. */
  readonly read: readonly string[];
  /** Unknown files that were registered in place. */
  readonly registered: readonly string[];
  readonly forgotten: readonly string[];
  readonly left: readonly { readonly path: string; readonly why: string }[];
  readonly cancelled: boolean;
  readonly seconds: number;
}

export interface DuplicatesRequest {
  /** Folders to compare with the archive, absolute; none to look in the archive alone. */
  readonly folders: readonly string[];
}

/** Files that are the same byte for byte, or the same image under different headers. */
export interface DuplicateGroup {
  readonly same: 'file' | 'image';
  readonly files: readonly {
    readonly path: string;
    /** Bytes. */
    readonly size: number;
    /** Whether the archive knows it; files of other folders it does not. */
    readonly archived: boolean;
  }[];
  /** Cards that are not the same in all headers; `values` in the order of `files`, undefined where there is none. */
  readonly differences: readonly {
    readonly keyword: string;
    readonly values: readonly (CardValue | undefined)[];
  }[];
}

export interface DuplicatesReport {
  readonly groups: readonly DuplicateGroup[];
  /** Files that could not be compared. */
  readonly failed: readonly { readonly path: string; readonly error: string }[];
  readonly cancelled: boolean;
}

export interface RecheckRequest {
  readonly same: 'file' | 'image';
  /** The archived file that stays. */
  readonly keep: string;
  /** The file that is to go. */
  readonly remove: string;
}

/** A page of rows; `next` continues the listing, null at its end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

export interface PageRequest {
  /** Where to go on: the `next` of the page before; 0 to begin. */
  readonly from?: number;
  /** Rows at most, 1000 at the largest. */
  readonly limit?: number;
}

/** One object of the sky and what there is of it. */
export interface ObjectSummary {
  /** The name most of its frames carry; null for lights without OBJECT. */
  readonly object: string | null;
  readonly sessions: number;
  readonly frames: number;
  /** Seconds. */
  readonly totalExposure: number;
  readonly filters: readonly string[];
  readonly lastNight: string | null;
}

export interface SessionQuery extends PageRequest {
  readonly type?: FrameType;
  /** Only sessions of lights, or only sessions of calibration frames. */
  readonly kind?: 'light' | 'calibration';
  /** Sessions of this object; null for lights without one. */
  readonly object?: string | null;
}

export interface FrameQuery extends PageRequest {
  readonly session?: string;
}

/** What a session rests on: its links, why, and what is missing. */
export interface SessionExplanation {
  readonly session: Session;
  readonly candidates: Readonly<Record<LinkKind, readonly Candidate[]>>;
  readonly missing: readonly MissingSet[];
}

export interface HeaderReport {
  readonly file: FitsFile;
  readonly frame: ExplainedFrame | null;
  /** Problems of the file and of the frame together. */
  readonly problems: readonly Problem[];
}

export interface Stats {
  readonly lights: number;
  readonly darks: number;
  readonly flats: number;
  readonly biases: number;
  readonly flatDarks: number;
  readonly stacks: number;
  readonly unknown: number;
  readonly masters: number;
  readonly lightSessions: number;
  readonly nights: number;
  /** Seconds of light. */
  readonly totalExposure: number;
  /** Bytes of all files. */
  readonly bytes: number;
  readonly objects: readonly {
    readonly object: string | null;
    readonly frames: number;
    readonly totalExposure: number;
    readonly filters: readonly {
      readonly filter: string | null;
      readonly frames: number;
      readonly totalExposure: number;
    }[];
  }[];
  /** Lights by month of their night, `2024-09`, oldest first. */
  readonly months: readonly {
    readonly month: string;
    readonly frames: number;
    readonly totalExposure: number;
  }[];
  /** Calibration sets that light sessions still wait for. */
  readonly missing: readonly MissingSet[];
  /** When these figures were counted, ISO 8601 UTC. */
  readonly counted: string;
}

export interface ArchiveStatus {
  readonly repository: string;
  readonly database: string;
  readonly frames: number;
  readonly sessions: number;
}

/** What changed, so that views refresh what they show. */
export interface ArchiveChange {
  readonly frames: boolean;
  readonly sessions: boolean;
}

/** An open archive. Every request rejects with an ArchiveError that says what the user can do. */
export interface Archive {
  status(): Promise<ArchiveStatus>;
  header(path: string): Promise<HeaderReport>;
  register(request: RegisterRequest, context: Context): Promise<RegisterReport>;
  regenerate(context: Context): Promise<RegenerateReport>;
  objects(request: PageRequest): Promise<Page<ObjectSummary>>;
  sessions(request: SessionQuery): Promise<Page<Session>>;
  /** One session by its id or the unambiguous beginning of it. */
  session(id: string): Promise<Session>;
  frames(request: FrameQuery): Promise<Page<ArchivedFrame>>;
  explain(session: string): Promise<SessionExplanation>;
  checkout(request: CheckoutRequest, context: Context): Promise<CheckoutReport>;
  /** Reads every archived file again and says what is wrong. A cancelled one is continued by the next. */
  verify(request: VerifyRequest, context: Context): Promise<VerifyReport>;
  /** Brings the database into line with the files; never touches a file. */
  repair(request: RepairRequest, context: Context): Promise<RepairReport>;
  duplicates(request: DuplicatesRequest, context: Context): Promise<DuplicatesReport>;
  /** Rejects unless, at this moment, the file that stays is archived, whole, and the same as the one that is to go. */
  recheckDuplicates(request: RecheckRequest): Promise<null>;
  /** Takes those of the files out of the archive that are no longer there; says how many. */
  forgetRemoved(paths: readonly string[]): Promise<number>;
  /** Figures at most 300 s old, counted anew when the data has changed or `fresh` is set. */
  stats(request: { readonly fresh: boolean }): Promise<Stats>;
  /** Saves and closes; further requests reject. */
  close(): Promise<void>;
}
