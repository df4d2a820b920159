/** The questions before names are mapped: which names, which rule, and what to change. */
import * as vscode from 'vscode';
import type { MapReport } from '../core/api/archive';
import { NAME_KINDS, type NameKind, type NameRule } from '../core/base/nameRule';
import {
  matchingText,
  nameChangeText,
  nameKindText,
  ruleText,
  suggestionDetail,
  suggestionText,
} from '../core/text/names';
import { capitalised, countText } from '../core/text/words';
import { argumentOf, missingSetsArgument } from './arguments';
import type { Services } from './services';
import { targetsOf } from './targets';

/** The name whose menu was opened; without a name, all names of the kind. */
export interface NameAsked {
  readonly kind: NameKind;
  readonly name?: string;
}

/** The rules to add or to remove. */
export type NameChoice =
  | { readonly do: 'add'; readonly rules: readonly NameRule[] }
  | { readonly do: 'remove'; readonly rule: NameRule };

/** What a rule changes besides the sessions. */
export interface FileChoice {
  readonly headers: boolean;
  readonly rename: boolean;
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** The names of a tree item: of an object, a session, or a rig with missing calibrations. */
export function namesOn(args: readonly unknown[]): readonly NameAsked[] {
  const [target] = targetsOf(args);
  const [first] = args;
  if (target?.kind === 'object') return named({ object: target.summary.object });
  if (target?.kind === 'session') return named(target.session);
  const [set] = argumentOf(missingSetsArgument, first)?.sets ?? [];
  return set ? named(set) : [];
}

function named(names: Readonly<Partial<Record<NameKind, string | null>>>): readonly NameAsked[] {
  return NAME_KINDS.flatMap((kind) => {
    const name = names[kind];
    return name === undefined || name === null ? [] : [{ kind, name }];
  });
}

/** Returns undefined if the user goes back. */
export async function askName(
  { archive }: Services,
  args: readonly unknown[],
): Promise<NameAsked | undefined> {
  const names = namesOn(args);
  if (names.length === 1) return names[0];
  if (names.length > 1) {
    return pick(
      names.map((value) => ({ label: value.name ?? '', description: nameKindText(value.kind), value })),
      vscode.l10n.t('Map names'),
      vscode.l10n.t('Which name?'),
    );
  }
  const suggestions = await archive.suggestNames({});
  return pick(
    NAME_KINDS.map((kind) => {
      const count = suggestions.filter((each) => each.kind === kind).length;
      return {
        label: capitalised(nameKindText(kind, true)),
        description: count === 0 ? '' : countText(count, 'suggestion'),
        value: { kind },
      };
    }),
    vscode.l10n.t('Map names'),
    vscode.l10n.t('Which kind of names?'),
  );
}

/** Offers suggestions, then a custom rule, then existing rules to remove. */
export async function askChoice(
  { archive }: Services,
  { kind, name }: NameAsked,
): Promise<NameChoice | undefined> {
  const title = vscode.l10n.t('Map {0}', nameKindText(kind, true));
  const suggestions = (await archive.suggestNames({ kind })).filter(
    (each) =>
      name === undefined || each.name === name || each.spellings.some((spelling) => spelling.name === name),
  );
  const rules = (await archive.nameRules({ action: 'list' })).filter((rule) => rule.kind === kind);
  const items: Item<NameChoice | 'other'>[] = [
    ...suggestions.map((each) => ({
      label: suggestionText(each),
      description: suggestionDetail(each),
      value: { do: 'add', rules: each.rules } as const,
    })),
    {
      label: vscode.l10n.t('Another name…'),
      description: vscode.l10n.t('Exactly as you type it'),
      value: 'other',
    },
    ...rules.map((rule) => ({
      label: vscode.l10n.t('Remove rule {0}', ruleText(rule)),
      description: matchingText(rule.matching),
      value: { do: 'remove', rule } as const,
    })),
  ];
  const answer =
    items.length === 1 ? 'other' : await pick(items, title, vscode.l10n.t('Which names mean the same?'));
  if (answer !== 'other') return answer;
  const rule = await askRule(title, kind, name);
  return rule && { do: 'add', rules: [rule] };
}

async function askRule(
  title: string,
  kind: NameKind,
  name: string | undefined,
): Promise<NameRule | undefined> {
  const spelling =
    name ??
    (await vscode.window.showInputBox({
      title,
      prompt: vscode.l10n.t(
        'The name in headers. * matches any text, ? any character. Empty: headers without a name.',
      ),
    }));
  if (spelling === undefined) return undefined;
  const to = await vscode.window.showInputBox({
    title,
    prompt:
      spelling === ''
        ? vscode.l10n.t('The name for headers without one')
        : vscode.l10n.t('The name to use instead of {0}', spelling),
    value: spelling,
    validateInput: (text) => {
      if (text.trim() === '') return vscode.l10n.t('Enter a name');
      return text.trim() === spelling ? vscode.l10n.t('Enter a different name') : undefined;
    },
  });
  return to === undefined ? undefined : { kind, spelling, name: to.trim(), matching: matchingOf(spelling) };
}

/** Text with `*` or `?` is a pattern; empty text matches exactly, anything else ignores case and spaces. */
export function matchingOf(spelling: string): NameRule['matching'] {
  if (spelling === '') return 'exact';
  return /[*?]/.test(spelling) ? 'pattern' : 'folded';
}

/** Returns undefined if the user goes back. */
export function askFiles({ names, frameCount, misnamed }: MapReport): Promise<FileChoice | undefined> {
  const [first] = names;
  const change = first === undefined ? vscode.l10n.t('No frame has this name yet') : nameChangeText(first);
  const more = names.length - 1;
  const title = more > 0 ? vscode.l10n.t('{0}, and {1}', change, countText(more, 'more name')) : change;
  const files = countText(misnamed ?? 0, 'file');
  const items: (Item<FileChoice> & { readonly shown: boolean })[] = [
    {
      label: vscode.l10n.t('Sessions only'),
      description: vscode.l10n.t('No file is changed'),
      value: { headers: false, rename: false },
      shown: true,
    },
    {
      label: vscode.l10n.t('Sessions and file names'),
      description: vscode.l10n.t('{0} renamed, with their folders; headers are kept', files),
      value: { headers: false, rename: true },
      shown: misnamed !== null && misnamed > 0,
    },
    {
      label: vscode.l10n.t('Sessions, file names and headers'),
      description: vscode.l10n.t('{0} renamed, {1} changed', files, countText(frameCount, 'header')),
      value: { headers: true, rename: true },
      shown: frameCount > 0,
    },
    {
      label: vscode.l10n.t('Sessions and headers'),
      description: vscode.l10n.t('{0} changed; files keep their names', countText(frameCount, 'header')),
      value: { headers: true, rename: false },
      shown: frameCount > 0,
    },
  ];
  return pick(
    items.filter(({ shown }) => shown),
    title,
    vscode.l10n.t('What should change?'),
  );
}

async function pick<T>(
  items: readonly Item<T>[],
  title: string,
  placeHolder: string,
): Promise<T | undefined> {
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.value;
}
