/** One page that explains a session: what it shows, when it asks again, and the links that are set on it. */
import * as vscode from 'vscode';
import type { Archive, ArchiveChange } from '../core/api/archive';
import { coalesce } from '../core/base/coalesce';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { sessionTitle } from '../core/text/words';
import { type Counts, fromExplain, type FromExplain, type ToExplain } from './explainProtocol';
import { explanation } from './explanation';
import { fillWebview } from './fillWebview';
import { hear, tell } from './hear';

const TITLE = vscode.l10n.t('Calibration of a session');
/** Milliseconds between two answers while the archive keeps changing. */
const PAUSE = 500;

/** What the page needs of the engine's client. */
export interface ExplainSource extends Pick<Archive, 'explain' | 'session' | 'masters' | 'link'> {
  onDidChange(listener: (change: ArchiveChange) => void): { dispose(): void };
}

export class ExplainPanel {
  #disposed = false;
  #counts: Counts = {};
  readonly #changes = coalesce(() => this.#send(), PAUSE);

  static create(viewType: string): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(viewType, TITLE, vscode.ViewColumn.Active);
  }

  readonly #panel: vscode.WebviewPanel;
  #session: string;
  readonly #archive: ExplainSource;
  readonly #log: Log;

  constructor(
    panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    session: string,
    archive: ExplainSource,
    log: Log,
  ) {
    this.#panel = panel;
    this.#session = session;
    this.#archive = archive;
    this.#log = log;

    const { webview } = panel;
    panel.onDidDispose(() => {
      this.#disposed = true;
      this.#changes.dispose();
    });
    hear(webview, fromExplain, (message) => void this.#receive(message), {
      name: 'Explanation',
      to: this.#log,
    });
    const styles = ['page.css', 'explain.css'];
    fillWebview(webview, extension, { title: TITLE, script: 'explain.js', styles });
  }

  /** Explains another session on the same page. */
  show(session: string): void {
    this.#session = session;
    this.#counts = {};
    this.#panel.reveal();
    void this.#send();
  }

  /** The archive changed. A hidden page is reloaded when it is shown again, and asks then. */
  changed(): void {
    if (!this.#disposed && this.#panel.visible) this.#changes();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  async #receive(message: FromExplain): Promise<void> {
    switch (message.kind) {
      case 'ready':
      case 'more':
        this.#counts = message.counts;
        return this.#send();
      case 'link':
        return this.#link(message);
      case 'open':
        return this.show(message.session);
      case 'log':
        await vscode.commands.executeCommand('astroArchive.showLog');
    }
  }

  async #link({ link, target }: Extract<FromExplain, { kind: 'link' }>): Promise<void> {
    try {
      if (!vscode.workspace.isTrusted)
        throw new Error(vscode.l10n.t('This workspace is not trusted. Trust it to change links.'));
      await this.#archive.link({ session: this.#session, links: { [link]: target } });
      this.#log.info(`Linked by hand: ${this.#session}, ${link} ${target ?? 'none'}`);
      await this.#send();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #send(): Promise<void> {
    const session = this.#session;
    try {
      const shown = await explanation(this.#archive, session, this.#counts, vscode.workspace.isTrusted);
      // The user may have opened another session meanwhile.
      if (this.#disposed || session !== this.#session) return;
      this.#panel.title = sessionTitle(shown.session);
      this.#post({ kind: 'explanation', shown });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#log.error(`Explanation: ${messageOf(error)}`);
    this.#post({ kind: 'failed', message: messageOf(error) });
  }

  #post(message: ToExplain): void {
    if (!this.#disposed) tell(this.#panel.webview, message);
  }
}
