/**
 * What a bug report needs to know of a program and its archive, and nothing else: numbers, versions and words
 * of fixed lists. No path, no name of a user, machine, object or device, and no message, which could hold
 * one.
 */
import type { ArchiveSettings } from './settings';

/** The VS Code that the program runs in. */
export interface EditorFacts {
  /** `1.101.0` */
  readonly version: string;
  readonly window: 'desktop' | 'web';
  /** Whether the files are on another machine, in a container or in WSL. */
  readonly remote: boolean;
  readonly trusted: boolean;
}

export interface DiagnosticsRequest {
  /** Of this program: `0.2.0`. */
  readonly version: string;
  /** Null on the command line. */
  readonly editor: EditorFacts | null;
  /** Which archive; null where no folder is open or a setting makes no sense. */
  readonly settings: ArchiveSettings | null;
  /**
   * Whether programs may be started, to ask Siril for its version; not in a workspace that is not trusted.
   */
  readonly mayStartPrograms: boolean;
}

export interface ProgramFacts {
  readonly version: string;
  /** `20.19.0` */
  readonly node: string;
  readonly editor: EditorFacts | null;
  /** Node's names: `linux`, `win32`, `darwin`. */
  readonly platform: string;
  /** `x64` */
  readonly processor: string;
  /** The numbers of the system's release: `6.1.0`; empty where it has none. */
  readonly system: string;
}

/**
 * - `whole`: it opens.
 * - `damaged`: it is ours and not whole; `restore` or `rebuild` help.
 * - `refused`: of another program, of a newer version, or no database.
 * - `unreadable`: the system does not let it be read.
 */
export type DatabaseState = 'whole' | 'absent' | 'damaged' | 'refused' | 'unreadable';

/** Numbers are null where they cannot be read. */
export interface DatabaseFacts {
  readonly state: DatabaseState;
  /** The system's code where it refuses to let it be read: `EACCES`. */
  readonly system: string | null;
  /** The schema of the file: 5. */
  readonly schema: number | null;
  /** The schema that this program writes: 5. */
  readonly newestSchema: number;
  readonly bytes: number | null;
  /** How often it was saved: 12. */
  readonly generation: number | null;
  readonly frameCount: number | null;
  readonly sessions: number | null;
  /** The rules by which this program reads headers: 2. */
  readonly rules: number;
  /** Frames whose headers were read by other rules. */
  readonly outdated: number | null;
  /** The generation before the last save: `none`, `whole`, or `damaged` where it does not open. */
  readonly previous: 'none' | 'whole' | 'damaged';
  /** Frames in the generation before the last save. */
  readonly previousFrameCount: number | null;
  /** Files that a save has left which did not come to its end, or is at work. */
  readonly unfinishedSaves: number;
  /** Databases that were kept beside, since another program had saved the archive meanwhile. */
  readonly unsaved: number;
  /** Databases that were kept beside, when one was restored or rebuilt. */
  readonly kept: number;
}

/** Who may write the archive now; see `LockState`. */
export type UseFacts = 'free' | 'this' | 'other' | 'unknown';

/** State of a small file of the program's own. */
export type FileFacts = 'absent' | 'whole' | 'newer' | 'damaged' | 'unreadable';

export interface ArchiveFacts {
  /** Whether the folder of the archive is there. */
  readonly folder: 'there' | 'absent' | 'unreadable';
  /**
   * Whether its drive hangs on this machine alone; `unknown` for network drives, and where the system does
   * not say.
   */
  readonly drive: 'local' | 'unknown';
  /** `.astro-archive/archive.json` */
  readonly identity: FileFacts;
  /** Whether it says that it lies where it lies: null where that is not known. */
  readonly isAtHome: boolean | null;
  /** Whether the database is of the archive that the identity names; null where one of them does not say. */
  readonly isOwnDatabase: boolean | null;
  /** Whether the database lies in the repository. */
  readonly databaseInRepository: boolean;
  /** What only the user knows, `.astro-archive/astro-archive.json`. */
  readonly notebook: FileFacts;
  readonly use: UseFacts;
}

/** Operations of which there is a journal. Null where the folder of journals cannot be read. */
export interface JournalFacts {
  /** Under way or interrupted. */
  readonly open: number | null;
  readonly closed: number | null;
  /** Parts that could not be read and were kept aside. */
  readonly damaged: number | null;
}

export interface Diagnostics {
  readonly program: ProgramFacts;
  /** The version of the Siril that was found, `1.0.6`; null for none, or where it must not be asked. */
  readonly siril: string | null;
  /** Null where no archive was asked for. */
  readonly archive: ArchiveFacts | null;
  readonly database: DatabaseFacts | null;
  readonly journals: JournalFacts | null;
}
