/** Turns a webview into one of the extension's pages. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './page';

export interface PageFiles {
  readonly title: string;
  /** The page's bundle in `dist`: `stats.js`. */
  readonly script: string;
  /** In `media`: `page.css`. */
  readonly styles: readonly string[];
  /** The state that the page begins with; absent for its usual one. */
  readonly state?: object;
}

/**
 * Lets the webview load files of `dist` and `media` only, and sets its HTML. `extension` is the extension's
 * folder.
 */
export function fillWebview(webview: vscode.Webview, extension: vscode.Uri, files: PageFiles): void {
  const dist = vscode.Uri.joinPath(extension, 'dist');
  const media = vscode.Uri.joinPath(extension, 'media');
  const address = (folder: vscode.Uri, name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const { bundle } = vscode.l10n;
  webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
  webview.html = pageHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(24).toString('base64url'),
    title: files.title,
    script: address(dist, files.script),
    styles: files.styles.map((name) => address(media, name)),
    ...(files.state === undefined ? {} : { state: files.state }),
    translation: bundle === undefined ? null : { language: vscode.env.language, texts: bundle },
  });
}
