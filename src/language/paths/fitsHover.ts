/** Hovers that show the header and the picture of an image file on its path in any text. */
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../core/api/archive';
import { messageOf } from '../../core/base/errors';
import type { Log } from '../../core/base/ports';
import { folderOfLine } from '../../core/siril/folders/walkScript';
import { parseScript } from '../../core/siril/parser/script';
import { thumbnailMarkdown } from '../../core/text/thumbnail';
import type { EngineClient } from '../../engine/client';
import { headerMarkdown, unreadableMarkdown } from '../markdown/headerMarkdown';
import { SIRIL } from '../siril/scripts';
import { pathsAt } from './pathInLine';
import { type PathSurroundings, resolvePath } from './resolvePath';

/** What a hover is made of. */
export type HoverSource = Pick<Archive, 'header'> & Pick<EngineClient, 'thumbnail'>;

/** Returns Markdown for a file; undefined where there is nothing to show. */
type Describe = (path: string, cancel: vscode.CancellationToken) => Promise<string | undefined>;

/**
 * Shows headers and pictures on paths of image files in all text files on disk, and nothing on paths that do not
 * exist. They are two hovers, so that the header is there while the picture is still being made.
 */
export function registerHover(source: HoverSource, log: Log): vscode.Disposable {
  const providers = [
    hoverOf((path) => headerText(source, path, log)),
    hoverOf((path, cancel) => picture(source, path, cancel, log)),
  ];
  return vscode.Disposable.from(
    ...providers.map((provider) => vscode.languages.registerHoverProvider({ scheme: 'file' }, provider)),
  );
}

function hoverOf(describe: Describe): vscode.HoverProvider {
  return {
    async provideHover(document, position, token) {
      const found = await fileAt(document, position, token);
      if (found === null || token.isCancellationRequested) return undefined;
      const text = await describe(found.path, token);
      if (text === undefined) return undefined;
      const markdown = new vscode.MarkdownString(text);
      markdown.isTrusted = false;
      markdown.supportHtml = false;
      return new vscode.Hover(markdown, found.range);
    },
  };
}

/** A file that cannot be shown has no picture; the header says what is wrong with it. */
async function picture(
  source: Pick<EngineClient, 'thumbnail'>,
  path: string,
  cancel: vscode.CancellationToken,
  log: Log,
): Promise<string | undefined> {
  try {
    return thumbnailMarkdown(await source.thumbnail(path, null, cancel));
  } catch (error) {
    log.debug(`Hover: ${messageOf(error)}`);
    return undefined;
  }
}

async function headerText(archive: Pick<Archive, 'header'>, path: string, log: Log): Promise<string> {
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
