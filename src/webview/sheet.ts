/** The one panel with the contact sheet of a session, and the internal command that opens it. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Log } from '../core/base/ports';
import { SheetPanel, type SheetSource } from './sheetPanel';

export const SHEET_VIEW = 'astroArchive.sheet';
export const SHEET_COMMAND = 'astroArchive._contactSheet';

/**
 * `astroArchive._contactSheet` takes the id of a session. A page that was open when the window was closed is restored
 * (`onWebviewPanel:astroArchive.sheet` in the manifest).
 */
export function registerSheet(
  context: Pick<vscode.ExtensionContext, 'extensionUri'>,
  archive: SheetSource,
  log: Log,
): vscode.Disposable {
  let shown: SheetPanel | undefined;

  const show = (panel: vscode.WebviewPanel, session: string) => {
    shown?.dispose();
    const page = new SheetPanel(panel, context.extensionUri, session, archive, log);
    shown = page;
    panel.onDidDispose(() => {
      if (shown === page) shown = undefined;
    });
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(SHEET_COMMAND, (session: string) => {
      if (shown) shown.show(session);
      else show(SheetPanel.create(SHEET_VIEW), session);
    }),
    vscode.window.registerWebviewPanelSerializer(SHEET_VIEW, {
      deserializeWebviewPanel(panel, state: unknown) {
        const kept = v.safeParse(KEPT, state);
        if (kept.success) show(panel, kept.output.session);
        else panel.dispose();
        return Promise.resolve();
      },
    }),
    archive.onDidChange(() => shown?.changed()),
    { dispose: () => shown?.dispose() },
  );
}

/** What a page has kept of itself. */
const KEPT = v.object({ session: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) });
