/** One statistics page: what it shows, and when it asks again. */
import * as vscode from 'vscode';
import type { Archive, ArchiveChange } from '../core/api/archive';
import { coalesce } from '../core/base/coalesce';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { fillWebview } from './fillWebview';
import { hear, tell } from './hear';
import { type Figures, fromPage, type FromPage, type ToPage } from './protocol';
import { saveChart } from './statsSaving';
import { pickSession } from './statsSessions';

const TITLE = vscode.l10n.t('Archive statistics');
/** Milliseconds between two counts while the archive keeps changing. */
const PAUSE = 1000;

/** What the page needs of the engine's client. */
export interface StatsSource extends Pick<Archive, 'stats' | 'statsRows' | 'skyOfYear'> {
  onDidChange(listener: (change: ArchiveChange) => void): { dispose(): void };
}

export class StatsPanel {
  #disposed = false;
  #rows: Figures['rows'] = [];
  readonly #changes = coalesce(() => this.#send({ fresh: false }), PAUSE);

  static create(viewType: string): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(viewType, TITLE, vscode.ViewColumn.Active);
  }

  readonly #panel: vscode.WebviewPanel;
  readonly #archive: StatsSource;
  readonly #log: Log;

  constructor(panel: vscode.WebviewPanel, extension: vscode.Uri, archive: StatsSource, log: Log) {
    this.#panel = panel;
    this.#archive = archive;
    this.#log = log;

    const { webview } = panel;
    panel.onDidDispose(() => {
      this.#disposed = true;
      this.#changes.dispose();
    });
    hear(webview, fromPage, (message) => this.#receive(message), { name: 'Statistics', to: this.#log });
    fillWebview(webview, extension, { title: TITLE, script: 'stats.js', styles: ['page.css', 'stats.css'] });
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** The archive changed. A hidden page is reloaded when it is shown again, and asks then. */
  changed(): void {
    if (!this.#disposed && this.#panel.visible) this.#changes();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #receive(message: FromPage): void {
    switch (message.kind) {
      case 'ready':
        void this.#send({ fresh: false });
        break;
      case 'refresh':
        void this.#send({ fresh: true });
        break;
      case 'register':
        void vscode.commands.executeCommand('astroArchive.register');
        break;
      case 'log':
        void vscode.commands.executeCommand('astroArchive.showLog');
        break;
      case 'open':
        void pickSession(message.title, this.#rows, message.sessions);
        break;
      case 'sky':
        void this.#sendSky(message.year);
        break;
      case 'save':
        void saveChart(message.file, message.content, this.#log);
        break;
    }
  }

  async #send(request: { readonly fresh: boolean }): Promise<void> {
    this.#post({ kind: 'counting' });
    try {
      const [stats, { rows }] = await Promise.all([
        this.#archive.stats(request),
        this.#archive.statsRows(request),
      ]);
      this.#rows = rows;
      this.#post({ kind: 'stats', figures: { stats, rows } });
    } catch (error) {
      this.#log.error(`Statistics: ${messageOf(error)}`);
      this.#post({ kind: 'failed', message: messageOf(error) });
    }
  }

  /** The calendar is of use without it. */
  async #sendSky(year: string): Promise<void> {
    try {
      this.#post({ kind: 'sky', year, sky: await this.#archive.skyOfYear({ year: Number(year) }) });
    } catch (error) {
      this.#log.error(`Statistics: ${messageOf(error)}`);
    }
  }

  #post(message: ToPage): void {
    if (!this.#disposed) tell(this.#panel.webview, message);
  }
}
