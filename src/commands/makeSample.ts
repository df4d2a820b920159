/** Make a folder with a made-up night, to try everything without one's own frames, and open it. */
import { mkdtemp, rm } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { fileError } from '../core/base/errors';
import { countText } from '../core/text/words';
import { makeSampleNight } from '../sampleNight/night';
import { argumentOf, pathArgument } from './arguments';
import { withProgress } from './progress';
import type { Handler } from './services';

/** The folder that is made in the one that the user chooses. */
const NAME = 'Sample archive';

/** Called with a path, it makes the night in that folder and asks nothing: `/astro/try`. */
export const makeSample: Handler = async (_services, ...args) => {
  const place = await placeFor(argumentOf(pathArgument, args[0]));
  if (place === undefined) return undefined;
  const { folder, temporary } = place;
  const files = await fill(folder, temporary);
  // A window that shows a folder keeps it.
  const forceNewWindow = vscode.workspace.workspaceFolders !== undefined;
  await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), { forceNewWindow });
  return `${countText(files, 'file')} in ${folder}`;
};

interface Place {
  /** Absolute. */
  readonly folder: string;
  /** True for a folder that was made for this night alone. */
  readonly temporary: boolean;
}

async function placeFor(given: string | undefined): Promise<Place | undefined> {
  if (given !== undefined) return { folder: given, temporary: false };
  const temporary = vscode.l10n.t('Temporary folder');
  const chosen = vscode.l10n.t('Choose a folder…');
  const answer = await vscode.window.showQuickPick(
    [
      { label: temporary, description: vscode.l10n.t('The system deletes it some day') },
      { label: chosen, description: vscode.l10n.t('“{0}” is created in it', NAME) },
    ],
    {
      title: vscode.l10n.t('Make a sample archive'),
      placeHolder: vscode.l10n.t('Where should the made-up night be? It takes 12 MB.'),
    },
  );
  if (answer?.label === temporary) {
    return { folder: await mkdtemp(path.join(os.tmpdir(), 'astro-archive-sample-')), temporary: true };
  }
  return answer === undefined ? undefined : chooseFolder();
}

async function chooseFolder(): Promise<Place | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Folder for the sample archive'),
      openLabel: vscode.l10n.t('Create here'),
      canSelectFolders: true,
      canSelectFiles: false,
    })) ?? [];
  return folder === undefined ? undefined : { folder: path.join(folder.fsPath, NAME), temporary: false };
}

/** Returns the number of files. Of a night that is cancelled or fails, the temporary folder is deleted. */
async function fill(folder: string, temporary: boolean): Promise<number> {
  try {
    const { files } = await withProgress(vscode.l10n.t('Making a sample archive'), (part) =>
      makeSampleNight(folder, {}, part()),
    );
    return files;
  } catch (error) {
    if (temporary) await rm(folder, { recursive: true, force: true });
    throw fileError(error, folder);
  }
}
