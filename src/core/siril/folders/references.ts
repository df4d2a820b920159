/** Which words of a command name something on disk that has to be there: a folder, a sequence, an image. */
import { commandNamed, usageIn } from '../commands/table';
import { optionNamed, parametersAt, parseUsage } from '../commands/usage';
import type { SirilVersion } from '../commands/version';
import { argumentsProper, type CommandLine } from '../parser/script';

export type ReferenceKind = 'folder' | 'sequence' | 'image';

/** A name in a script that stands for something on disk. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** As written, without quotes: `../masters/dark_stacked`. */
  readonly name: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Numbers and keywords that stand where an image may: none of them is looked for. */
const COMPUTED = /^["']?=|\$|^~|^\{/;

/** The names that a command reads, in order. Nothing for one that no version has. */
export function referencesOf(command: CommandLine, version: SirilVersion): readonly Reference[] {
  const known = commandNamed(command.name.text);
  if (!known) return [];
  const forms = parseUsage(usageIn(known, version));
  const found: Reference[] = [];
  const given = argumentsProper(command);
  const plain = given.filter(({ option }) => option === null);
  for (const { word, option } of given) {
    const place = option ? null : plain.findIndex((each) => each.word === word);
    const kinds = option
      ? [optionNamed(forms, option.name)?.kind ?? null]
      : parametersAt(forms, place ?? 0).map(({ kind }) => kind);
    const kind = agreed(kinds);
    const name = option ? (option.value ?? '') : word.text;
    // The last of a merge is the one that is made.
    if (known.name === 'merge' && place === plain.length - 1) continue;
    // A folder to write to is made where it is missing.
    const written = option !== null && kind === 'folder';
    if (kind === null || written || name === '' || COMPUTED.test(name)) continue;
    const start = option ? option.valueStart : word.textStart;
    found.push({ kind, name, line: command.line, start, end: start + name.length });
  }
  return found;
}

function agreed(kinds: readonly (string | null)[]): ReferenceKind | null {
  const [first] = kinds;
  if (first !== 'folder' && first !== 'sequence' && first !== 'image') return null;
  return kinds.every((kind) => kind === first) ? first : null;
}
