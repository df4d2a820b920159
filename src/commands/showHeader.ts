/** Shows the header of a frame in a tree, of a file in the explorer, or of a file that the user chooses. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { FITS_ENDINGS, FITS_PACKINGS, XISF_ENDING } from '../core/formats/image/names';
import type { Handler } from './services';
import { fileOf } from './targets';

/** The editor's id in the manifest; opened even if the user has another default editor for such files. */
const IMAGE_EDITOR = 'astroArchive.image';

export const showHeader: Handler = async ({ archive }, ...args) => {
  const file = fileOf(args[0]) ?? (await askFile());
  if (file === undefined) return undefined;
  // Read first, so that an unreadable file shows an error and not an empty page.
  await archive.header(file);
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), IMAGE_EDITOR);
  return path.basename(file);
};

async function askFile(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Show the header of an image file'),
    openLabel: vscode.l10n.t('Show header'),
    filters: {
      [vscode.l10n.t('FITS and XISF files')]: [...FITS_ENDINGS, ...FITS_PACKINGS, XISF_ENDING],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return files?.[0]?.fsPath;
}
