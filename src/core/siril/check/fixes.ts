/** Changes of a script that mend a problem, as edits. */
import { english } from '../../base/english';
import { commandNamed, usageIn } from '../commands/table';
import { optionNamed, parseUsage } from '../commands/usage';
import {
  compareVersions,
  parseSirilVersion,
  releaseOf,
  type SirilVersion,
  versionText,
} from '../commands/version';
import { type CommandLine, commandsOf, isCommand, type Script } from '../parser/script';

/** Replaces a stretch of one line. */
export interface LineEdit {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface ScriptFix {
  /** `Change preprocess to calibrate` */
  readonly title: string;
  /** In the order of the text, none overlapping. */
  readonly edits: readonly LineEdit[];
  /** The one to take where there is a choice. */
  readonly preferred: boolean;
  /** The file's first three bytes are to go, which editors do not show as text. */
  readonly removesByteOrderMark?: boolean;
}

/** The version from which on `calibrate` is there. */
const CALIBRATE_SINCE = '1.2.0';
const PAIRS: Readonly<Record<string, string>> = {
  preprocess: 'calibrate',
  preprocess_single: 'calibrate_single',
  calibrate: 'preprocess',
  calibrate_single: 'preprocess_single',
};

/** `calibrate` for `preprocess` and the other way round; null for other commands. */
export function counterpart(name: string): string | null {
  return PAIRS[name.toLowerCase()] ?? null;
}

/**
 * Every `preprocess` of the script as `calibrate`, for Siril 1.2 and later. Siril 1.0 corrects hot pixels
 * wherever it has a dark; from 1.2 on it has to be asked, so `-cc=dark` is added. `requires` is raised where
 * it asks for less.
 */
export function toCalibrate(script: Script, version: SirilVersion): ScriptFix {
  const implicit = releaseOf(version).minor < 2 && version.major <= 1;
  const edits = commandsOf(script).flatMap((command): LineEdit[] => {
    const other = /^preprocess/i.test(command.name.text) ? counterpart(command.name.text) : null;
    if (other === null) return raised(command, CALIBRATE_SINCE);
    const dark = command.arguments.find(({ option }) => option?.name === '-dark');
    const asked = command.arguments.some(({ option }) => option?.name === '-cc');
    return [
      renamed(command, other),
      ...(implicit && dark && !asked ? [insertion(command.line, dark.word.end, ' -cc=dark')] : []),
    ];
  });
  return { title: english('Change preprocess to calibrate (Siril 1.2 and later)'), edits, preferred: true };
}

/**
 * Every `calibrate` of the script as `preprocess`, for Siril 1.0, without the options that it does not have.
 */
export function toPreprocess(script: Script): ScriptFix {
  const oldest: SirilVersion = { major: 1, minor: 0, patch: 0 };
  const edits = commandsOf(script).flatMap((command): LineEdit[] => {
    if (isCommand(command, 'requires')) return lowered(command, oldest);
    const other = /^calibrate/i.test(command.name.text) ? counterpart(command.name.text) : null;
    if (other === null) return [];
    return [renamed(command, other), ...withoutNewOptions(command, other, oldest)];
  });
  return { title: english('Change calibrate to preprocess (Siril 1.0)'), edits, preferred: true };
}

/** Takes out options that `name` does not have, with the numbers that belong to `-cc=dark`. */
function withoutNewOptions(command: CommandLine, name: string, version: SirilVersion): LineEdit[] {
  const known = commandNamed(name);
  const forms = known ? parseUsage(usageIn(known, version)) : [];
  const edits: LineEdit[] = [];
  let end = command.name.end;
  let dropping = false;
  for (const { word, option } of command.arguments) {
    const old = option ? optionNamed(forms, option.name) : undefined;
    if (option) {
      dropping = old === undefined;
      if (dropping) edits.push({ line: command.line, start: end, end: word.end, text: '' });
      // `-opt=exp` is `-opt` here.
      else if (old?.value === 'no' && option.value !== null) {
        edits.push({ line: command.line, start: option.valueStart - 1, end: word.end, text: '' });
      }
    } else if (dropping && Number.isFinite(Number(word.text))) {
      edits.push({ line: command.line, start: end, end: word.end, text: '' });
    }
    end = word.end;
  }
  return edits;
}

/** Makes `requires` ask for at least `version`. */
export function requireVersion(script: Script, version: string): ScriptFix | null {
  const edits = commandsOf(script).flatMap((command) => raised(command, version));
  return edits.length === 0
    ? null
    : { title: english('Make the script require Siril {0}', version), edits, preferred: false };
}

function raised(command: CommandLine, version: string): LineEdit[] {
  const wanted = parseSirilVersion(version);
  return replacedVersion(command, wanted, (there) => wanted !== null && older(there, wanted));
}

function lowered(command: CommandLine, version: SirilVersion): LineEdit[] {
  return replacedVersion(command, version, (there) => older(version, there));
}

function replacedVersion(
  command: CommandLine,
  version: SirilVersion | null,
  when: (there: SirilVersion) => boolean,
): LineEdit[] {
  const word = isCommand(command, 'requires') ? command.arguments[0]?.word : undefined;
  const there = word ? parseSirilVersion(word.text) : null;
  if (!word || !there || !version || !when(there)) return [];
  return [{ line: command.line, start: word.start, end: word.end, text: versionText(version) }];
}

function older(a: SirilVersion, b: SirilVersion): boolean {
  return compareVersions(releaseOf(a), releaseOf(b)) < 0;
}

/** `requires` as its own line before the first command. */
export function addRequires(script: Script, version: SirilVersion): ScriptFix {
  const first = commandsOf(script)[0];
  const text = `requires ${versionText(releaseOf(version))}${first?.ending || '\n'}`;
  return {
    title: english('Add requires {0}', versionText(releaseOf(version))),
    edits: [insertion(first?.line ?? 0, 0, text)],
    preferred: true,
  };
}

/** Replaces a stretch by a text. */
export function replacing(title: string, edit: LineEdit, preferred = true): ScriptFix {
  return { title, edits: [edit], preferred };
}

function renamed({ line, name }: CommandLine, to: string): LineEdit {
  return { line, start: name.start, end: name.end, text: to };
}

function insertion(line: number, at: number, text: string): LineEdit {
  return { line, start: at, end: at, text };
}
