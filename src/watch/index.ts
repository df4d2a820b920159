/** Watches the repository, so that the archive follows files that the user moves or deletes. */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Archive, ArchiveChange, FollowReport } from '../core/api/archive';
import { coalesce } from '../core/base/coalesce';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { countText } from '../core/text/words';
import { Burst } from './burst';
import { changedNews } from './changedText';
import { Follower } from './follower';
import { restAfter } from './restAfter';
import { worthTelling } from './worthTelling';

export interface WatchSettings {
  /** The folder of the archive, absolute. */
  readonly repository: string;
  readonly enabled: boolean;
  /** At least one of these files exists if there is an archive. */
  readonly signs: readonly string[];
}

/** The archive and its events. */
export interface WatchedArchive extends Pick<Archive, 'follow' | 'followAll'> {
  /** True if the archive is in use; the watcher never opens it. */
  readonly isOpen: boolean;
  onDidOpen(listener: () => void): vscode.Disposable;
  onDidChange(listener: (change: ArchiveChange) => void): vscode.Disposable;
}

const QUIET_MS = 1000;
const LONGEST_MS = 10_000;
/** With more paths than this, checking everything is cheaper. */
const MOST_PATHS = 5000;
const REGISTER = vscode.l10n.t('Register');
const VERIFY = vscode.l10n.t('Verify');
/** Milliseconds for which a note is shown in the status bar. */
const NOTE_MS = 15_000;

/** `settings` throws if there is no folder to watch. It is read again when settings or folders change. */
export function registerWatcher(
  archive: WatchedArchive,
  log: Log,
  settings: () => WatchSettings,
): vscode.Disposable {
  let watching: vscode.Disposable | undefined;
  let watched: string | undefined;
  const start = () => {
    const repository = wanted(settings);
    if (repository === watched) return;
    watching?.dispose();
    watched = repository;
    watching = repository === undefined ? undefined : watch(repository, archive, log, isThere(settings));
    if (repository !== undefined) log.debug(`watching ${repository}`);
  };
  start();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('astroArchive')) start();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(start),
    vscode.workspace.onDidGrantWorkspaceTrust(start),
    { dispose: () => void watching?.dispose() },
  );
}

/** Nothing is watched in an untrusted workspace, which is read-only. */
function wanted(settings: () => WatchSettings): string | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  try {
    const { repository, enabled } = settings();
    return enabled ? repository : undefined;
  } catch {
    // There is no folder, or a setting is invalid: using the archive reports it.
    return undefined;
  }
}

/**
 * Returns a function that tells whether an archive exists. It may be created at any time, so the function
 * checks again.
 */
function isThere(settings: () => WatchSettings): () => boolean {
  return () => {
    try {
      return settings().signs.some((file) => existsSync(file));
    } catch {
      // A setting is invalid: using the archive reports it.
      return false;
    }
  };
}

function watch(
  repository: string,
  archive: WatchedArchive,
  log: Log,
  isArchiveThere: () => boolean,
): vscode.Disposable {
  const follower = new Follower({
    archive,
    log,
    isThere: () => archive.isOpen || isArchiveThere(),
    withProgress: (work) =>
      Promise.resolve(
        vscode.window.withProgress({ location: { viewId: 'astroArchive.objects' } }, () =>
          work({ report: () => undefined }),
        ),
      ),
    offer: (files) => offer(files, log),
    warn: (changed) => void tellOfChanges(changed, log),
  });
  const burst = new Burst(
    { quiet: QUIET_MS, longest: LONGEST_MS, most: MOST_PATHS, whole: repository },
    (paths) => void follower.follow(paths),
  );
  // VS Code misses changes while it is closed and, on Linux, in folders that are created together with their
  // parents.
  const looks = coalesce(() => follower.followAll(), restAfter);
  const look = () => {
    if (archive.isOpen) looks();
  };
  look();
  const pattern = new vscode.RelativePattern(vscode.Uri.file(repository), '**/*');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const tell = (event: Parameters<typeof worthTelling>[2]) => (uri: vscode.Uri) => {
    if (worthTelling(repository, uri.fsPath, event)) burst.add(uri.fsPath);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(tell('made')),
    watcher.onDidChange(tell('changed')),
    watcher.onDidDelete(tell('deleted')),
    archive.onDidOpen(look),
    archive.onDidChange(({ frames }) => frames && look()),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && look()),
    looks,
    burst,
    follower,
  );
}

async function offer(files: readonly string[], log: Log): Promise<void> {
  const text = vscode.l10n.t('{0} in the repository', countText(files.length, 'new file'));
  try {
    const answer = await vscode.window.showInformationMessage(text, REGISTER);
    if (answer !== REGISTER) return;
    await vscode.commands.executeCommand('astroArchive.register', { folders: files, mode: 'in-place' });
  } catch (error) {
    log.error(messageOf(error));
  }
}

async function tellOfChanges(changed: FollowReport['changed'], log: Log): Promise<void> {
  const { warning, note } = changedNews(changed);
  if (note !== '') vscode.window.setStatusBarMessage(`$(info) ${note}`, NOTE_MS);
  if (warning === '') return;
  try {
    const answer = await vscode.window.showWarningMessage(warning, VERIFY);
    if (answer === VERIFY) await vscode.commands.executeCommand('astroArchive.verify');
  } catch (error) {
    log.error(messageOf(error));
  }
}
