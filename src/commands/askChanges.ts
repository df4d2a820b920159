/** Asks for new values, keyword by keyword, until the user wants to see the changes. */
import * as vscode from 'vscode';
import type { CardChange } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import type { Frame } from '../core/base/frame';
import { translated } from '../core/base/translation';
import { changeOf, refuseKeyword, removalOf } from '../core/rules/headers/headerChanges';
import { KNOWN_KEYWORDS, knownKeyword } from '../core/rules/headers/headerKeywords';
import { cardValueText, numberText } from '../core/text/words';

const SHOW = vscode.l10n.t('Show the changes');
const OTHER = vscode.l10n.t('Another keyword…');
const REMOVE = vscode.l10n.t('Remove the keyword');
const TYPES = ['LIGHT', 'DARK', 'FLAT', 'BIAS', 'DARKFLAT'];
/** In place of a value that the header does not have. */
const NONE = vscode.l10n.t('none');
/** A list shows this many different values of each keyword. */
const MOST_VALUES = 3;

/** Returns undefined if the user goes back. */
export async function askChanges(frames: readonly Frame[]): Promise<readonly CardChange[] | undefined> {
  const changes = new Map<string, CardChange>();
  for (;;) {
    const items = itemsOf(frames, changes);
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Edit header'),
      placeHolder:
        changes.size === 0
          ? vscode.l10n.t('Which keyword?')
          : vscode.l10n.t('Another keyword, or show the changes'),
      matchOnDescription: true,
    });
    if (picked === undefined) return undefined;
    if (picked.label === SHOW) return [...changes.values()];
    const keyword = picked.label === OTHER ? await askKeyword() : picked.label;
    const change = keyword === undefined ? undefined : await askValue(keyword, frames);
    if (change) changes.set(change.keyword, change);
  }
}

function itemsOf(frames: readonly Frame[], changes: ReadonlyMap<string, CardChange>): vscode.QuickPickItem[] {
  const chosen = [...changes.values()].map(changeText).join(', ');
  const keywords = new Set([...KNOWN_KEYWORDS.map(({ keyword }) => keyword), ...changes.keys()]);
  return [
    ...(changes.size > 0 ? [{ label: SHOW, description: chosen }] : []),
    ...[...keywords].map((keyword): vscode.QuickPickItem => {
      const change = changes.get(keyword);
      const detail = change ? `→ ${changeText(change)}` : valuesText(keyword, frames);
      const description = translated(knownKeyword(keyword)?.about ?? '');
      return { label: keyword, description, ...(detail === '' ? {} : { detail }) };
    }),
    { label: OTHER },
  ];
}

function changeText(change: CardChange): string {
  if (change.do === 'remove') return vscode.l10n.t('{0} removed', change.keyword);
  return `${change.keyword} = ${cardValueText(change.value)}`;
}

/** How often each value occurs in the headers: `Now Ha (12), none (3)`. */
function valuesText(keyword: string, frames: readonly Frame[]): string {
  const values = valuesOf(keyword, frames);
  const shown = [...values].sort((a, b) => b[1] - a[1]).slice(0, MOST_VALUES);
  if (shown.length === 0) return '';
  const more = values.size > shown.length ? ', …' : '';
  const texts = values.size === 1 ? [...values.keys()] : shown.map(([text, n]) => `${text} (${n})`);
  return vscode.l10n.t('Now {0}', `${texts.join(', ')}${more}`);
}

function valuesOf(keyword: string, frames: readonly Frame[]): Map<string, number> {
  const field = knownKeyword(keyword)?.field;
  const values = new Map<string, number>();
  if (field === undefined) return values;
  for (const frame of frames) {
    const value = frame[field];
    const text = typeof value === 'number' ? numberText(value, 6) : typeof value === 'string' ? value : NONE;
    values.set(text, (values.get(text) ?? 0) + 1);
  }
  return values;
}

async function askKeyword(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Edit header'),
    prompt: vscode.l10n.t('The keyword to change'),
    validateInput: (typed) => complaint(() => refuseKeyword(typed.trim().toUpperCase())),
  });
  return text?.trim().toUpperCase();
}

/** Asks for the new value; an empty one removes the keyword. Returns undefined if the user goes back. */
async function askValue(keyword: string, frames: readonly Frame[]): Promise<CardChange | undefined> {
  const known = knownKeyword(keyword);
  if (known?.kind === 'type') {
    const items = [...TYPES, REMOVE].map((label) => ({ label }));
    const picked = await vscode.window.showQuickPick(items, {
      title: keyword,
      placeHolder: sentences(translated(known.about), valuesText(keyword, frames)),
    });
    if (picked === undefined) return undefined;
    return picked.label === REMOVE ? removalOf(keyword) : changeOf('set', keyword, picked.label);
  }
  const values = [...valuesOf(keyword, frames).keys()];
  const [only] = values.length === 1 && values[0] !== NONE ? values : [];
  const text = await vscode.window.showInputBox({
    title: keyword,
    // Of several values none is offered, so that Enter does not give all frames the same one.
    prompt: sentences(
      translated(known?.about ?? ''),
      values.length > 1 ? valuesText(keyword, frames) : '',
      vscode.l10n.t('Leave it empty to remove the keyword'),
    ),
    value: only ?? '',
    validateInput: (typed) => complaint(() => made(keyword, typed)),
  });
  return text === undefined ? undefined : made(keyword, text);
}

/** `Filter in front of the camera. Now Ha (12), none (3).` */
function sentences(...texts: readonly string[]): string {
  return texts
    .filter((text) => text !== '')
    .map((text) => `${text}.`)
    .join(' ');
}

function made(keyword: string, text: string): CardChange {
  return text.trim() === '' ? removalOf(keyword) : changeOf('set', keyword, text.replaceAll('−', '-'));
}

/** The error that `work` throws, or undefined. */
function complaint(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const { expected } = error.detail;
    return expected === undefined
      ? translated(error.message)
      : vscode.l10n.t('{0}: expected {1}', translated(error.message), translated(expected));
  }
}
