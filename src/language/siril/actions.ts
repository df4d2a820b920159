/** Quick fixes for the problems of a script. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { translated } from '../../core/base/translation';
import { checkScript } from '../../core/siril/check/checkScript';
import type { ScriptFix } from '../../core/siril/check/fixes';
import type { ScriptProblem } from '../../core/siril/check/problem';
import { SOURCE } from './diagnostics';
import type { Scripts } from './scripts';

/** Removes the byte-order mark of a file; an editor cannot, because the mark is not part of its text. */
const REMOVE_MARK = '_astroArchive.removeByteOrderMark';

/** A script's address. A keyboard shortcut or another extension can pass anything to the command. */
const FILE = v.custom<vscode.Uri>((value) => value instanceof vscode.Uri);

export const ACTION_KINDS: vscode.CodeActionProviderMetadata = {
  providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
};

/** The command behind the fix for a byte-order mark. */
export function registerMarkRemoval(): vscode.Disposable {
  return vscode.commands.registerCommand(REMOVE_MARK, async (uri: unknown) => {
    if (!v.is(FILE, uri)) return;
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.isDirty && !(await document.save())) return;
    const bytes = await vscode.workspace.fs.readFile(uri);
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    if (marked) await vscode.workspace.fs.writeFile(uri, bytes.subarray(3));
  });
}

export class ScriptFixes implements vscode.CodeActionProvider {
  readonly #scripts: Scripts;

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const ours = context.diagnostics.filter(({ source }) => source === SOURCE);
    if (ours.length === 0) return [];
    const problems = checkScript(this.#scripts.of(document).script, this.#scripts.here);
    return ours.flatMap((diagnostic) => {
      const problem = problems.find((each) => isSame(each, diagnostic));
      return (problem?.fixes?.() ?? []).map((fix) => toAction(fix, diagnostic, document.uri));
    });
  }
}

function isSame({ code, line, start }: ScriptProblem, diagnostic: vscode.Diagnostic): boolean {
  const at = diagnostic.range.start;
  return code === diagnostic.code && line === at.line && start === at.character;
}

function toAction(fix: ScriptFix, diagnostic: vscode.Diagnostic, uri: vscode.Uri): vscode.CodeAction {
  const action = new vscode.CodeAction(translated(fix.title), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = fix.preferred;
  if (fix.removesByteOrderMark) {
    action.command = { command: REMOVE_MARK, title: translated(fix.title), arguments: [uri] };
    return action;
  }
  action.edit = new vscode.WorkspaceEdit();
  for (const { line, start, end, text } of fix.edits) {
    action.edit.replace(uri, new vscode.Range(line, start, line, end), text);
  }
  return action;
}
