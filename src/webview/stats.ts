/** The command and the one panel for the archive's statistics. */
import * as vscode from 'vscode';
import type { Log } from '../core/base/ports';
import { StatsPanel, type StatsSource } from './statsPanel';

const COMMAND = 'astroArchive.stats';

/**
 * Contributes `astroArchive.stats`, which opens the page or brings it to the front. A page that was open when
 * the window was closed is restored (`onWebviewPanel:astroArchive.stats` in the manifest).
 */
export function registerStats(
  context: Pick<vscode.ExtensionContext, 'extensionUri'>,
  archive: StatsSource,
  log: Log,
): vscode.Disposable {
  let shown: StatsPanel | undefined;

  const show = (panel: vscode.WebviewPanel) => {
    // The user may run the command before a restored page has loaded.
    shown?.dispose();
    const page = new StatsPanel(panel, context.extensionUri, archive, log);
    shown = page;
    panel.onDidDispose(() => {
      if (shown === page) shown = undefined;
    });
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMAND, () => {
      if (shown) shown.reveal();
      else show(StatsPanel.create(COMMAND));
    }),
    vscode.window.registerWebviewPanelSerializer(COMMAND, {
      deserializeWebviewPanel(panel) {
        show(panel);
        return Promise.resolve();
      },
    }),
    archive.onDidChange(() => shown?.changed()),
    { dispose: () => shown?.dispose() },
  );
}
