/** A hover that shows the header of an image file on its path in any text. */
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../core/api/archive';
import { messageOf } from '../../core/base/errors';
import type { Log } from '../../core/base/ports';
import { folderOfLine } from '../../core/siril/folders/walkScript';
import { parseScript } from '../../core/siril/parser/script';
import { headerMarkdown, unreadableMarkdown } from '../markdown/headerMarkdown';
import { SIRIL } from '../siril/scripts';
import { pathsAt } from './pathInLine';
import { type PathSurroundings, resolvePath } from './resolvePath';

/**
 * Shows headers on paths of image files in all text files on disk, and nothing on paths that do not exist.
 */
export function registerHover(archive: Pick<Archive, 'header'>, log: Log): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: 'file' },
    {
      async provideHover(document, position, token) {
        const found = await fileAt(document, position, token);
        if (found === null || token.isCancellationRequested) return undefined;
        const markdown = new vscode.MarkdownString(await describe(archive, found.path, log));
        markdown.isTrusted = false;
        markdown.supportHtml = false;
        return new vscode.Hover(markdown, found.range);
      },
    },
  );
}

async function describe(archive: Pick<Archive, 'header'>, path: string, log: Log): Promise<string> {
  try {
    return headerMarkdown(await archive.header(path));
  } catch (error) {
    log.debug(`Hover: ${messageOf(error)}`);
    return unreadableMarkdown(messageOf(error));
  }
}

/** The first candidate under the position that is a file. */
async function fileAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<{ readonly path: string; readonly range: vscode.Range } | null> {
  const candidates = pathsAt(document.lineAt(position.line).text, position.character);
  if (candidates.length === 0) return null;
  const around = surroundings(document, position.line);
  for (const { start, end, path } of candidates) {
    for (const absolute of resolvePath(path, around)) {
      if (token.isCancellationRequested) return null;
      if (await isFile(absolute)) {
        return { path: absolute, range: new vscode.Range(position.line, start, position.line, end) };
      }
    }
  }
  return null;
}

function surroundings(document: vscode.TextDocument, line: number): PathSurroundings {
  const workspace = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return {
    folders: [
      ...scriptFolder(document, line),
      dirname(document.uri.fsPath),
      ...workspace.map(({ uri }) => uri.fsPath),
    ],
    home: homedir(),
    windows: process.platform === 'win32',
  };
}

/** In a Siril script, a path is relative to the current folder at its line. */
function scriptFolder(document: vscode.TextDocument, line: number): readonly string[] {
  if (document.languageId !== SIRIL) return [];
  const base = dirname(document.uri.fsPath);
  return [folderOfLine(parseScript(document.getText()), base, line) ?? []].flat();
}

async function isFile(path: string): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return (type & vscode.FileType.File) !== 0;
  } catch {
    // Most candidates are not files.
    return false;
  }
}
