/** What the word at a place of a script is, for hovers and signatures. */
import { english } from '../../base/english';
import { commandNamed, type SirilCommand, usageIn } from '../commands/table';
import { type OptionForm, optionNamed, parseUsage, type UsageForm } from '../commands/usage';
import type { SirilVersion } from '../commands/version';
import { parseLine } from '../parser/script';

export type Described =
  | { readonly kind: 'command'; readonly command: SirilCommand; readonly start: number; readonly end: number }
  | {
      readonly kind: 'option';
      readonly command: SirilCommand;
      readonly option: OptionForm;
      readonly start: number;
      readonly end: number;
    };

/** The command or option at `character` of a line; null elsewhere, on an option's value for instance. */
export function describeAt(text: string, character: number, version: SirilVersion): Described | null {
  const line = parseLine(text, 0);
  if (line.kind !== 'command') return null;
  const command = commandNamed(line.name.text);
  if (!command) return null;
  const { start, end } = line.name;
  if (start <= character && character <= end) return { kind: 'command', command, start, end };
  for (const { word, option } of line.arguments) {
    const nameEnd = word.textStart + (option?.name.length ?? 0);
    if (!option || character < word.textStart || character > nameEnd) continue;
    const form = anyForm(command, option.name, version);
    return form ? { kind: 'option', command, option: form, start: word.textStart, end: nameEnd } : null;
  }
  return null;
}

/** The option as it is in the version, else as it was in the version that had it. */
function anyForm(command: SirilCommand, name: string, version: SirilVersion): OptionForm | undefined {
  const texts = [usageIn(command, version), ...Object.values(command.usage).reverse()];
  for (const text of texts) {
    const form = optionNamed(parseUsage(text), name);
    if (form) return form;
  }
  return undefined;
}

/** `since Siril 1.2.0`, `up to Siril 1.2`, both, or nothing for what all versions have. */
export function lifetimeText({ since, until }: { readonly since: string; readonly until?: string }): string {
  const from = since === '1.0.0' ? '' : english('since Siril {0}', since);
  const to = until === undefined ? '' : english('up to Siril {0}', until);
  return [from, to].filter((part) => part !== '').join(', ');
}

/** The ways to use the command of a line and the place that `character` is at. */
export interface Signature {
  readonly command: SirilCommand;
  readonly forms: readonly UsageForm[];
  /** The way that fits best so far. */
  readonly active: number;
  /** Index among the words that are no options; -1 on an option. */
  readonly place: number;
}

/** The signature for a place behind a command's name; null elsewhere. */
export function signatureAt(text: string, character: number, version: SirilVersion): Signature | null {
  const line = parseLine(text, 0);
  if (line.kind !== 'command' || character <= line.name.end) return null;
  const command = commandNamed(line.name.text);
  if (!command) return null;
  const forms = parseUsage(usageIn(command, version));
  const plain = line.arguments.filter(({ option }) => option === null).map(({ word }) => word);
  const onOption = line.arguments.some(
    ({ word, option }) => option !== null && word.start < character && character <= word.end,
  );
  const place = onOption ? -1 : plain.filter(({ end }) => end < character).length;
  const fits = (form: UsageForm, words: number) =>
    form.most >= words &&
    plain.every(({ text: word }, index) => {
      const { choices = [], optional = true } = form.parameters[index] ?? {};
      return optional || choices.length === 0 || choices.includes(word.toLowerCase());
    });
  const roomy = forms.findIndex((form) => fits(form, Math.max(place + 1, plain.length)));
  const active = roomy >= 0 ? roomy : forms.findIndex((form) => fits(form, plain.length));
  return { command, forms, active: Math.max(0, active), place };
}
