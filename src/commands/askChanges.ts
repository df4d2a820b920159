/** Asks which cards shall say what: keyword by keyword, until the user wants to see what would happen. */
import * as vscode from 'vscode';
import type { CardChange } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import type { Frame } from '../core/base/frame';
import { changeOf, refuseKeyword, removalOf } from '../core/rules/headers/headerChanges';
import { KNOWN_KEYWORDS, knownKeyword } from '../core/rules/headers/keywords';
import { cardValueText, numberText } from '../core/text/words';

const SHOW = 'Show what would change';
const OTHER = 'Another keyword…';
const REMOVE = 'Remove the card';
const TYPES = ['LIGHT', 'DARK', 'FLAT', 'BIAS', 'DARKFLAT'];
/** Different values that a list shows of each keyword. */
const MOST_VALUES = 3;

/** Undefined where the user went back. */
export async function askChanges(frames: readonly Frame[]): Promise<readonly CardChange[] | undefined> {
  const changes = new Map<string, CardChange>();
  for (;;) {
    const items = itemsOf(frames, changes);
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Edit header',
      placeHolder: changes.size === 0 ? 'Which card?' : 'Which other card?',
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
      const description = knownKeyword(keyword)?.about ?? '';
      return { label: keyword, description, ...(detail === '' ? {} : { detail }) };
    }),
    { label: OTHER },
  ];
}

function changeText(change: CardChange): string {
  if (change.do === 'remove') return `${change.keyword} removed`;
  return `${change.keyword} = ${cardValueText(change.value)}`;
}

/** How often each value stands in the headers: `Ha (12), none (3)`. */
function valuesText(keyword: string, frames: readonly Frame[]): string {
  const values = valuesOf(keyword, frames);
  const shown = [...values].sort((a, b) => b[1] - a[1]).slice(0, MOST_VALUES);
  const more = values.size > shown.length ? ', …' : '';
  if (shown.length === 1) return `Now ${shown[0]?.[0] ?? ''}`;
  return shown.length === 0 ? '' : `Now ${shown.map(([text, n]) => `${text} (${n})`).join(', ')}${more}`;
}

function valuesOf(keyword: string, frames: readonly Frame[]): Map<string, number> {
  const field = knownKeyword(keyword)?.field;
  const values = new Map<string, number>();
  if (field === undefined) return values;
  for (const frame of frames) {
    const value = frame[field];
    const text =
      typeof value === 'number' ? numberText(value, 6) : typeof value === 'string' ? value : 'none';
    values.set(text, (values.get(text) ?? 0) + 1);
  }
  return values;
}

async function askKeyword(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Edit header',
    prompt: 'The keyword of the card',
    validateInput: (typed) => complaint(() => refuseKeyword(typed.trim().toUpperCase())),
  });
  return text?.trim().toUpperCase();
}

/** The new value; nothing written removes the card. Undefined where the user went back. */
async function askValue(keyword: string, frames: readonly Frame[]): Promise<CardChange | undefined> {
  const known = knownKeyword(keyword);
  if (known?.kind === 'type') {
    const items = [...TYPES, REMOVE].map((label) => ({ label }));
    const picked = await vscode.window.showQuickPick(items, { title: keyword, placeHolder: known.about });
    if (picked === undefined) return undefined;
    return picked.label === REMOVE ? removalOf(keyword) : changeOf('set', keyword, picked.label);
  }
  const values = [...valuesOf(keyword, frames).keys()];
  const [only] = values.length === 1 && values[0] !== 'none' ? values : [];
  const text = await vscode.window.showInputBox({
    title: keyword,
    prompt: `${known ? `${known.about}. ` : ''}Leave it empty to remove the card.`,
    value: only ?? '',
    validateInput: (typed) => complaint(() => made(keyword, typed)),
  });
  return text === undefined ? undefined : made(keyword, text);
}

function made(keyword: string, text: string): CardChange {
  return text.trim() === '' ? removalOf(keyword) : changeOf('set', keyword, text.replaceAll('−', '-'));
}

/** What is wrong, undefined where nothing is. */
function complaint(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const { expected } = error.detail;
    return expected === undefined ? error.message : `${error.message}: expected ${expected}`;
  }
}
