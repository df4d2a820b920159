/** The commands of Siril 1.0, 1.2, 1.4 and the coming version, as data. */
import optionWords from './options.json';
import settingRows from './settings.json';
import rows from './table.json';
import { optionNamed, parseUsage } from './usage';
import {
  compareVersions,
  parseSirilVersion,
  presence,
  releaseOf,
  type SirilVersion,
  versionText,
} from './version';

/** What has to be loaded for a command, and of which kind. */
export type CommandNeed = 'image' | 'sequence' | 'cfa' | 'rgb' | 'mono';

/** A command of Siril. */
export interface SirilCommand {
  /** As Siril lists it: `seqextract_HaOIII`. Siril compares without case. */
  readonly name: string;
  /** What it does, one short sentence. */
  readonly summary: string;
  /** `1.2.0` */
  readonly since: string;
  /** The last series that has it: `1.2`. */
  readonly until?: string;
  /** Words that have to follow the name, options counted, as Siril itself counts them. */
  readonly minimum: number;
  /** Whether a script may use it, or since which version one may. */
  readonly scriptable: boolean | string;
  readonly needs?: readonly CommandNeed[];
  /**
   * By the version that brought it, oldest first; several ways of use are lines. See `usage.ts` for the
   * notation.
   */
  readonly usage: Readonly<Record<string, string>>;
}

/** A setting for `set` and `get`. */
export interface SirilSetting {
  /** `core.extension` */
  readonly name: string;
  readonly type: string;
  readonly range?: readonly number[];
  readonly since: string;
  readonly until?: string;
}

export const COMMANDS = rows as unknown as readonly SirilCommand[];
export const SETTINGS = settingRows as readonly SirilSetting[];

const byName = new Map(COMMANDS.map((command) => [command.name.toLowerCase(), command]));
const words = new Map(Object.entries(optionWords));

/** The command of a name in any case; undefined where no version has one. */
export function commandNamed(name: string): SirilCommand | undefined {
  return byName.get(name.toLowerCase());
}

/** How a command is used in a version; the oldest way where the version is older than the command. */
export function usageIn(command: SirilCommand, version: SirilVersion): string {
  const release = releaseOf(version);
  let found: string | undefined;
  for (const [since, text] of Object.entries(command.usage)) {
    const from = parseSirilVersion(since);
    if (found === undefined || (from && compareVersions(releaseOf(from), release) <= 0)) found = text;
  }
  return found ?? command.name;
}

/** Whether a script for a version may use a command. */
export function isScriptable(command: SirilCommand, version: SirilVersion): boolean {
  if (typeof command.scriptable === 'boolean') return command.scriptable;
  return presence({ since: command.scriptable }, version) === 'there';
}

/**
 * What an option of a command means: `Master dark.` for `calibrate`, `-dark`; null where there are no words
 * for it.
 */
export function optionSummary(command: string, option: string): string | null {
  return words.get(`${command} ${option}`) ?? words.get(option) ?? null;
}

/** The release that first had an option, `1.4.0` for `stack`, `-32b`; null where none has. */
export function optionSince(command: SirilCommand, option: string): string | null {
  for (const [since, text] of Object.entries(command.usage)) {
    const from = parseSirilVersion(since);
    if (from && optionNamed(parseUsage(text), option)) return versionText(releaseOf(from));
  }
  return null;
}
