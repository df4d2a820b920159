/** The version of Siril that a script is checked for. */
import { english } from '../../base/english';
import { compareVersions, parseSirilVersion, type SirilVersion, versionText } from '../commands/version';
import { type CommandLine, commandsOf, isCommand, type Script } from '../parser/script';

/** The Siril at hand: what the setting says, else the program that answered. */
export interface SirilHere {
  /** `1.0.6` */
  readonly version: string;
  readonly from: 'setting' | 'installed';
}

export interface SirilTarget {
  readonly version: SirilVersion;
  readonly from: 'script' | SirilHere['from'] | 'nothing';
  /** The Siril at hand where the script asks for less than it is. */
  readonly newer: SirilVersion | null;
}

/** Where neither script nor setting nor program says a version, it is today's. */
const TODAY: SirilVersion = { major: 1, minor: 4, patch: 0 };

/** The script's `requires` line, its first where there are several. */
export function requiresLine(script: Script): CommandLine | undefined {
  return commandsOf(script).find((command) => isCommand(command, 'requires'));
}

/** What the script asks for, else the Siril at hand, else 1.4. */
export function targetOf(script: Script, here: SirilHere | null): SirilTarget {
  const asked = parseSirilVersion(requiresLine(script)?.arguments[0]?.word.text ?? '');
  const there = here && parseSirilVersion(here.version);
  if (asked) {
    return {
      version: asked,
      from: 'script',
      newer: there && compareVersions(there, asked) > 0 ? there : null,
    };
  }
  return there && here
    ? { version: there, from: here.from, newer: null }
    : { version: TODAY, from: 'nothing', newer: null };
}

/** `this script asks for Siril 1.0.0 only`, the second half of a sentence. */
export function targetText({ version, from }: SirilTarget): string {
  const text = versionText(version);
  switch (from) {
    case 'script':
      return english('this script asks for Siril {0}', text);
    case 'setting':
      return english('the setting says Siril {0}', text);
    case 'installed':
      return english('Siril here is {0}', text);
    case 'nothing':
      return english('checked for Siril {0}', text);
  }
}

/** Siril before 1.2 insists on `requires`, stops at a byte-order mark and at a line of blanks. */
export function isStrict(version: SirilVersion): boolean {
  return compareVersions(version, { major: 1, minor: 1, patch: 0 }) < 0;
}
