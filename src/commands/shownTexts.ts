/** Texts as read-only documents, which never ask to be saved. */
import * as vscode from 'vscode';

const SCHEME = 'astro-archive-report';

/** The texts of open documents by address. */
const texts = new Map<string, string>();
let count = 0;

export function registerShownTexts(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
}

/** Opens two texts side by side with their differences marked: `showDifference('m31 → M 31', '…', '…')`. */
export async function showDifference(title: string, now: string, after: string): Promise<void> {
  const [left, right] = [kept('now', now), kept('after', after)];
  await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: false });
}

function kept(name: string, text: string): vscode.Uri {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${++count}/${name}` });
  texts.set(uri.toString(), text);
  return uri;
}
