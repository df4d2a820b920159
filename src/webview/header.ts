/** The editor of image files in VS Code: their header, to be read only. Whatever opens such a file opens this. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import type { Log } from '../core/base/ports';
import { HeaderPage } from './headerPage';
import { pageHtml } from './page';

/** As in the manifest, which also says for which names. */
export const HEADER_EDITOR = 'astroArchive.header';

/**
 * An image file opened as text is noise, and saved as text it is lost. This editor has nothing to save. It needs no
 * archive, so it works in any folder, trusted or not.
 */
export function registerHeaderEditor(
  context: Pick<vscode.ExtensionContext, 'extensionUri'>,
  archive: Pick<Archive, 'header'>,
  log: Log,
): vscode.Disposable {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const media = vscode.Uri.joinPath(context.extensionUri, 'media');
  return vscode.window.registerCustomEditorProvider(
    HEADER_EDITOR,
    {
      // Nothing is read here: a failure would make VS Code offer its text editor.
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor({ uri }, panel) {
        const { webview } = panel;
        webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
        new HeaderPage(panel, uri, archive, log);
        const address = (folder: vscode.Uri, name: string) =>
          webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
        webview.html = pageHtml({
          cspSource: webview.cspSource,
          nonce: randomBytes(24).toString('base64url'),
          title: 'Header',
          script: address(dist, 'header.js'),
          styles: [address(media, 'page.css'), address(media, 'header.css')],
        });
      },
    },
    { webviewOptions: { enableFindWidget: true }, supportsMultipleEditorsPerDocument: true },
  );
}
