/** Problems of open scripts, updated shortly after each change. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/base/errors';
import type { Log } from '../../core/base/ports';
import { translated } from '../../core/base/translation';
import { checkFiles } from '../../core/siril/check/checkFiles';
import { checkScript } from '../../core/siril/check/checkScript';
import type { ScriptProblem, Severity } from '../../core/siril/check/problem';
import { foldersToRead } from '../../core/siril/folders/walkScript';
import { listingOf } from './disk';
import { type Scripts, SIRIL } from './scripts';

/** Milliseconds without typing before a script is checked. */
const REST = 250;
export const SOURCE = 'Siril';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Keeps the problems of every open script up to date. */
export class ScriptDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('siril');
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #listeners: vscode.Disposable;
  readonly #scripts: Scripts;
  readonly #log: Log;

  constructor(scripts: Scripts, siril: { readonly onDidChange: vscode.Event<void> }, log: Log) {
    this.#scripts = scripts;
    this.#log = log;
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, REST)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#soon(document, 0)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      // Files may have changed meanwhile.
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.#soon(editor.document, 0)),
      siril.onDidChange(() => this.#all()),
    );
    this.#all();
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#collection.dispose();
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  #soon(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== SIRIL) return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    const check = () => {
      this.#waiting.delete(key);
      this.#check(document).catch((error: unknown) => this.#log.error(messageOf(error)));
    };
    this.#waiting.set(key, setTimeout(check, delay));
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#collection.delete(document.uri);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const { script, base, steps } = this.#scripts.of(document);
    const problems = [...checkScript(script, this.#scripts.here)];
    if (base !== null) problems.push(...checkFiles(steps, base, await listingOf(foldersToRead(steps, base))));
    // Changed or closed meanwhile: another check is scheduled, or none is needed.
    if (document.isClosed || document.version !== version) return;
    this.#collection.set(document.uri, problems.map(toDiagnostic));
  }
}

function toDiagnostic({ code, severity, message, line, start, end }: ScriptProblem): vscode.Diagnostic {
  const range = new vscode.Range(line, start, line, Math.max(end, start));
  const diagnostic = new vscode.Diagnostic(range, translated(message), SEVERITIES[severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = code;
  return diagnostic;
}
