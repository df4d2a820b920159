/** Completion in scripts: commands, options, values, and names on disk. */
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import { translated } from '../../core/base/translation';
import { completionAt, type CompletionEntry, type PathQuestion } from '../../core/siril/edit/completion';
import { imagesIn, sequencesIn } from '../../core/siril/folders/foldersOfScript';
import { folderOfLine, madeBefore } from '../../core/siril/folders/walkScript';
import { foldersIn, namesIn } from './disk';
import type { OpenScript, Scripts } from './scripts';

export const COMPLETION_TRIGGERS = [' ', '-', '=', '/', '"'] as const;

/** At most this many names are offered. */
const MOST_NAMES = 2000;

const KINDS: Readonly<Record<CompletionEntry['kind'], vscode.CompletionItemKind>> = {
  command: vscode.CompletionItemKind.Function,
  option: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  setting: vscode.CompletionItemKind.Variable,
};

export class ScriptCompletion implements vscode.CompletionItemProvider {
  readonly #scripts: Scripts;

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const open = this.#scripts.of(document);
    const answer = completionAt(document.lineAt(position.line).text, position.character, open.target.version);
    if (answer === null) return [];
    const range = new vscode.Range(position.line, answer.start, position.line, answer.end);
    const items = answer.entries.map((entry) => entryItem(entry, range));
    if (answer.path === null || token.isCancellationRequested) return items;
    return [...(await namedItems(open, answer.path, position, range)), ...items];
  }
}

function entryItem(entry: CompletionEntry, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem(entry.label, KINDS[entry.kind]);
  item.range = range;
  if (entry.detail !== null) item.detail = entry.detail;
  if (entry.summary !== null) item.documentation = translated(entry.summary);
  if (entry.snippet !== null) item.insertText = new vscode.SnippetString(entry.snippet);
  // After the equals sign, suggest values.
  if (entry.label.endsWith('=')) {
    item.command = { command: 'editor.action.triggerSuggest', title: vscode.l10n.t('Suggest') };
  }
  return item;
}

interface Name {
  readonly text: string;
  readonly kind: vscode.CompletionItemKind;
  readonly detail: string;
}

async function namedItems(
  open: OpenScript,
  question: PathQuestion,
  position: vscode.Position,
  range: vscode.Range,
): Promise<vscode.CompletionItem[]> {
  const here = open.base === null ? null : folderOfLine(open.script, open.base, position.line);
  if (here === null) return [];
  const names = await namesFor(open, question.kind, resolve(here, question.folder), position.line);
  return names.slice(0, MOST_NAMES).map((name) => nameItem(name, question, position, range));
}

async function namesFor(
  open: OpenScript,
  kind: PathQuestion['kind'],
  folder: string,
  line: number,
): Promise<readonly Name[]> {
  const folders = (await foldersIn(folder)).map((name) => `${name}/`);
  const within = [...folders, '../'].map((text) => ({
    text,
    kind: vscode.CompletionItemKind.Folder,
    detail: vscode.l10n.t('folder'),
  }));
  if (kind === 'folder' || kind === 'output') return within;
  const there = (await namesIn(folder)) ?? new Set<string>();
  const made = madeBefore(open.steps, line, folder);
  const found = kind === 'sequence' ? sequencesIn(there) : imagesIn(there);
  const coming = kind === 'sequence' ? made.sequences : made.images;
  const name = (text: string, detail: string): Name => ({
    text,
    kind: vscode.CompletionItemKind.File,
    detail,
  });
  return [
    ...found.map((text) => name(text, foundText(kind))),
    ...coming.filter((text) => !found.includes(text)).map((text) => name(text, madeText(kind))),
    ...within,
  ];
}

function foundText(kind: 'image' | 'sequence'): string {
  return kind === 'image' ? vscode.l10n.t('image in this folder') : vscode.l10n.t('sequence in this folder');
}

function madeText(kind: 'image' | 'sequence'): string {
  return kind === 'image'
    ? vscode.l10n.t('image made by this script')
    : vscode.l10n.t('sequence made by this script');
}

/** A name with a space needs quotes around its whole argument. */
function nameItem(
  { text, kind, detail }: Name,
  { folder, before, word }: PathQuestion,
  position: vscode.Position,
  range: vscode.Range,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(text, kind);
  item.detail = detail;
  item.range = range;
  item.sortText = ` ${kind === vscode.CompletionItemKind.Folder ? 'z' : 'a'}${text}`;
  // A folder is written without its slash, and with one where a name within comes next.
  if (!word.quoted && /\s/.test(text)) {
    const whole = `${before}${folder}${text}`;
    item.range = new vscode.Range(position.line, word.start, position.line, word.end);
    item.filterText = whole;
    item.insertText = `"${whole}"`;
  }
  return item;
}
