/** The editor for image files in VS Code: it shows their pictures and headers, read-only. */
import * as vscode from 'vscode';
import type { Log } from '../core/base/ports';
import { fillWebview } from './fillWebview';
import { ImagePage, type ImageSource } from './imagePage';

/** As in the manifest, which also says for which names. */
export const IMAGE_EDITOR = 'astroArchive.image';

/**
 * An image file opened as text is unreadable, and saving it as text destroys it. This editor never saves. It
 * needs no archive, so it works in any folder, trusted or not.
 */
export function registerImageEditor(
  context: Pick<vscode.ExtensionContext, 'extensionUri'>,
  source: ImageSource,
  log: Log,
): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(
    IMAGE_EDITOR,
    {
      // Do not read here: on failure VS Code would offer its text editor.
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor({ uri }, panel) {
        new ImagePage(panel, uri, source, log);
        fillWebview(panel.webview, context.extensionUri, {
          title: vscode.l10n.t('Image'),
          script: 'image.js',
          styles: ['page.css', 'header.css', 'image.css'],
        });
      },
    },
    { supportsMultipleEditorsPerDocument: true },
  );
}
