/** One page with the images of a file: pictures, tiles and pixels on request, and the header. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import { coalesce } from '../core/base/coalesce';
import { ArchiveError, messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { translated } from '../core/base/translation';
import { headerText } from '../core/text/header';
import type { EngineClient } from '../engine/client';
import { hear, tell } from './hear';
import { fromImagePage, type FromImagePage, type ImageChoice, type ToImagePage } from './imageProtocol';
import { PictureSaving } from './pictureSaving';
import { shownHeader } from './shownHeader';
import { shownImage, shownPixel } from './shownImage';

/** Milliseconds between two looks at a file that is being written. */
const PAUSE = 500;

/** Milliseconds that a message stands in the status bar. */
const SHORTLY = 3000;

/** What a page asks of the engine. */
export type ImageSource = Pick<Archive, 'header'> & Pick<EngineClient, 'pictures'>;

export class ImagePage {
  readonly #panel: vscode.WebviewPanel;
  readonly #uri: vscode.Uri;
  readonly #source: ImageSource;
  readonly #log: Log;
  readonly #saver: PictureSaving;
  readonly #changed = coalesce(() => this.#look(), PAUSE);
  #disposed = false;

  constructor(panel: vscode.WebviewPanel, uri: vscode.Uri, source: ImageSource, log: Log) {
    this.#panel = panel;
    this.#uri = uri;
    this.#source = source;
    this.#log = log;
    this.#saver = new PictureSaving(uri.fsPath, source.pictures);
    const watching = watchFile(uri, () => this.#changed());
    panel.onDidDispose(() => {
      this.#disposed = true;
      this.#changed.dispose();
      watching?.dispose();
    });
    hear(panel.webview, fromImagePage, (message) => void this.#receive(message), { name: 'Image', to: log });
  }

  get #path(): string {
    return this.#uri.fsPath;
  }

  async #receive(message: FromImagePage): Promise<void> {
    try {
      await this.#answer(message);
    } catch (error) {
      this.#log.debug(`Image: ${messageOf(error)}`);
      if (message.kind === 'tile')
        this.#post({ kind: 'tile', choice: message.choice, key: message.key, tile: null });
      else if (message.kind === 'pixel') this.#post({ kind: 'pixel', pixel: null });
      else return this.#post({ kind: 'failed', message: translated(messageOf(error)) });
      this.#tellOfChange(error);
    }
  }

  /** Nothing watches some drives in the network: what is asked of the file then tells that it is another one, or gone. */
  #tellOfChange(error: unknown): void {
    if (!(error instanceof ArchiveError)) return;
    if (error.code === 'stale') this.#post({ kind: 'changed', message: this.#changedText });
    else if (error.code === 'file') this.#post({ kind: 'changed', message: translated(messageOf(error)) });
  }

  get #changedText(): string {
    return vscode.l10n.t('{0} has changed since it was read.', path.basename(this.#path));
  }

  async #answer(message: FromImagePage): Promise<void> {
    switch (message.kind) {
      case 'ready':
      case 'reload':
        return this.#send();
      case 'show': {
        const { choice, most } = message;
        const picture = await this.#source.pictures.picture({ path: this.#path, ...choice, most });
        return this.#post({ kind: 'picture', choice, picture });
      }
      case 'tile': {
        const { choice, key } = message;
        const [level = 0, column = 0, row = 0] = key.split('/').map(Number);
        const tile = await this.#source.pictures.tile({ path: this.#path, ...choice, level, column, row });
        return this.#post({ kind: 'tile', choice, key, tile });
      }
      case 'pixel':
        return this.#post({ kind: 'pixel', pixel: await this.#pixel(message) });
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
  async #send(): Promise<void> {
    if (this.#uri.scheme !== 'file') {
      const message = vscode.l10n.t(
        'Images are shown of files on disk only. This version of the file is not on disk.',
      );
      return this.#post({ kind: 'failed', message });
    }
    const header = this.#source.header(this.#path).then(
      (report) => this.#post({ kind: 'header', header: shownHeader(report) }),
      (error: unknown) => this.#log.debug(`Image: ${messageOf(error)}`),
    );
    const { images, problems } = await this.#source.pictures.images(this.#path);
    const [first] = images;
    this.#post({
      kind: 'file',
      name: path.basename(this.#path),
      images: images.map(shownImage),
      problems: problems.map(translated),
      first: first === undefined ? null : { image: first.index, plane: first.hasColour ? null : 0 },
    });
    await header;
  }

  /** The file has changed: the user decides when to look again, since a picture may be in the middle of a stack. */
  async #look(): Promise<void> {
    if (this.#disposed || !this.#panel.visible) return;
    try {
      await this.#source.header(this.#path);
      this.#post({ kind: 'changed', message: this.#changedText });
    } catch (error) {
      this.#post({ kind: 'changed', message: translated(messageOf(error)) });
    }
  }

  #post(message: ToImagePage): void {
    if (!this.#disposed) tell(this.#panel.webview, message);
  }
}

/** Watches the folder, because a file name may contain characters that are special in a pattern. */
function watchFile(uri: vscode.Uri, changed: () => void): vscode.Disposable | undefined {
  if (uri.scheme !== 'file') return undefined;
  const folder = vscode.Uri.file(path.dirname(uri.fsPath));
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
  const look = (at: vscode.Uri) => at.fsPath === uri.fsPath && changed();
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(look),
    watcher.onDidChange(look),
    watcher.onDidDelete(look),
  );
}
