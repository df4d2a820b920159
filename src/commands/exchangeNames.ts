/**
 * Name rules as a file: export them for others, and import those of others after showing what would change.
 */
import * as vscode from 'vscode';
import type { ImportNamesReport } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import { translated } from '../core/base/translation';
import { LARGEST_NAMES, namesText } from '../core/rules/names/rulesFile';
import { importText, ruleText } from '../core/text/names';
import { countText } from '../core/text/words';
import type { Handler } from './services';

const FILTERS = { JSON: ['json'] };
const IMPORT = vscode.l10n.t('Import');
const REPLACE = vscode.l10n.t('Import, replacing mine');
/** Rules that a question lists. */
const MOST_RULES = 10;

export const exportNames: Handler = async ({ archive }, ...args) => {
  const rules = await archive.nameRules({ action: 'list' });
  if (rules.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The archive has no name rules yet'));
    return undefined;
  }
  // The dialog asks before it returns an existing file.
  const file = fileOf(args) ?? (await vscode.window.showSaveDialog({ filters: FILTERS }));
  if (file === undefined) return undefined;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(namesText(rules)));
  const text = vscode.l10n.t(
    '{0} exported to {1}',
    countText(rules.length, 'rule'),
    vscode.workspace.asRelativePath(file),
  );
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
    ...conflicts.map(({ rule, own }) => vscode.l10n.t('{0} (here: {1})', ruleText(rule), own.name)),
    ...refused.map(({ entry, why }) => `${entry}: ${translated(why)}`),
  ];
  const more = lines.length - MOST_RULES;
  const detail = [
    importText(plan),
    '',
    ...lines.slice(0, MOST_RULES),
    ...(more > 0 ? [vscode.l10n.t('… and {0} more', more)] : []),
  ].join('\n');
  const question =
    possible.length > 0 ? vscode.l10n.t('Import name rules?') : vscode.l10n.t('There is nothing to import.');
  return vscode.window.showWarningMessage(question, { modal: true, detail }, ...possible);
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const options = { filters: FILTERS, openLabel: IMPORT };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

async function textOf(file: vscode.Uri): Promise<string> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > LARGEST_NAMES) {
    throw new ArchiveError('format', vscode.l10n.t('The file is too large to contain name rules'), {
      path: file.fsPath,
    });
  }
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** The file that a keyboard shortcut or an explorer menu passes. */
function fileOf([first]: readonly unknown[]): vscode.Uri | undefined {
  return first instanceof vscode.Uri ? first : undefined;
}
