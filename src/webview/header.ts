/** The editor for image files in VS Code: it shows their header, read-only. */
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import type { Log } from '../core/base/ports';
import { fillWebview } from './fillWebview';
import { HeaderPage } from './headerPage';

/** As in the manifest, which also says for which names. */
export const HEADER_EDITOR = 'astroArchive.header';

/**
 * An image file opened as text is unreadable, and saving it as text destroys it. This editor never saves. It
 * needs no archive, so it works in any folder, trusted or not.
 */
export function registerHeaderEditor(
  context: Pick<vscode.ExtensionContext, 'extensionUri'>,
  archive: Pick<Archive, 'header'>,
  log: Log,
): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    HEADER_EDITOR,
    {
      // Do not read here: on failure VS Code would offer its text editor.
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor({ uri }, panel) {
        const { webview } = panel;
        new HeaderPage(panel, uri, archive, log);
        const styles = ['page.css', 'header.css'];
        fillWebview(webview, context.extensionUri, {
          title: vscode.l10n.t('Header'),
          script: 'header.js',
          styles,
        });
      },
    },
    { webviewOptions: { enableFindWidget: true }, supportsMultipleEditorsPerDocument: true },
  );
}
