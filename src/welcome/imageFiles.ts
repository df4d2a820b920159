/** Whether there is a folder, and whether it holds image files that could be registered. */
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { passedOverBelow } from '../core/base/passedOver';
import { FITS_ENDINGS, FITS_PACKINGS, XISF_ENDING } from '../core/formats/image/names';

/** Some of the first may lie in hidden folders or in the trash. */
const LOOKED_AT = 500;

/** `{fits,fits.gz,…,XISF}`: names of files are as the capture program wrote them. */
function endings(): string {
  const lower = [
    ...FITS_ENDINGS.flatMap((ending) => [ending, ...FITS_PACKINGS.map((packing) => `${ending}.${packing}`)]),
    XISF_ENDING,
  ];
  return `{${[...lower, ...lower.map((ending) => ending.toUpperCase())].join(',')}}`;
}

/** False also for a folder that cannot be looked at. */
export async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (info) => info.isDirectory(),
    () => false,
  );
}

/** `folder` is absolute. Stops at the first image files; folders that registering passes over do not count. */
export async function hasImageFiles(folder: string): Promise<boolean> {
  const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), `**/*.${endings()}`);
  const found = await vscode.workspace.findFiles(pattern, null, LOOKED_AT);
  return found.some(({ fsPath }) => passedOverBelow(folder, fsPath) === null);
}
