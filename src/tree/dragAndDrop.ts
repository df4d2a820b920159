/** What can be dragged: calibration sessions onto the sessions that they serve, and folders into a view. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { parsed } from '../core/base/json';
import type { ArchiveNode } from './nodes';

/** Calibration sessions between the views of one window; the value is a JSON list of their ids. */
const SESSIONS_MIME = 'application/vnd.astro-archive.sessions';
/** Files of the explorer, and of other programs where VS Code knows their paths. */
const FILES_MIME = 'text/uri-list';
/** Files of other programs. */
const FOREIGN_MIME = 'files';

const DRAGGED = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))), v.minLength(1));

/** One controller serves all views: a calibration is dragged from one of them into another. */
export class DragAndDrop implements vscode.TreeDragAndDropController<ArchiveNode> {
  readonly dragMimeTypes = [SESSIONS_MIME];
  readonly dropMimeTypes = [SESSIONS_MIME, FILES_MIME, FOREIGN_MIME];

  handleDrag(nodes: readonly ArchiveNode[], data: vscode.DataTransfer): void {
    const ids = nodes.flatMap((node) =>
      node.kind === 'session' && node.session.type !== 'light' ? [node.session.id] : [],
    );
    if (ids.length > 0) data.set(SESSIONS_MIME, new vscode.DataTransferItem(JSON.stringify(ids)));
  }

  async handleDrop(target: ArchiveNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const dragged = await data.get(SESSIONS_MIME)?.asString();
    if (dragged !== undefined && dragged !== '') return dropSessions(target, dragged);
    const folders = await foldersOf(data);
    if (folders === null) return;
    if (folders.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Drop a folder to register the frames in it. Single files cannot be registered.'),
      );
      return;
    }
    await vscode.commands.executeCommand('astroArchive.register', folders[0], folders);
  }
}

async function dropSessions(target: ArchiveNode | undefined, dragged: string): Promise<void> {
  const calibrations = parsed(DRAGGED, dragged);
  if (calibrations === null) return;
  const session = sessionAt(target);
  if (session === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Drop calibration frames on a light session, or on a session of raw flats.'),
    );
    return;
  }
  // Dropped where it was taken up.
  if (calibrations.includes(session.id)) return;
  await vscode.commands.executeCommand('astroArchive.linkCalibrations', {
    calibrations,
    session: session.id,
  });
}

/** The session of an item or of the item above it: a frame stands for its session. */
function sessionAt(node: ArchiveNode | undefined) {
  if (node === undefined) return undefined;
  if (node.kind === 'session') return node.session;
  return node.parent?.kind === 'session' ? node.parent.session : undefined;
}

/** The folders among what was dropped; null where nothing of it is a file. */
async function foldersOf(data: vscode.DataTransfer): Promise<vscode.Uri[] | null> {
  const list = await data.get(FILES_MIME)?.asString();
  // RFC 2483: one address a line, comments begin with `#`.
  const lines = (list ?? '').split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const uris = lines.map((line) => vscode.Uri.parse(line));
  for (const [, item] of data) {
    const uri = item.asFile()?.uri;
    if (uri && !uris.some((each) => each.toString() === uri.toString())) uris.push(uri);
  }
  if (uris.length === 0) return null;
  const kinds = await Promise.all(uris.map(isFolder));
  return uris.filter((_, index) => kinds[index]);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    // What cannot be looked at is no folder; the message says what can be dropped.
    return false;
  }
}
