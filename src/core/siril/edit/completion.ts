/** What can be written at a place in a script, as data. */
import {
  commandNamed,
  COMMANDS,
  isScriptable,
  optionSummary,
  SETTINGS,
  type SirilCommand,
  usageIn,
} from '../commands/table';
import {
  allOptions,
  type OptionForm,
  optionNamed,
  parametersAt,
  parseUsage,
  type UsageForm,
} from '../commands/usage';
import { presence, type SirilVersion } from '../commands/version';
import type { ReferenceKind } from '../folders/references';
import { type CommandLine, parseLine } from '../parser/script';
import type { Word } from '../parser/splitWords';

export interface CompletionEntry {
  readonly label: string;
  readonly kind: 'command' | 'option' | 'value' | 'setting';
  /** One line beside the label: `from Siril 1.2.0`. */
  readonly detail: string | null;
  readonly summary: string | null;
  /** With `${1:name}` for what is to be filled in; plain text where null. */
  readonly snippet: string | null;
}

/** What is asked of the disk: names of this kind in the folder of the typed path. */
export interface PathQuestion {
  readonly kind: ReferenceKind | 'output';
  /** What is typed of the path so far, up to and with its last `/`: `../masters/`. */
  readonly folder: string;
  /** What stands in the same word before the path: `-dark=`. */
  readonly before: string;
  /** The whole word, quotes included, and whether it has some. */
  readonly word: { readonly start: number; readonly end: number; readonly quoted: boolean };
}

/** What fits at a place: the stretch that is replaced, entries, and a question for the disk. */
export interface CompletionAnswer {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly CompletionEntry[];
  readonly path: PathQuestion | null;
}

const NOTHING: readonly CompletionEntry[] = [];

/** What fits at `character` of a line, for a version; null inside comments. */
export function completionAt(
  text: string,
  character: number,
  version: SirilVersion,
): CompletionAnswer | null {
  const line = parseLine(text, 0);
  if (line.kind === 'comment') return null;
  const word = line.kind === 'command' ? wordAt(line, character) : null;
  const here = { start: word?.textStart ?? character, end: character };
  if (line.kind === 'blank' || character <= line.name.end) {
    return { ...here, entries: commandEntries(version), path: null };
  }
  const known = commandNamed(line.name.text);
  if (!known) return null;
  const forms = parseUsage(usageIn(known, version));
  const typed = word === null ? '' : text.slice(word.textStart, character);
  const equals = /^-[\w-]+=/.exec(typed)?.[0];
  if (equals !== undefined) {
    const option = optionNamed(forms, equals.slice(0, -1));
    return valueAnswer(option ? [option] : [], equals, typed, word, character, NOTHING);
  }
  const entries = typed === '' || typed.startsWith('-') ? optionEntries(known, forms, line) : NOTHING;
  if (typed.startsWith('-')) return { ...here, entries, path: null };
  const index = line.arguments.filter(
    ({ word: each, option }) => option === null && each.end < character,
  ).length;
  const settings = /^(?:set|get)$/.test(known.name) ? settingEntries(version) : NOTHING;
  return valueAnswer(parametersAt(forms, index), '', typed, word, character, [...settings, ...entries]);
}

function wordAt(line: CommandLine, character: number): Word | null {
  const words = [line.name, ...line.arguments.map(({ word }) => word)];
  return words.find(({ textStart, end }) => textStart <= character && character <= end) ?? null;
}

function valueAnswer(
  places: readonly { readonly kind: string | null; readonly choices: readonly string[] }[],
  before: string,
  typed: string,
  word: Word | null,
  character: number,
  more: readonly CompletionEntry[],
): CompletionAnswer {
  const choices = [...new Set(places.flatMap((place) => place.choices))];
  const kind = places.map((place) => place.kind).find(isPathKind) ?? null;
  const path = typed.slice(before.length);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const start = character - (path.length - folder.length);
  return {
    start,
    end: character,
    entries: [...choices.map(valueEntry), ...more],
    path: kind && {
      kind,
      folder,
      before,
      word: {
        start: word?.start ?? character,
        end: word?.end ?? character,
        quoted: (word?.quote ?? null) !== null,
      },
    },
  };
}

function isPathKind(kind: string | null): kind is PathQuestion['kind'] {
  return kind === 'folder' || kind === 'sequence' || kind === 'image' || kind === 'output';
}

function valueEntry(label: string): CompletionEntry {
  return { label, kind: 'value', detail: null, summary: null, snippet: null };
}

function commandEntries(version: SirilVersion): readonly CompletionEntry[] {
  return COMMANDS.filter((each) => presence(each, version) === 'there' && isScriptable(each, version)).map(
    (each) => ({
      label: each.name,
      kind: 'command',
      detail: parseUsage(usageIn(each, version))[0]?.text ?? null,
      summary: each.summary,
      snippet: commandSnippet(each.name, parseUsage(usageIn(each, version))),
    }),
  );
}

/** `convert ${1:name}`: the name with what it cannot do without. */
function commandSnippet(name: string, forms: readonly UsageForm[]): string | null {
  const [form] = [...forms].sort((a, b) => b.least - a.least).filter(({ least }) => least <= 4);
  const wanted = form?.parameters.filter(({ optional }) => !optional).slice(0, form.least) ?? [];
  if (wanted.length === 0) return null;
  const places = wanted.map(({ kind, choices }, index) =>
    kind === null
      ? `\${${index + 1}|${choices.join(',')}|}`
      : `\${${index + 1}:${kind.replace(/[$}\\]/g, '')}}`,
  );
  return [name, ...places].join(' ');
}

function optionEntries(
  known: SirilCommand,
  forms: readonly UsageForm[],
  line: CommandLine,
): readonly CompletionEntry[] {
  const used = new Set(line.arguments.map(({ option }) => option?.name));
  return allOptions(forms)
    .filter(({ name }) => !used.has(name))
    .map((option) => ({
      label: option.value === 'must' ? `${option.name}=` : option.name,
      kind: 'option',
      detail: optionDetail(option),
      summary: optionSummary(known.name, option.name),
      snippet: null,
    }));
}

/** `-norm=add|mul`, `-dark=<image>` */
export function optionDetail({ name, value, kind, choices }: OptionForm): string {
  if (value === 'no') return name;
  const text = choices.length > 0 ? choices.join('|') : `<${kind ?? 'value'}>`;
  return value === 'may' ? `${name}[=${text}]` : `${name}=${text}`;
}

function settingEntries(version: SirilVersion): readonly CompletionEntry[] {
  return SETTINGS.filter((each) => presence(each, version) === 'there').map((each) => ({
    label: each.name,
    kind: 'setting',
    detail: each.range ? `${each.type}, ${each.range.join(' to ')}` : each.type,
    summary: null,
    snippet: null,
  }));
}
