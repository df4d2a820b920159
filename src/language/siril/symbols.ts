/** The outline of a script: its sections, with the folders that they go into. */
import * as vscode from 'vscode';
import { outline, type Section } from '../../core/siril/edit/outline';
import type { Scripts } from './scripts';

export class ScriptSymbols implements vscode.DocumentSymbolProvider {
  readonly #scripts: Scripts;

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const toSymbol = ({ title, kind, first, last, line, children }: Section): vscode.DocumentSymbol => {
      const symbol = new vscode.DocumentSymbol(
        title || '…',
        '',
        kind === 'comment' ? vscode.SymbolKind.Module : vscode.SymbolKind.Namespace,
        new vscode.Range(first, 0, last, document.lineAt(last).text.length),
        document.lineAt(line).range,
      );
      symbol.children = children.map(toSymbol);
      return symbol;
    };
    return outline(this.#scripts.of(document).script).map(toSymbol);
  }
}
