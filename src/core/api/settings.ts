/** Settings of an archive, and their names. */
import type { Tolerances } from '../base/matching';

/** Patterns of standard names and folders; `{TOKEN}` stands for a value of the header. */
export interface NamePatterns {
  /** Name of a light without its extension. */
  readonly lightName: string;
  /** Name of a calibration frame; `{FILTER}` and the dash before it vanish where it has none. */
  readonly calibrationName: string;
  /** Folder of lights inside the repository, `/` between parts. */
  readonly lightFolder: string;
  readonly calibrationFolder: string;
  readonly masterFolder: string;
  /** Folder of stacks, which are results and belong neither to the lights nor to the masters. */
  readonly stackFolder?: string;
  /**
   * What `{FILTER}` is for a light of a mono camera without one; empty to leave it out, `NoFilter` where
   * absent.
   */
  readonly noFilter?: string;
  /** On Windows, names may make a whole path longer than 260 characters, which some programs cannot open. */
  readonly longPaths?: boolean;
}

/** A setting by its name: `timeZone`, `patterns.lightFolder`, `tolerances.rotator`. */
export type SettingName =
  | 'timeZone'
  | 'addWcs'
  | 'staleMasterDays'
  | `patterns.${keyof NamePatterns}`
  | `tolerances.${keyof Tolerances}`;

/** How an archive is opened: where it is, and the rules by which it works. */
export interface ArchiveSettings {
  /** The folder in which registered frames live, absolute. */
  readonly repository: string;
  /** The database file, absolute: `/astro/.astro-archive/astro-archive.sqlite`. */
  readonly database: string;
  /** IANA zone for frames that name neither local time nor site; null for the machine's own. */
  readonly timeZone: string | null;
  readonly patterns: NamePatterns;
  readonly tolerances: Tolerances;
  /** Days after which a master is stale, 0 for never; a year where absent. */
  readonly staleMasterDays?: number;
  /** When to add the CD matrix to lights that have only CDELT and CROTA. */
  readonly addWcs: 'whenCopied' | 'always' | 'never';
  /** Siril's command line program, absolute; null for the one on the path. */
  readonly sirilPath: string | null;
  /** Where these settings come from. Absent: each of them is meant as it is, for this time. */
  readonly origin?: SettingsOrigin;
}

/**
 * Whose settings these are: some were made by the user, some are as usual, and then those of the archive
 * count.
 */
export interface SettingsOrigin {
  /** `usual`: `database` is the place for a new one, and the archive says which one it has. */
  readonly database: 'given' | 'usual';
  /**
   * The database whose place this one takes when it is filled: it is no second one, and the archive goes on
   * naming it.
   */
  readonly replaces?: string;
  /** Names of the settings that the user has made; for the others the archive's own count. */
  readonly given: readonly SettingName[];
  /** Whether the archive keeps those that were made. */
  readonly keeps: boolean;
}
