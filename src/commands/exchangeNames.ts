/** Rules for names as a file: written for others to read, and read from others after a look at what would change. */
import * as vscode from 'vscode';
import type { ImportNamesReport } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import { LARGEST_NAMES, namesText } from '../core/rules/names/rulesFile';
import { importText, ruleText } from '../core/text/names';
import { countText } from '../core/text/words';
import type { Handler } from './services';

const FILTERS = { JSON: ['json'] };
const [IMPORT, REPLACE] = ['Import', 'Import, replacing mine'];
/** Rules that a question tells of one by one. */
const MOST_RULES = 10;

export const exportNames: Handler = async ({ archive }, ...args) => {
  const rules = await archive.alias({ action: 'list' });
  if (rules.length === 0) {
    void vscode.window.showInformationMessage('The archive has no rules for names yet.');
    return undefined;
  }
  // The dialog asks before it answers with a file that is there.
  const file = fileOf(args) ?? (await vscode.window.showSaveDialog({ filters: FILTERS }));
  if (file === undefined) return undefined;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(namesText(rules)));
  const text = `${countText(rules.length, 'rule')} in ${vscode.workspace.asRelativePath(file)}`;
  void vscode.window.showInformationMessage(text);
  return text;
};

export const importNames: Handler = async ({ archive }, ...args) => {
  const file = fileOf(args) ?? (await askFile());
  if (file === undefined) return undefined;
  const text = await textOf(file);
  const plan = await archive.importNames({ text, replace: false, dryRun: true });
  const answer = await confirmed(plan);
  if (answer === undefined) return undefined;
  const report = await archive.importNames({ text, replace: answer === REPLACE, dryRun: false });
  void vscode.window.showInformationMessage(importText(report));
  return importText(report);
};

async function confirmed(plan: ImportNamesReport): Promise<string | undefined> {
  const { added, conflicts, refused } = plan;
  const possible = [...(added.length > 0 ? [IMPORT] : []), ...(conflicts.length > 0 ? [REPLACE] : [])];
  const lines = [
    ...added.map(ruleText),
    ...conflicts.map(({ rule, own }) => `${ruleText(rule)}, is ${own.name} here`),
    ...refused.map(({ entry, why }) => `${entry}: ${why}`),
  ];
  const more = lines.length - MOST_RULES;
  const detail = [
    importText(plan),
    '',
    ...lines.slice(0, MOST_RULES),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ].join('\n');
  const question = possible.length > 0 ? 'Import rules for names?' : 'There is nothing to import.';
  return vscode.window.showWarningMessage(question, { modal: true, detail }, ...possible);
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const options = { filters: FILTERS, openLabel: 'Import' };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

async function textOf(file: vscode.Uri): Promise<string> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > LARGEST_NAMES) {
    throw new ArchiveError('format', 'The file is too large to hold names', { path: file.fsPath });
  }
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** For a shortcut or a menu of the explorer. */
function fileOf([first]: readonly unknown[]): vscode.Uri | undefined {
  return first instanceof vscode.Uri ? first : undefined;
}
