/** Show the header of a frame of the tree, of a file of the explorer, or of a file the user chooses. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { showHeaderDocument } from './headerDocument';
import type { Handler } from './services';
import { fileOf } from './targets';

export const showHeader: Handler = async ({ archive }, ...args) => {
  const file = fileOf(args[0]) ?? (await askFile());
  if (file === undefined) return undefined;
  await showHeaderDocument(archive, file);
  return path.basename(file);
};

async function askFile(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: 'Show the header of an image file',
    openLabel: 'Show header',
    filters: { 'FITS and XISF files': ['fits', 'fit', 'fts', 'gz', 'fz', 'xisf'], 'All files': ['*'] },
  });
  return files?.[0]?.fsPath;
}
