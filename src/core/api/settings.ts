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
  /** What `{FILTER}` is for a light of a mono camera without one; empty to leave it out, `NoFilter` where absent. */
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
