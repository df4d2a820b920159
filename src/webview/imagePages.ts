/** All pages that show images: editors of one file, and those that go from one file to the next. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ArchiveError } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { fillWebview } from './fillWebview';
import { ImagePage, type ImageSource } from './imagePage';
import type { Decision } from './imageTour';
import type { SharedPlace, TourStep } from './tourProtocol';

/** As in the manifest, which also says for which names. */
export const IMAGE_EDITOR = 'astroArchive.image';
/** The page that shows one file after the other; its tab is named after the one in front. */
export const TOUR_VIEW = 'astroArchive.tour';

export class ImagePages {
  readonly #extension: vscode.Uri;
  readonly #source: ImageSource;
  readonly #log: Log;
  readonly #pages = new Set<ImagePage>();
  /** How the next editor of a file is to look, by its address. */
  readonly #looks = new Map<string, object>();
  readonly #decisions: Decision[] = [];
  readonly #sizes: { last: number | null } = { last: null };
  #isLinked = false;
  /** Where the linked pictures are; undefined until one has said. */
  #place: SharedPlace | undefined;

  constructor(extension: vscode.Uri, source: ImageSource, log: Log) {
    this.#extension = extension;
    this.#source = source;
    this.#log = log;
  }

  /** Fills an editor, or a page that goes from file to file. */
  add(panel: vscode.WebviewPanel, uri: vscode.Uri, isTour: boolean, look?: object): void {
    const key = uri.toString();
    const state = look ?? (isTour ? undefined : this.#looks.get(key));
    const page: ImagePage = new ImagePage(panel, uri, {
      source: this.#source,
      log: this.#log,
      isTour,
      decisions: this.#decisions,
      sizes: this.#sizes,
      show: (from, file, next) => this.#go(from, file, next),
      compare: (from, next) => this.#compare(from, next),
      link: (isLinked) => this.#link(isLinked),
      placed: (from, place) => this.#placed(from, place),
      ready: (from) => this.#tellLink(from),
    });
    this.#looks.delete(key);
    this.#pages.add(page);
    panel.onDidDispose(() => this.#pages.delete(page));
    fillWebview(panel.webview, this.#extension, {
      title: vscode.l10n.t('Image'),
      script: 'image.js',
      styles: ['page.css', 'header.css', 'image.css', 'tour.css'],
      ...(state === undefined ? {} : { state }),
    });
  }

  archiveChanged(): void {
    for (const page of this.#pages) page.archiveChanged();
  }

  /** Does what a command says with the page in front. */
  do(step: TourStep): void {
    const active = [...this.#pages].find(({ panel }) => panel.active);
    if (active) return active.do(step);
    throw new ArchiveError('request', vscode.l10n.t('No image is open'), {
      advice: vscode.l10n.t('Open a frame first.'),
    });
  }

  /** From an editor to the page that goes from file to file: it takes the editor's place. */
  #go({ panel, uri }: ImagePage, file: string, look: object): void {
    const column = panel.viewColumn ?? vscode.ViewColumn.Active;
    const tab = tabOf(uri, column);
    const next = vscode.window.createWebviewPanel(TOUR_VIEW, path.basename(file), column);
    this.add(next, vscode.Uri.file(file), true, look);
    // A pinned one is there to stay.
    if (tab && !tab.isPinned) void vscode.window.tabGroups.close(tab, true);
  }

  async #compare({ uri }: ImagePage, look: object): Promise<void> {
    this.#looks.set(uri.toString(), look);
    this.#link(true);
    const options = { viewColumn: vscode.ViewColumn.Beside, preview: false };
    await vscode.commands.executeCommand('vscode.openWith', uri, IMAGE_EDITOR, options);
  }

  #link(isLinked: boolean): void {
    this.#isLinked = isLinked;
    this.#place = undefined;
    for (const page of this.#pages) page.post({ kind: 'linked', isLinked });
  }

  #placed(from: ImagePage, place: SharedPlace): void {
    if (!this.#isLinked) return;
    this.#place = place;
    for (const page of this.#pages) if (page !== from) page.post({ kind: 'placed', place });
  }

  #tellLink(page: ImagePage): void {
    page.post({ kind: 'linked', isLinked: this.#isLinked });
    if (this.#isLinked && this.#place !== undefined) page.post({ kind: 'placed', place: this.#place });
  }
}

function tabOf(uri: vscode.Uri, column: vscode.ViewColumn): vscode.Tab | undefined {
  const group = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn === column);
  return group?.tabs.find(
    ({ input }) =>
      input instanceof vscode.TabInputCustom &&
      input.viewType === IMAGE_EDITOR &&
      input.uri.toString() === uri.toString(),
  );
}
