/** One page with a plan: sends its rows page by page, and waits for the user's decision. */
import * as vscode from 'vscode';
import type { Archive, RegisterMode, RegisterReport } from '../core/api/archive';
import { ArchiveError, messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { fillWebview } from './fillWebview';
import { hear, tell } from './hear';
import { PAGE_ROWS } from './pageSizes';
import {
  fromPlanPage,
  type FromPlanPage,
  type PlanSummary,
  type RowsAsked,
  type ToPlanPage,
} from './planProtocol';

const TITLE = vscode.l10n.t('Registration plan');

/** What the page needs of the engine's client. */
export type PlanSource = Pick<Archive, 'planRows' | 'status'>;

export class PlanPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #archive: PlanSource;
  readonly #log: Log;
  readonly #id: string;
  readonly #summary: PlanSummary;
  #resolve: (accepted: boolean) => void = () => undefined;
  /** True if the user accepts the plan, false if the user cancels it or closes the page. */
  readonly answer = new Promise<boolean>((resolve) => (this.#resolve = resolve));
  #closed = false;

  /** Rejects for a report without a plan. */
  static async open(
    type: string,
    extension: vscode.Uri,
    archive: PlanSource,
    log: Log,
    report: RegisterReport,
    mode: RegisterMode,
  ): Promise<PlanPanel> {
    const { counts, known, bytes, plan } = report;
    if (!plan?.id) throw new ArchiveError('request', vscode.l10n.t('There is no plan to show'));
    const { repository } = await archive.status();
    const summary: PlanSummary = { counts, known, bytes, mode, plan, repository };
    const panel = vscode.window.createWebviewPanel(type, TITLE, vscode.ViewColumn.Active);
    return new PlanPanel(panel, extension, archive, log, plan.id, summary);
  }

  private constructor(
    panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    archive: PlanSource,
    log: Log,
    id: string,
    summary: PlanSummary,
  ) {
    this.#panel = panel;
    this.#archive = archive;
    this.#log = log;
    this.#id = id;
    this.#summary = summary;
    const { webview } = panel;
    panel.onDidDispose(() => {
      this.#closed = true;
      this.#resolve(false);
    });
    hear(webview, fromPlanPage, (message) => this.#receive(message), { name: 'Plan', to: this.#log });
    fillWebview(webview, extension, { title: TITLE, script: 'plan.js', styles: ['page.css', 'plan.css'] });
  }

  accept(): void {
    this.#resolve(true);
    this.#panel.dispose();
  }

  turnDown(): void {
    this.#panel.dispose();
  }

  #receive(message: FromPlanPage): void {
    switch (message.kind) {
      case 'ready':
        this.#post({ kind: 'plan', summary: this.#summary });
        break;
      case 'rows':
        void this.#send(message.asked);
        break;
      case 'accept':
        this.accept();
        break;
      case 'turnDown':
        this.turnDown();
        break;
    }
  }

  async #send(asked: RowsAsked): Promise<void> {
    const { list, group, from } = asked;
    try {
      const { items } = await this.#archive.planRows({
        plan: this.#id,
        list,
        from,
        limit: PAGE_ROWS,
        ...(group === null ? {} : { group }),
      });
      this.#post({ kind: 'rows', asked, rows: items });
    } catch (error) {
      this.#log.warn(`Plan: ${messageOf(error)}`);
      this.#post({ kind: 'failed', message: messageOf(error) });
    }
  }

  #post(message: ToPlanPage): void {
    if (!this.#closed) tell(this.#panel.webview, message);
  }
}
