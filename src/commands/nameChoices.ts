/** What is asked of the user before names are mapped: of what, which rule, and what it is to change. */
import * as vscode from 'vscode';
import type { MapReport } from '../core/api/archive';
import { NAME_KINDS, type Alias, type NameKind } from '../core/base/nameRule';
import type { MissingSet } from '../core/base/matching';
import {
  matchingText,
  nameChangeText,
  nameKindText,
  ruleText,
  suggestionDetail,
  suggestionText,
} from '../core/text/names';
import { countText } from '../core/text/words';
import type { Services } from './services';
import { targetsOf } from './targets';

/** A name that the menu was opened on; without a name all of its kind. */
export interface NameAsked {
  readonly kind: NameKind;
  readonly name?: string;
}

/** What is to happen. */
export type NameChoice =
  { readonly do: 'add'; readonly rules: readonly Alias[] } | { readonly do: 'remove'; readonly rule: Alias };

/** What a rule is carried out on beside the sessions. */
export interface FileChoice {
  readonly headers: boolean;
  readonly rename: boolean;
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** The names of an item of a tree: those of an object, of a session, of a rig that waits for calibrations. */
export function namesOn(args: readonly unknown[]): readonly NameAsked[] {
  const [target] = targetsOf(args);
  const [first] = args;
  if (target?.kind === 'object') return named({ object: target.summary.object });
  if (target?.kind === 'session') return named(target.session);
  if (typeof first === 'object' && first !== null && 'sets' in first && Array.isArray(first.sets)) {
    const [set] = first.sets as readonly MissingSet[];
    return set ? named({ telescope: set.telescope, imager: set.imager }) : [];
  }
  return [];
}

function named(names: Readonly<Partial<Record<NameKind, string | null>>>): readonly NameAsked[] {
  return NAME_KINDS.flatMap((kind) => {
    const name = names[kind];
    return name === undefined || name === null ? [] : [{ kind, name }];
  });
}

/** Undefined when the user goes back. */
export async function askName(
  { archive }: Services,
  args: readonly unknown[],
): Promise<NameAsked | undefined> {
  const names = namesOn(args);
  if (names.length === 1) return names[0];
  if (names.length > 1) {
    return pick(
      names.map((value) => ({ label: value.name ?? '', description: nameKindText(value.kind), value })),
      'Map names',
      'Which name?',
    );
  }
  const suggestions = await archive.suggestNames({});
  return pick(
    NAME_KINDS.map((kind) => {
      const count = suggestions.filter((each) => each.kind === kind).length;
      const label = nameKindText(kind, true);
      return {
        label: label.charAt(0).toUpperCase() + label.slice(1),
        description: count === 0 ? '' : countText(count, 'suggestion'),
        value: { kind },
      };
    }),
    'Map names',
    'Names of what?',
  );
}

/** Suggestions first, then a rule of one's own, then the rules that can be taken back. */
export async function askChoice(
  { archive }: Services,
  { kind, name }: NameAsked,
): Promise<NameChoice | undefined> {
  const title = `Map ${nameKindText(kind, true)}`;
  const suggestions = (await archive.suggestNames({ kind })).filter(
    (each) =>
      name === undefined || each.name === name || each.spellings.some((spelling) => spelling.name === name),
  );
  const rules = (await archive.alias({ action: 'list' })).filter((rule) => rule.kind === kind);
  const items: Item<NameChoice | 'other'>[] = [
    ...suggestions.map((each) => ({
      label: suggestionText(each),
      description: suggestionDetail(each),
      value: { do: 'add', rules: each.rules } as const,
    })),
    { label: 'Another name…', description: 'Written as you give it', value: 'other' },
    ...rules.map((rule) => ({
      label: `Take back ${ruleText(rule)}`,
      description: matchingText(rule.matching),
      value: { do: 'remove', rule } as const,
    })),
  ];
  const answer = items.length === 1 ? 'other' : await pick(items, title, 'Which names mean the same?');
  if (answer !== 'other') return answer;
  const rule = await askRule(title, kind, name);
  return rule && { do: 'add', rules: [rule] };
}

async function askRule(title: string, kind: NameKind, name: string | undefined): Promise<Alias | undefined> {
  const spelling =
    name ??
    (await vscode.window.showInputBox({
      title,
      prompt: 'The name in headers; * is any text, ? any character; empty for headers that say nothing',
    }));
  if (spelling === undefined) return undefined;
  const to = await vscode.window.showInputBox({
    title,
    prompt: `The name that ${spelling === '' ? 'they get' : `${spelling} stands for`}`,
    value: spelling,
    validateInput: (text) => {
      if (text.trim() === '') return 'A name is needed';
      return text.trim() === spelling ? 'Another name is needed' : undefined;
    },
  });
  return to === undefined ? undefined : { kind, spelling, name: to.trim(), matching: matchingOf(spelling) };
}

/** What is typed with a `*` or a `?` is meant as a pattern; headers that say nothing have nothing to fold. */
export function matchingOf(spelling: string): Alias['matching'] {
  if (spelling === '') return 'exact';
  return /[*?]/.test(spelling) ? 'pattern' : 'folded';
}

/** Undefined when the user goes back. */
export function askFiles({ names, frames, misnamed }: MapReport): Promise<FileChoice | undefined> {
  const [first] = names;
  const title = first === undefined ? 'No frame has such a name yet' : nameChangeText(first);
  const more = names.length > 1 ? `, and ${countText(names.length - 1, 'more name')}` : '';
  const files = countText(misnamed ?? 0, 'file');
  const items: (Item<FileChoice> & { readonly shown: boolean })[] = [
    {
      label: 'Sessions only',
      description: 'No file is touched',
      value: { headers: false, rename: false },
      shown: true,
    },
    {
      label: 'Sessions and file names',
      description: `${files} and their folders; headers stay`,
      value: { headers: false, rename: true },
      shown: misnamed !== null && misnamed > 0,
    },
    {
      label: 'Sessions, file names and headers',
      description: `${files} renamed, ${countText(frames, 'header')} changed`,
      value: { headers: true, rename: true },
      shown: frames > 0,
    },
    {
      label: 'Sessions and headers',
      description: `${countText(frames, 'header')} changed; files keep their names`,
      value: { headers: true, rename: false },
      shown: frames > 0,
    },
  ];
  return pick(
    items.filter(({ shown }) => shown),
    `${title}${more}`,
    'What is changed?',
  );
}

async function pick<T>(
  items: readonly Item<T>[],
  title: string,
  placeHolder: string,
): Promise<T | undefined> {
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.value;
}
