/**
 * Reads a Siril script (`.ssf`): lines, commands, their words. Never throws; what is wrong is for `check` to
 * say.
 */
import { splitWords, type Word } from './splitWords';

/** An option with the parts of `-out=../masters/x`. */
export interface OptionWord {
  /** `-out` */
  readonly name: string;
  /** `../masters/x`; null where there is no `=`. */
  readonly value: string | null;
  /** Where the value begins in the line; where the name ends without one. */
  readonly valueStart: number;
}

/** A word after the command's name. */
export interface Argument {
  readonly word: Word;
  /** Null for a word that is no option, a negative number among them. */
  readonly option: OptionWord | null;
}

interface Line {
  /** Counted from 0. */
  readonly line: number;
  /** Without the line end and the byte-order mark. */
  readonly raw: string;
  /** `\n`, `\r\n`, `\r`, or nothing at the end of the file. */
  readonly ending: string;
}

export interface BlankLine extends Line {
  readonly kind: 'blank';
}

export interface CommentLine extends Line {
  readonly kind: 'comment';
  /** Without `#` and the blanks around. */
  readonly text: string;
}

export interface CommandLine extends Line {
  readonly kind: 'command';
  readonly name: Word;
  readonly arguments: readonly Argument[];
}

export type ScriptLine = BlankLine | CommentLine | CommandLine;

export interface Script {
  /** The text began with U+FEFF. */
  readonly byteOrderMark: boolean;
  readonly lines: readonly ScriptLine[];
}

/** The script in a text; the lines put together again are the text. */
export function parseScript(text: string): Script {
  const byteOrderMark = text.startsWith('\ufeff');
  const body = byteOrderMark ? text.slice(1) : text;
  const lines: ScriptLine[] = [];
  for (const match of body.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    const [whole, raw = '', ending = ''] = match;
    if (whole === '' && match.index > 0) break;
    lines.push(parseLine(raw, lines.length, ending));
  }
  return { byteOrderMark, lines };
}

/** The commands of a script, in order. */
export function commandsOf(script: Script): readonly CommandLine[] {
  return script.lines.filter((line) => line.kind === 'command');
}

/**
 * One line. `#` makes a comment in column 1 only; further right it begins a word as any other character does.
 */
export function parseLine(raw: string, line: number, ending = ''): ScriptLine {
  if (raw.startsWith('#')) {
    return { kind: 'comment', line, raw, ending, text: raw.replace(/^#+/, '').trim() };
  }
  const [name, ...rest] = splitWords(raw);
  if (name === undefined) return { kind: 'blank', line, raw, ending };
  return { kind: 'command', line, raw, ending, name, arguments: rest.map(argument) };
}

function argument(word: Word): Argument {
  const match = /^(-(?:[A-Za-z_]|\d+[A-Za-z])[\w-]*)(=?)/.exec(word.text);
  // `-1e5` and `-.5` are numbers.
  if (!match || !Number.isNaN(Number(word.text))) return { word, option: null };
  const [, name = '', equals] = match;
  const valueStart = word.textStart + match[0].length;
  const value = equals === '' ? null : word.text.slice(match[0].length);
  return { word, option: { name, value, valueStart } };
}

/** The words of a command that are no options: `pp_light`, `rej`, `3`, `3`. */
export function plainWords(command: CommandLine): readonly Word[] {
  return command.arguments.filter(({ option }) => option === null).map(({ word }) => word);
}

/** The value of an option, null where it is not given or has none. */
export function optionValue(command: CommandLine, name: string): string | null {
  return command.arguments.find(({ option }) => option?.name === name)?.option?.value ?? null;
}

/** Whether a command's name is this one, as Siril compares it. */
export function isCommand(command: CommandLine, name: string): boolean {
  return command.name.text.toLowerCase() === name;
}

/** The words of a command that count as arguments: not those of a comment behind it. */
export function argumentsProper(command: CommandLine): CommandLine['arguments'] {
  const at = command.arguments.findIndex(({ word }) => word.quote === null && word.text.startsWith('#'));
  return at < 0 ? command.arguments : command.arguments.slice(0, at);
}
