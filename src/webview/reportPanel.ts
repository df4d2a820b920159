/** One page with a report: sends its parts, opens its files, copies it, and starts what can be done next. */
import * as vscode from 'vscode';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import type { Report } from '../core/text/report';
import { reportMarkdown } from '../core/text/reportMarkdown';
import { fillWebview } from './fillWebview';
import { hear, tell } from './hear';
import { beginning, linesFrom, pathsOf, sectionsFrom } from './reportParts';
import { fromReport, type FromReport, type ToReport } from './reportProtocol';

/** Milliseconds for which the status bar says that the report was copied. */
const NOTE_MS = 3000;

export class ReportPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #log: Log;
  #report: Report;
  #paths: ReadonlySet<string> | undefined;
  #closed = false;

  constructor(panel: vscode.WebviewPanel, extension: vscode.Uri, log: Log, report: Report) {
    this.#panel = panel;
    this.#log = log;
    this.#report = report;
    panel.onDidDispose(() => (this.#closed = true));
    hear(panel.webview, fromReport, (message) => this.#receive(message), { name: 'Report', to: log });
    fillWebview(panel.webview, extension, {
      title: report.title,
      script: 'report.js',
      styles: ['page.css', 'report.css'],
    });
  }

  /** Shows another report in the same place. */
  show(report: Report): void {
    this.#report = report;
    this.#paths = undefined;
    this.#panel.reveal();
    this.#send();
  }

  async copy(): Promise<void> {
    await vscode.env.clipboard.writeText(reportMarkdown(this.#report));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Report copied'), NOTE_MS);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #receive(message: FromReport): void {
    this.#answer(message).catch((error: unknown) => {
      this.#log.warn(`Report: ${messageOf(error)}`);
      void vscode.window.showErrorMessage(messageOf(error));
    });
  }

  async #answer(message: FromReport): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.#send();
      case 'lines': {
        const { section, from } = message;
        return this.#post({ kind: 'lines', section, lines: linesFrom(this.#report, section, from) });
      }
      case 'sections':
        return this.#post({ kind: 'sections', sections: sectionsFrom(this.#report, message.from) });
      case 'open':
        return this.#open(message.path);
      case 'copy':
        return this.copy();
      case 'act': {
        const action = this.#report.actions?.[message.action];
        if (action !== undefined) await vscode.commands.executeCommand(action.command);
      }
    }
  }

  /** A folder is shown in the explorer or the system's file manager, a file in its editor. */
  async #open(path: string): Promise<void> {
    this.#paths ??= pathsOf(this.#report);
    if (!this.#paths.has(path)) return;
    const uri = vscode.Uri.file(path);
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) {
      await vscode.commands.executeCommand('vscode.open', uri, { viewColumn: vscode.ViewColumn.Active });
      return;
    }
    const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    await vscode.commands.executeCommand(inside ? 'revealInExplorer' : 'revealFileInOS', uri);
  }

  #send(): void {
    this.#post({ kind: 'report', report: beginning(this.#report) });
  }

  #post(message: ToReport): void {
    if (!this.#closed) tell(this.#panel.webview, message);
  }
}
