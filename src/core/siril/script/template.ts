/**
 * Script templates of the user's: ordinary scripts with placeholders in braces. `{EACH GROUP}` and `{END}`
 * stand in their own lines and repeat what is between them; `{CONVERT}` alone in a line is replaced by
 * several lines; all others stand for a word. docs/templates.md lists them for users, `SCOPES` is the list
 * itself.
 */
import { ArchiveError } from '../../base/errors';

/** Where a placeholder may stand. */
type Scope = 'ROOT' | 'MASTER' | 'RESULT' | 'GROUP';

interface ScopeNames {
  /** Words; those of the scopes around it count as well. */
  readonly words: readonly string[];
  /** Placeholders for whole lines. */
  readonly lines: readonly string[];
  readonly each: readonly Scope[];
}

export const SCOPES: Readonly<Record<Scope, ScopeNames>> = {
  ROOT: {
    words: ['REQUIRES', 'CALIBRATE'],
    lines: ['PREAMBLE', 'MASTERS', 'RESULTS', 'CHANNELS'],
    each: ['MASTER', 'RESULT'],
  },
  MASTER: {
    words: ['KIND', 'FOLDER', 'SEQUENCE', 'OUT', 'COUNT', 'TEXT'],
    lines: ['CONVERT', 'STEPS'],
    each: [],
  },
  RESULT: {
    words: ['RESULT', 'OBJECT', 'FILTER', 'COUNT', 'SEQUENCE', 'SEQUENCES'],
    lines: ['STACK'],
    each: ['GROUP'],
  },
  GROUP: {
    words: ['NAME', 'FOLDER', 'SEQUENCE', 'CALIBRATED', 'COUNT', 'OPTIONS', 'BIAS', 'DARK', 'FLAT', 'TEXT'],
    lines: ['CONVERT', 'STEPS'],
    each: [],
  },
};

/** What stands for the placeholders of a scope. */
export interface TemplateValues {
  readonly words: Readonly<Record<string, string>>;
  readonly lines: Readonly<Record<string, readonly string[]>>;
  readonly each: Readonly<Partial<Record<Scope, readonly TemplateValues[]>>>;
}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lines'; readonly name: string }
  | { readonly kind: 'each'; readonly scope: Scope; readonly children: readonly Node[] };

/** A template that was checked. */
export interface Template {
  readonly nodes: readonly Node[];
}

const SIZE_LIMIT = 65_536;
/** Words that come from headers: they are shown whole in comments only. */
const FREE_WORDS: ReadonlySet<string> = new Set(['TEXT', 'OBJECT', 'FILTER']);
const PLACEHOLDER = /\{([A-Z]+)\}/g;

/**
 * Throws an ArchiveError (`format`) that names the line and what is wrong with it. `path` is for the message.
 */
export function parseTemplate(text: string, path: string): Template {
  const fail = (line: number, got: string, expected: string): never => {
    throw new ArchiveError('format', `Line ${line} of the script template is wrong`, {
      path,
      expected,
      got,
      advice: 'Correct the template, or check out with the script of Astro Archive.',
    });
  };
  if (text.length > SIZE_LIMIT) fail(1, `${text.length} characters`, `${SIZE_LIMIT} characters at most`);
  const open: { readonly scope: Scope; readonly line: number; readonly nodes: Node[] }[] = [
    { scope: 'ROOT', line: 0, nodes: [] },
  ];
  const used = new Set<string>();
  let command: string | undefined;
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n/)
    .forEach((line, index) => {
      const number = index + 1;
      const top = open.at(-1) ?? fail(number, line, 'a block');
      const control = /[\p{Cc}\u2028\u2029]/u.exec(line.replaceAll('\t', ' '));
      if (control !== null) fail(number, 'a control character', 'text');
      const block = /^\{(?:EACH ([A-Z]+)|(END))\}\s*$/.exec(line);
      if (block?.[2] !== undefined) {
        if (open.length === 1) fail(number, '{END}', 'an {EACH …} before it');
        open.pop();
        open.at(-1)?.nodes.push({ kind: 'each', scope: top.scope, children: top.nodes });
        return;
      }
      if (block?.[1] !== undefined) {
        const scope = SCOPES[top.scope].each.find((each) => each === block[1]);
        if (scope === undefined) fail(number, line.trim(), `one of ${blocksOf(top.scope)} here`);
        else open.push({ scope, line: number, nodes: [] });
        return;
      }
      const alone = /^\{([A-Z]+)\}\s*$/.exec(line)?.[1];
      if (alone !== undefined && SCOPES[top.scope].lines.includes(alone)) {
        used.add(alone);
        top.nodes.push({ kind: 'lines', name: alone });
        return;
      }
      const known = new Set(open.flatMap(({ scope }) => SCOPES[scope].words));
      for (const [whole, name = ''] of line.matchAll(PLACEHOLDER)) {
        if (!known.has(name))
          fail(number, whole, `one of ${[...known].map((each) => `{${each}}`).join(' ')}`);
        used.add(name);
      }
      const comment = line.startsWith('#');
      if (!comment && line.trim() !== '') command ??= line.trim();
      top.nodes.push({ kind: 'text', text: line.trimEnd() });
    });
  const last = open.at(-1);
  if (last !== undefined && open.length > 1) fail(last.line, `{EACH ${last.scope}}`, 'an {END} after it');
  if (!/^requires\s/i.test(command ?? ''))
    fail(1, command ?? 'nothing', 'requires {REQUIRES} as the first command');
  if (!['RESULT', 'RESULTS', 'STACK'].some((name) => used.has(name))) {
    fail(1, 'no result', 'a command that writes {RESULT}, or {RESULTS} or {STACK} on its own line');
  }
  return { nodes: open[0]?.nodes ?? [] };
}

function blocksOf(scope: Scope): string {
  const each = SCOPES[scope].each.map((name) => `{EACH ${name}}`);
  return each.length === 0 ? '{END}' : each.join(', ');
}

/** The lines of the script. */
export function fillTemplate(template: Template, values: TemplateValues): string[] {
  return fill(template.nodes, values, values.words);
}

function fill(
  nodes: readonly Node[],
  values: TemplateValues,
  words: Readonly<Record<string, string>>,
): string[] {
  return nodes.flatMap((node): readonly string[] => {
    if (node.kind === 'lines') return values.lines[node.name] ?? [];
    if (node.kind === 'text') return [filled(node.text, words)];
    const inner = values.each[node.scope] ?? [];
    return inner.flatMap((each) => fill(node.children, each, { ...words, ...each.words }));
  });
}

function filled(line: string, words: Readonly<Record<string, string>>): string {
  const comment = line.startsWith('#');
  return line
    .replace(PLACEHOLDER, (whole, name: string) => {
      const word = words[name] ?? whole;
      if (!FREE_WORDS.has(name)) return word;
      return comment ? word.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ') : safe(word);
    })
    .trimEnd();
}

/** What a command may see of a header's text: one word of ASCII. */
function safe(text: string): string {
  const word = text
    .slice(0, 200)
    .replace(/[^A-Za-z0-9-]+/g, '_')
    .replace(/^[-_]+|[-_]+$/g, '');
  return word === '' ? 'none' : word.slice(0, 60);
}
