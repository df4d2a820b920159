/**
 * Reads the notation in which the table says how a command is used:
 *
 *     stack <sequence> {med|median} [-norm=add|mul] [-out=<output>] [-rejmap[s]]
 *
 * `<name>` stands for something the user writes, a bare word for itself, `[…]` for what may be left out, `{…
 * | …}` for one of several, `...` for more of the same. The name in `<…>` tells the kind: `sequence`,
 * `image`, `output`, `folder`.
 */

/** An option: `-norm=add|mul`. */
export interface OptionForm {
  /** `-norm` */
  readonly name: string;
  /** Other spellings: `-rejmaps`. */
  readonly spellings: readonly string[];
  /** `no`: a switch; `must`: wants a value; `may`: takes one. */
  readonly value: 'no' | 'must' | 'may';
  /** What the value is: `image`; null where it is one of `choices`. */
  readonly kind: string | null;
  /** `add`, `mul` */
  readonly choices: readonly string[];
}

/** A place for a word that is no option. */
export interface ParameterForm {
  /** `sequence`; null where it is one of `choices`. */
  readonly kind: string | null;
  /** `med`, `median` */
  readonly choices: readonly string[];
  readonly optional: boolean;
  /** Where it stands in the line of usage, for a signature. */
  readonly start: number;
  readonly end: number;
}

/** One way to use a command. */
export interface UsageForm {
  /** The line itself: `cd <folder>`. */
  readonly text: string;
  readonly parameters: readonly ParameterForm[];
  readonly options: readonly OptionForm[];
  /** Words that are no options: at least, and at most. */
  readonly least: number;
  readonly most: number;
}

const TOKEN =
  /-[A-Za-z0-9][\w-]*(?:\[\w+\])?(?:\[=\w+\]|=<[^>]*>|=[^\s[\]{}]+)?|<[^>]*>|\.\.\.|[[\]{}|]|[^\s[\]{}|<>]+/g;

const cache = new Map<string, readonly UsageForm[]>();

/** The ways to use a command, from the table's text. */
export function parseUsage(usage: string): readonly UsageForm[] {
  const known = cache.get(usage);
  if (known) return known;
  const forms = usage.split('\n').map((line) => new UsageReader(line).form());
  cache.set(usage, forms);
  return forms;
}

interface Count {
  readonly least: number;
  readonly most: number;
}

const NONE: Count = { least: 0, most: 0 };

/** Reads one line by recursive descent, counting the words that are no options. */
class UsageReader {
  readonly #tokens: readonly RegExpExecArray[];
  readonly #parameters: ParameterForm[] = [];
  readonly #options: OptionForm[] = [];
  #at = 1;

  constructor(readonly text: string) {
    this.#tokens = [...text.matchAll(TOKEN)];
  }

  form(): UsageForm {
    const { least, most } = this.#choice('', false);
    return { text: this.text, parameters: this.#parameters, options: this.#options, least, most };
  }

  /** Alternatives up to `close`: the fewest words of any, the most words of any. */
  #choice(close: string, optional: boolean): Count {
    let all: Count | null = null;
    for (;;) {
      const one = this.#sequence(optional);
      all =
        all === null ? one : { least: Math.min(all.least, one.least), most: Math.max(all.most, one.most) };
      const token = this.#tokens[this.#at]?.[0];
      if (token !== '|') break;
      this.#at++;
    }
    if (close !== '') this.#at++;
    return all;
  }

  #sequence(optional: boolean): Count {
    let { least, most } = NONE;
    for (let match = this.#tokens[this.#at]; match; match = this.#tokens[this.#at]) {
      const token = match[0];
      if (token === '|' || token === ']' || token === '}') break;
      const count = this.#item(match, optional);
      least += count.least;
      most += count.most;
    }
    return { least, most };
  }

  #item(match: RegExpExecArray, optional: boolean): Count {
    const token = match[0];
    this.#at++;
    if (token === '[') return { least: 0, most: this.#choice(']', true).most };
    if (token === '{') return this.#choice('}', optional);
    if (token === '...') return { least: 0, most: Infinity };
    if (/^-[A-Za-z0-9]/.test(token)) {
      this.#options.push(optionForm(token));
      return NONE;
    }
    this.#parameter(match, optional);
    return { least: 1, most: 1 };
  }

  /** Bare words with `|` between them are one parameter with choices. */
  #parameter(match: RegExpExecArray, optional: boolean): void {
    const token = match[0];
    const [start, end] = [match.index, match.index + token.length];
    if (token.startsWith('<')) {
      this.#parameters.push({ kind: token.slice(1, -1), choices: [], optional, start, end });
      return;
    }
    const last = this.#parameters.at(-1);
    if (last?.kind === null && this.text.slice(last.end, start).trim() === '|') {
      this.#parameters[this.#parameters.length - 1] = { ...last, choices: [...last.choices, token], end };
    } else {
      this.#parameters.push({ kind: null, choices: [token], optional, start, end });
    }
  }
}

function optionForm(token: string): OptionForm {
  const parts = /^(-[\w-]+)(?:\[(\w+)\])?(?:\[=(\w+)\]|=<([^>]*)>|=(.+))?$/.exec(token);
  const [, name = token, tail, may, kind, choices] = parts ?? [];
  return {
    name,
    spellings: tail === undefined ? [] : [name + tail],
    value: may !== undefined ? 'may' : kind !== undefined || choices !== undefined ? 'must' : 'no',
    kind: kind ?? null,
    choices: may !== undefined ? [may] : (choices?.split('|') ?? []),
  };
}

/** The option of that name, in any of the ways; `-filter-included` finds `-filter-incl[uded]`. */
export function optionNamed(forms: readonly UsageForm[], name: string): OptionForm | undefined {
  const found = forms
    .flatMap(({ options }) => options)
    .filter((option) => option.name === name || option.spellings.includes(name));
  // `-cc=dark` and `-cc=bpm` are one option with two values.
  const [first, ...rest] = found;
  if (first === undefined || rest.length === 0) return first;
  const values = new Set(found.map(({ value }) => value));
  return {
    ...first,
    value: values.size === 1 ? first.value : 'may',
    kind: found.find(({ kind }) => kind !== null)?.kind ?? null,
    choices: [...new Set(found.flatMap(({ choices }) => choices))],
  };
}

/** Every option of all ways, each once, in the order of the usage. */
export function allOptions(forms: readonly UsageForm[]): readonly OptionForm[] {
  const names = new Set(forms.flatMap(({ options }) => options.map(({ name }) => name)));
  return [...names].flatMap((name) => optionNamed(forms, name) ?? []);
}

/**
 * What may stand at a place among the words that are no options, counted from 0; several ways of use give
 * several.
 */
export function parametersAt(forms: readonly UsageForm[], index: number): readonly ParameterForm[] {
  return forms.flatMap(({ parameters, most }) => {
    const last = parameters.at(-1);
    const repeated = most === Infinity && last ? [last] : [];
    return [parameters[index] ?? repeated].flat();
  });
}
