/** Headers as read-only documents; the address carries the path of the FITS file. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../core/archive';
import { headerText } from '../core/headerText';

const SCHEME = 'astro-archive-header';

export function registerHeaderDocuments(archive: Pick<Archive, 'header'>): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async (uri) => headerText(await archive.header(uri.query)),
  });
}

/** Opens the header of the FITS file at `file` (absolute). Rejects with the archive's error. */
export async function showHeaderDocument(archive: Pick<Archive, 'header'>, file: string): Promise<void> {
  // Asked for here first, so that an unreadable file is reported as such and opens no empty document.
  await archive.header(file);
  const document = await vscode.workspace.openTextDocument(headerUri(file));
  await vscode.window.showTextDocument(document, { preview: true });
}

/** The tab reads `M31_0001.fits header`; an address that ended in .fits would go to viewers of images. */
export function headerUri(file: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${path.basename(file)} header`, query: file });
}
