/** One page with a file's header: sends it, and sends it again when the file changes. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import { coalesce } from '../core/base/coalesce';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { headerText } from '../core/text/header';
import { fromHeaderPage, type FromHeaderPage, type ToHeaderPage } from './headerProtocol';
import { hear, tell } from './hear';
import { shownHeader } from './shownHeader';

/** Milliseconds between two reads of a file that is being written. */
const PAUSE = 500;
const NOT_ON_DISK = vscode.l10n.t(
  'Headers are shown for files on disk only. This version of the file is not on disk.',
);

export class HeaderPage {
  readonly #panel: vscode.WebviewPanel;
  readonly #uri: vscode.Uri;
  readonly #archive: Pick<Archive, 'header'>;
  readonly #log: Log;
  readonly #changed = coalesce(() => this.#send(), PAUSE);
  #disposed = false;

  constructor(panel: vscode.WebviewPanel, uri: vscode.Uri, archive: Pick<Archive, 'header'>, log: Log) {
    this.#panel = panel;
    this.#uri = uri;
    this.#archive = archive;
    this.#log = log;
    const watching = this.#watch();
    panel.onDidDispose(() => {
      this.#disposed = true;
      this.#changed.dispose();
      watching?.dispose();
    });
    hear(panel.webview, fromHeaderPage, (message) => void this.#receive(message), {
      name: 'Header',
      to: log,
    });
  }

  /** Watches the folder, because a file name may contain characters that are special in a pattern. */
  #watch(): vscode.Disposable | undefined {
    if (this.#uri.scheme !== 'file') return undefined;
    const file = this.#uri.fsPath;
    const folder = vscode.Uri.file(path.dirname(file));
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
    const look = (uri: vscode.Uri) => {
      // A hidden page is reloaded when it is shown again, and asks then.
      if (uri.fsPath === file && this.#panel.visible) this.#changed();
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidChange(look),
      watcher.onDidDelete(look),
    );
  }

  async #receive({ kind }: FromHeaderPage): Promise<void> {
    if (kind === 'ready') return this.#send();
    try {
      await vscode.env.clipboard.writeText(headerText(await this.#archive.header(this.#uri.fsPath)));
    } catch (error) {
      this.#fail(messageOf(error));
    }
  }

  async #send(): Promise<void> {
    if (this.#uri.scheme !== 'file') return this.#fail(NOT_ON_DISK);
    try {
      this.#post({ kind: 'header', header: shownHeader(await this.#archive.header(this.#uri.fsPath)) });
    } catch (error) {
      this.#fail(messageOf(error));
    }
  }

  #fail(message: string): void {
    this.#log.debug(`Header: ${message}`);
    this.#post({ kind: 'failed', message });
  }

  #post(message: ToHeaderPage): void {
    if (!this.#disposed) tell(this.#panel.webview, message);
  }
}
