/** The editor for image files in VS Code: it shows their pictures and headers, read-only. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ArchiveChange } from '../core/api/archive';
import type { Log } from '../core/base/ports';
import type { ImageSource } from './imagePage';
import { IMAGE_EDITOR, ImagePages, TOUR_VIEW } from './imagePages';
import type { TourStep } from './tourProtocol';

export { IMAGE_EDITOR } from './imagePages';

/** The archive, its events, and whether there is one. */
export interface ImagesOfArchive extends ImageSource {
  onDidChange(listener: (change: ArchiveChange) => void): vscode.Disposable;
}

/** What commands do with the picture in front. */
const STEPS: Readonly<Record<string, TourStep>> = {
  'astroArchive.nextFrame': 'next',
  'astroArchive.previousFrame': 'previous',
  'astroArchive.playFrames': 'play',
  'astroArchive.rejectShownFrame': 'reject',
  'astroArchive.restoreShownFrame': 'restore',
  'astroArchive.compareFrames': 'compare',
  'astroArchive.linkPictures': 'link',
};

/**
 * An image file opened as text is unreadable, and saving it as text destroys it. This editor never saves. It
 * needs no archive, so it works in any folder, trusted or not. The page that goes from one file to the next is
 * restored when the window was closed (`onWebviewPanel:astroArchive.tour` in the manifest).
 */
export function registerImageEditor(
  context: Pick<vscode.ExtensionContext, 'extensionUri'>,
  source: ImagesOfArchive,
  log: Log,
): vscode.Disposable {
  const pages = new ImagePages(context.extensionUri, source, log);
  const steps = Object.entries(STEPS).map(([id, step]) =>
    vscode.commands.registerCommand(id, () => pages.do(step)),
  );
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(
      IMAGE_EDITOR,
      {
        // Do not read here: on failure VS Code would offer its text editor.
        openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
        resolveCustomEditor: ({ uri }, panel) => pages.add(panel, uri, false),
      },
      { supportsMultipleEditorsPerDocument: true },
    ),
    vscode.window.registerWebviewPanelSerializer(TOUR_VIEW, {
      deserializeWebviewPanel(panel, state: unknown) {
        const kept = v.safeParse(KEPT, state);
        if (kept.success) pages.add(panel, vscode.Uri.file(kept.output.path), true);
        else panel.dispose();
        return Promise.resolve();
      },
    }),
    source.onDidChange(() => pages.archiveChanged()),
    ...steps,
  );
}

/** What a page has kept of itself. */
const KEPT = v.object({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_768)) });
