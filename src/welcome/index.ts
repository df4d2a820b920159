/** Keeps the context key that chooses the welcome texts of the views. */
import * as vscode from 'vscode';
import type { Archive, ArchiveChange } from '../core/api/archive';
import { coalesce } from '../core/base/coalesce';
import { messageOf } from '../core/base/errors';
import { hindranceOf } from '../core/base/hindrance';
import type { Log } from '../core/base/ports';
import { hasImageFiles, isFolder } from './imageFiles';
import { type WelcomeState, welcomeState } from './state';

/** What it needs of the engine's client. */
export interface WelcomedArchive extends Pick<Archive, 'status'> {
  reopen(): Promise<void>;
  /** False where asking for the status would open the archive. */
  readonly isOpen: boolean;
  onDidOpen(listener: () => void): vscode.Disposable;
  onDidNotOpen(listener: (error: unknown) => void): vscode.Disposable;
  onDidChange(listener: (change: ArchiveChange) => void): vscode.Disposable;
}

const KEY = 'astroArchive.state';
/** Between two looks, in milliseconds, while a long registration changes the archive. */
const REST_MS = 1000;

export interface Welcome extends vscode.Disposable {
  /** Looks again for an archive whose folder was missing; what was opened meanwhile is not that archive. */
  tryAgain(): void;
}

export function registerWelcome(archive: WelcomedArchive, log: Log): Welcome {
  let shown: WelcomeState | undefined;
  const show = async (state: WelcomeState) => {
    if (state === shown) return;
    shown = state;
    log.debug(`${KEY}: ${state}`);
    await vscode.commands.executeCommand('setContext', KEY, state);
  };
  const look = coalesce(async () => {
    if (!archive.isOpen) return;
    try {
      const status = await archive.status();
      const { repository } = status;
      const sight = { folder: () => isFolder(repository), files: () => hasImageFiles(repository) };
      await show(await welcomeState(status, sight));
    } catch (error) {
      // Whoever shows the archive shows the error.
      log.debug(`${KEY}: ${messageOf(error)}`);
    }
  }, REST_MS);
  const lookForFiles = () => {
    if (shown === 'empty' || shown === 'files') look();
  };
  const files = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
  const disposables = vscode.Disposable.from(
    look,
    files,
    files.onDidCreate(lookForFiles),
    files.onDidDelete(lookForFiles),
    archive.onDidOpen(look),
    archive.onDidChange(look),
    archive.onDidNotOpen((error) => {
      const state = hindranceOf(error);
      if (state !== null) void show(state);
    }),
  );
  return {
    tryAgain() {
      if (shown !== 'away' || !archive.isOpen) return;
      archive.reopen().catch((error: unknown) => log.error(messageOf(error)));
    },
    dispose: () => void disposables.dispose(),
  };
}
