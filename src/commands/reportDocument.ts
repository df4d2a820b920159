/** Reports as documents that can be read, searched and saved, and that never ask to be saved. */
import * as vscode from 'vscode';

const SCHEME = 'astro-archive-report';

/** The texts of open reports by address. */
const texts = new Map<string, string>();
let count = 0;

export function registerReportDocuments(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
}

/** Opens `markdown` as a document of its own: `showReport('Registration', '# …')`. */
export async function showReport(title: string, markdown: string): Promise<void> {
  // The number stands in a folder of its own, so that the tab shows the title alone.
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${++count}/${title}.md` });
  texts.set(uri.toString(), markdown);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}
