/** One page with the images of a file: pictures, tiles and pixels on request, and the header. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import { ArchiveError, CancelledError, messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { translated } from '../core/base/translation';
import { headerText } from '../core/text/header';
import { EarlyPicture } from './earlyPicture';
import { hear, tell } from './hear';
import {
  fromImagePage,
  type FromImagePage,
  type ImageChoice,
  type ShownFile,
  type ToImagePage,
} from './imageProtocol';
import { type Decision, ImageTour, shownFile, type TourPage, type TourSource } from './imageTour';
import { type OnItsWay, partsOf, pictureIn } from './pictureParts';
import { PictureSaving } from './pictureSaving';
import { shownHeader } from './shownHeader';
import { shownPixel } from './shownImage';
import { isTourMessage, type SharedPlace, type TourStep } from './tourProtocol';
import { type FileNews, WatchedFile } from './watchedFile';

/** Milliseconds that a message stands in the status bar. */
const SHORTLY = 3000;

/** What a page asks of the engine. */
export type ImageSource = Pick<Archive, 'header'> & TourSource;

/** How a page is opened, and what its surroundings do for it. */
export interface ImagePageOptions {
  readonly source: ImageSource;
  readonly log: Log;
  /** Whether it shows one file after the other; else `show` opens another page for them. */
  readonly isTour: boolean;
  /** What was rejected or restored in all pages, for undoing it. */
  readonly decisions: Decision[];
  /** Pixels in the longer side of the picture that a page wanted last; null where none did yet. */
  readonly sizes: { last: number | null };
  show(page: ImagePage, path: string, look: object): void;
  compare(page: ImagePage, look: object): Promise<void>;
  link(isLinked: boolean): void;
  placed(page: ImagePage, place: SharedPlace): void;
  /** The page listens. */
  ready(page: ImagePage): void;
}

export class ImagePage {
  readonly panel: vscode.WebviewPanel;
  readonly #options: ImagePageOptions;
  readonly #source: ImageSource;
  readonly #log: Log;
  #saver: PictureSaving;
  readonly #tour: ImageTour;
  #uri: vscode.Uri;
  #watched: WatchedFile;
  /** Read while the page is loaded; null once it was asked for, or where another file is shown. */
  #early: EarlyPicture | null = null;
  /** The picture that is read to be shown. */
  #showing = new vscode.CancellationTokenSource();
  /** Tiles are for nobody once the page is gone. */
  readonly #closed = new vscode.CancellationTokenSource();
  #sent = 0;
  #disposed = false;

