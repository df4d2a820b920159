/** The one panel that explains a session's links, and the internal command that opens it. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Log } from '../core/base/ports';
import { ExplainPanel, type ExplainSource } from './explainPanel';

export const EXPLAIN_VIEW = 'astroArchive.explain';
const COMMAND = 'astroArchive._explain';

/**
 * `astroArchive._explain` takes the id of a session. A page that was open when the window was closed is
 * restored (`onWebviewPanel:astroArchive.explain` in the manifest).
 */
export function registerExplain(
  context: Pick<vscode.ExtensionContext, 'extensionUri'>,
  archive: ExplainSource,
  log: Log,
): vscode.Disposable {
  let shown: ExplainPanel | undefined;

  const show = (panel: vscode.WebviewPanel, session: string) => {
    shown?.dispose();
    const page = new ExplainPanel(panel, context.extensionUri, session, archive, log);
    shown = page;
    panel.onDidDispose(() => {
      if (shown === page) shown = undefined;
    });
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMAND, (asked: unknown) => {
      const session = v.safeParse(SESSION_ID, asked);
      if (!session.success) return;
      if (shown) shown.show(session.output);
      else show(ExplainPanel.create(EXPLAIN_VIEW), session.output);
    }),
    vscode.window.registerWebviewPanelSerializer(EXPLAIN_VIEW, {
      deserializeWebviewPanel(panel, state: unknown) {
        const session = sessionOf(state);
        if (session === undefined) panel.dispose();
        else show(panel, session);
        return Promise.resolve();
      },
    }),
    archive.onDidChange(() => shown?.changed()),
    { dispose: () => shown?.dispose() },
  );
}

/** `8c1f03b2a9d4`. A keyboard shortcut or another extension can pass anything to the command. */
const SESSION_ID = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

/** What a page has kept of itself. */
const KEPT = v.object({ session: SESSION_ID });

function sessionOf(state: unknown): string | undefined {
  const kept = v.safeParse(KEPT, state);
  return kept.success ? kept.output.session : undefined;
}
