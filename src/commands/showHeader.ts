/** Show the header of a frame of the tree, of a file of the explorer, or of a file the user chooses. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { FITS_ENDINGS, FITS_PACKINGS, XISF_ENDING } from '../core/formats/image/names';
import type { Handler } from './services';
import { fileOf } from './targets';

/** The editor of the manifest; asked for by name, whatever else the user has for such files. */
const HEADER_EDITOR = 'astroArchive.header';

export const showHeader: Handler = async ({ archive }, ...args) => {
  const file = fileOf(args[0]) ?? (await askFile());
  if (file === undefined) return undefined;
  // Asked for here first, so that an unreadable file is reported as such and opens no empty page.
  await archive.header(file);
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), HEADER_EDITOR);
  return path.basename(file);
};

async function askFile(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: 'Show the header of an image file',
    openLabel: 'Show header',
    filters: { 'FITS and XISF files': [...FITS_ENDINGS, ...FITS_PACKINGS, XISF_ENDING], 'All files': ['*'] },
  });
  return files?.[0]?.fsPath;
}