  constructor(panel: vscode.WebviewPanel, uri: vscode.Uri, options: ImagePageOptions) {
    const { source, log } = options;
    this.panel = panel;
    this.#uri = uri;
    this.#options = options;
    this.#source = source;
    this.#log = log;
    this.#saver = new PictureSaving(uri.fsPath, source.pictures);
    this.#tour = new ImageTour(this.#tourPage(), source, log);
    this.#watched = this.#watch();
    if (uri.scheme === 'file') {
      this.#early = new EarlyPicture(uri.fsPath, this.#watched.remember(), options.sizes.last, source);
    }
    panel.onDidDispose(() => {
      this.#disposed = true;
      this.#forget();
      this.#closed.cancel();
      this.#tour.dispose();
      this.#watched.dispose();
    });
    panel.onDidChangeViewState(() => void (panel.visible && this.#watched.look()));
    hear(panel.webview, fromImagePage, (message) => void this.#receive(message), { name: 'Image', to: log });
  }

  get uri(): vscode.Uri {
    return this.#uri;
  }

  /** The archive has changed. */
  archiveChanged(): void {
    if (this.panel.visible) this.#tour.changed();
  }

  /** Does what the user has called by a command. */
  do(step: TourStep): void {
    this.post({ kind: 'do', step });
  }

  get #path(): string {
    return this.#uri.fsPath;
  }

  async #receive(message: FromImagePage): Promise<void> {
    const of = this.#path;
    try {
      await this.#answer(message);
    } catch (error) {
      if (error instanceof CancelledError) return;
      this.#log.debug(`Image: ${messageOf(error)}`);
      if (message.kind === 'tile') {
        const { choice, key } = message;
        this.post({ kind: 'tile', path: message.path, choice, key, tile: null });
      } else if (message.kind === 'pixel') this.post({ kind: 'pixel', pixel: null });
      else return this.post({ kind: 'failed', path: of, message: translated(messageOf(error)) });
      // Of another file than the one that is shown it is no news.
      if (of === this.#path && (message.kind !== 'tile' || message.path === of)) this.#tellOfChange(error);
    }
  }

  /** Nothing watches some drives in the network: what is asked of the file then tells that it is another one, or gone. */
  #tellOfChange(error: unknown): void {
    if (!(error instanceof ArchiveError)) return;
    if (error.code === 'stale') this.post({ kind: 'changed', message: this.#changedText });
    else if (error.code === 'file') this.post({ kind: 'changed', message: translated(messageOf(error)) });
  }

  get #changedText(): string {
    return vscode.l10n.t('{0} has changed since it was read.', path.basename(this.#path));
  }

  async #answer(message: FromImagePage): Promise<void> {
    if (isTourMessage(message)) return this.#tour.receive(message);
    switch (message.kind) {
      case 'ready': {
        this.#options.ready(this);
        const read = this.#early?.takeFile() ?? null;
        if (read === null) this.#forget();
        return this.#send(read);
      }
      case 'reload':
        this.#forget();
        return this.#send();
      case 'show': {
        const { choice, most } = message;
        const of = this.#path;
        this.#options.sizes.last = most;
        const early = this.#early;
        this.#early = null;
        this.#forget();
        this.#tour.makeRoom(of);
        const { token } = this.#showing;
        const picture =
          early?.take(choice, most, token) ??
          this.#source.pictures.picture({ path: of, ...choice, most }, token);
        return this.#postInParts({ kind: 'picture', path: of, choice, most, picture: await picture }, token);
      }
      case 'tile': {
        const { path: of, choice, most, key } = message;
        if (!this.#tour.has(of)) return this.post({ kind: 'tile', path: of, choice, key, tile: null });
        const [level = 0, column = 0, row = 0] = key.split('/').map(Number);
        const tile = await this.#source.pictures.tile(
          { path: of, ...choice, most, level, column, row },
          this.#closed.token,
        );
        return this.post({ kind: 'tile', path: of, choice, key, tile });
      }
      case 'pixel':
        return this.post({ kind: 'pixel', pixel: await this.#pixel(message) });
      case 'copyPixel': {
        const { place, value, electrons, sky } = await this.#pixel(message);
        const parts = [place, value, electrons, sky].filter((part) => part !== null);
        return vscode.env.clipboard.writeText(parts.join('\t'));
      }
      case 'save':
        return this.#saver.save(message);
      case 'copied':
        return this.#copied(message.error);
      case 'copyHeader':
        return vscode.env.clipboard.writeText(headerText(await this.#source.header(this.#path)));
    }
  }

  async #pixel({ choice, x, y }: { choice: ImageChoice; x: number; y: number }) {
    return shownPixel(await this.#source.pictures.pixel({ path: this.#path, ...choice, x, y }));
  }

  #copied(error: string | null): void {
    if (error === null) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('Picture copied'), SHORTLY);
      return;
    }
    this.#log.debug(`Image: ${error}`);
    void vscode.window.showErrorMessage(vscode.l10n.t('The picture could not be copied: {0}', error));
  }

  /** The header comes even where there are no pixels, and the other way round. */
  async #send(read: Promise<ShownFile> | null = null): Promise<void> {
    if (this.#uri.scheme !== 'file') {
      const message = vscode.l10n.t(
        'Images are shown of files on disk only. This version of the file is not on disk.',
      );
      return this.post({ kind: 'failed', path: this.#path, message });
    }
    const of = this.#path;
    // What was read already was remembered before that.
    if (read === null) await this.#watched.remember();
    const header = this.#source.header(of).then(
      (report) => this.post({ kind: 'header', path: of, header: shownHeader(report) }),
      (error: unknown) => this.#log.debug(`Image: ${messageOf(error)}`),
    );
    const file = await (read ?? shownFile(of, this.#source));
    // Another one is shown by now.
    if (of !== this.#path) return;
    this.post({ kind: 'file', file, isTour: this.#options.isTour });
    this.#watched.tellAgain();
    await header;
  }

  /** What a tour does with this page. */
  #tourPage(): TourPage {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- read by a getter
    const page = this;
    return {
      get path() {
        return page.#path;
      },
      decisions: this.#options.decisions,
      post: (message) => this.post(message),
      show: (file, look) => {
        if (!this.#options.isTour) return this.#options.show(this, file, look);
        this.#turnTo(file);
        void this.#receive({ kind: 'reload' });
      },
      pass: (file) => this.#options.isTour && this.#turnTo(file),
      link: (isLinked) => this.#options.link(isLinked),
      placed: (place) => this.#options.placed(this, place),
      compare: (look) => this.#options.compare(this, look),
    };
  }

  #turnTo(file: string): void {
    if (file === this.#path) return;
    this.#uri = vscode.Uri.file(file);
    this.#forget();
    this.panel.title = path.basename(file);
    this.#saver = new PictureSaving(file, this.#source.pictures);
    this.#watched.dispose();
    this.#watched = this.#watch();
  }

  #watch(): WatchedFile {
    const file = this.#path;
    const watched = new WatchedFile(file, (news) => void this.#hasNews(file, news));
    if (this.#uri.scheme === 'file') watched.watch(() => this.panel.visible);
    return watched;
  }

  /** The user decides when to look again, since a picture may be in the middle of a stack. */
  async #hasNews(file: string, news: FileNews): Promise<void> {
    let message = news === 'same' ? null : this.#changedText;
    try {
      if (news === 'gone') await this.#source.header(file);
    } catch (error) {
      message = translated(messageOf(error));
    }
    if (file === this.#path) this.post({ kind: 'changed', message });
  }

  /** Nobody waits for the picture any more that is read. */
  #forget(): void {
    this.#early?.drop();
    this.#early = null;
    this.#showing.cancel();
    this.#showing.dispose();
    this.#showing = new vscode.CancellationTokenSource();
  }

  post(message: ToImagePage): void {
    if (pictureIn(message) === null) this.#tell(message);
    else void this.#postInParts(message, this.#closed.token);
  }

  /** Other extensions have their turn between the parts. */
  async #postInParts(message: ToImagePage, cancel: vscode.CancellationToken): Promise<void> {
    const id = this.#sent++;
    for (const part of partsOf(message, id)) {
      if (cancel.isCancellationRequested) return this.#tell({ kind: 'dropped', id });
      this.#tell(part);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #tell(message: ToImagePage | OnItsWay): void {
    if (!this.#disposed) tell(this.panel.webview, message);
  }
}
