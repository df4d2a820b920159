/** The errors and warnings of each script's last run, underlined until the script is changed. */
import * as vscode from 'vscode';
import { translated } from '../core/base/translation';
import type { RunComplaint } from '../core/siril/running/runFollower';

const SOURCE = vscode.l10n.t('Siril run');

export class RunProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('siril-run');
  readonly #listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.#collection.delete(document.uri);
  });

  show(document: vscode.TextDocument, complaints: readonly RunComplaint[]): void {
    this.#collection.set(
      document.uri,
      complaints.map((complaint) => toDiagnostic(document, complaint)),
    );
  }

  dispose(): void {
    this.#listener.dispose();
    this.#collection.dispose();
  }
}

function toDiagnostic(document: vscode.TextDocument, complaint: RunComplaint): vscode.Diagnostic {
  // The line comes from a program's output and may not exist.
  const line = document.lineAt(Math.min(complaint.line, document.lineCount - 1));
  const start = line.firstNonWhitespaceCharacterIndex;
  const range = new vscode.Range(line.range.start.translate(0, start), line.range.end);
  const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;
  const severity = complaint.severity === 'error' ? error : warning;
  const diagnostic = new vscode.Diagnostic(range, sentence(translated(complaint.message)), severity);
  diagnostic.source = SOURCE;
  return diagnostic;
}

function sentence(text: string): string {
  const whole = /[.!?]$/.test(text) ? text : `${text}.`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
