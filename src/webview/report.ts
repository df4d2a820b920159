/** The pages of reports, one for each title, and the commands that show and copy them. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Log } from '../core/base/ports';
import type { Report } from '../core/text/report';
import { ReportPanel } from './reportPanel';

const VIEW = 'astroArchive.report';

const texts = v.array(v.string());

/** Another extension can pass anything to the command. Actions are commands of this extension only. */
const REPORT = v.object({
  title: v.string(),
  intro: texts,
  sections: v.array(
    v.object({
      title: v.string(),
      count: v.nullable(v.number()),
      note: v.string(),
      lines: texts,
      rest: v.number(),
      table: v.exactOptional(
        v.object({
          columns: v.array(v.object({ title: v.string(), numeric: v.boolean() })),
          rows: v.array(texts),
        }),
      ),
    }),
  ),
  actions: v.exactOptional(
    v.array(v.object({ title: v.string(), command: v.pipe(v.string(), v.startsWith('astroArchive.')) })),
  ),
});

interface Shown {
  readonly page: ReportPanel;
  readonly panel: vscode.WebviewPanel;
}

/**
 * `astroArchive._showReport` shows a report, in the place of an older one of the same title.
 * `astroArchive.copyReport` copies the report in the active tab as Markdown.
 */
export function registerReports(
  { extensionUri }: Pick<vscode.ExtensionContext, 'extensionUri'>,
  log: Log,
): vscode.Disposable {
  /** By title, the one that was shown last at the end. */
  const shown = new Map<string, Shown>();

  const show = (report: Report) => {
    const known = shown.get(report.title);
    if (known) {
      shown.delete(report.title);
      shown.set(report.title, known);
      known.page.show(report);
      return;
    }
    const panel = vscode.window.createWebviewPanel(VIEW, report.title, vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    shown.set(report.title, { page: new ReportPanel(panel, extensionUri, log, report), panel });
    panel.onDidDispose(() => shown.delete(report.title));
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('astroArchive._showReport', (asked: unknown) => {
      const report = v.safeParse(REPORT, asked);
      if (report.success) show(report.output);
      else log.warn('A report of an unknown kind was not shown');
    }),
    vscode.commands.registerCommand('astroArchive.copyReport', async () => {
      const pages = [...shown.values()];
      const active = pages.find(({ panel }) => panel.active) ?? pages.at(-1);
      await active?.page.copy();
    }),
    { dispose: () => [...shown.values()].forEach(({ page }) => page.dispose()) },
  );
}
