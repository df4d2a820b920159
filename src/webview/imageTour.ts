/** From one image to the next: what a page asks about the files around the one that it shows. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import type { SeriesScope } from '../core/api/series';
import type { PicturedFrame } from '../core/base/archivedFrame';
import { coalesce } from '../core/base/coalesce';
import { CancelledError, messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { translated } from '../core/base/translation';
import type { EngineClient } from '../engine/client';
import type { ShownFile } from './imageFile';
import { type SeriesSource, shownSeries } from './imageSeries';
import { shownImage } from './shownImage';
import type { FromTour, SharedPlace, ToTour } from './tourProtocol';

/** Milliseconds between two looks at an archive that keeps changing. */
const PAUSE = 300;

export interface TourSource extends SeriesSource, Pick<Archive, 'reject'>, Pick<EngineClient, 'thumbnail'> {
  /** Whether there is an archive to ask. */
  hasArchive(): boolean;
}

/** What the user has decided about a frame. */
export interface Decision {
  readonly path: string;
  readonly rejected: boolean;
}

/** The page that a tour goes through. */
export interface TourPage {
  /** The file that it shows, absolute. */
  readonly path: string;
  /** What was rejected or restored in these pages, the last one last. */
  readonly decisions: Decision[];
  post(message: ToTour): void;
  /** Shows another file, in this page or in another one that takes its place. */
  show(file: string, look: object): void;
  /** Shows another file for a moment. */
  pass(file: string): void;
  link(isLinked: boolean): void;
  placed(place: SharedPlace): void;
  compare(look: object): Promise<void>;
}

export class ImageTour {
  readonly #page: TourPage;
  readonly #source: TourSource;
  readonly #log: Log;
  readonly #changes = coalesce(() => this.#look(), PAUSE);
  /** Asked for by the page; null until then. */
  #scope: SeriesScope | null = null;
  #files: ReadonlySet<string> = new Set();
  /** What the archive knows of them: a frame has one thumbnail, whoever asks for it. */
  #frames: ReadonlyMap<string, PicturedFrame> = new Map();
  /** Thumbnails that wait to be made are for nobody once the page is gone. */
  readonly #closed = new vscode.CancellationTokenSource();
  /** The picture that is read ahead. */
  #reading: { readonly path: string; readonly cancel: vscode.CancellationTokenSource } | null = null;
  /** Rejections under way: what the archive says before they are done is out of date. */
  #pending = 0;

  constructor(page: TourPage, source: TourSource, log: Log) {
    this.#page = page;
    this.#source = source;
    this.#log = log;
  }

  /** Whether a page may ask about this file: the one that it shows, and those around it. */
  has(file: string): boolean {
    return file === this.#page.path || this.#files.has(file);
  }

  /** The archive has changed. */
  changed(): void {
    if (this.#scope !== null) this.#changes();
  }

  /** Gives up what is read ahead for a file that is wanted at once: they would share the engine. */
  makeRoom(file: string): void {
    if (this.#reading !== null && this.#reading.path !== file) this.#reading.cancel.cancel();
  }

  dispose(): void {
    this.#reading?.cancel.cancel();
    this.#closed.cancel();
    this.#closed.dispose();
    this.#changes.dispose();
  }

  async receive(message: FromTour): Promise<void> {
    if ('path' in message && !this.has(message.path)) return;
    switch (message.kind) {
      case 'series':
        this.#scope = message.scope;
        return this.#look();
      case 'go':
        return this.#page.show(message.path, message.look);
      case 'pass':
        return this.#page.pass(message.path);
      case 'ahead':
        return this.#ahead(message);
      case 'thumbnail':
        return this.#thumbnail(message.path);
      case 'reject':
        this.#page.decisions.push({ path: message.path, rejected: message.rejected });
        return this.#reject(message.path, message.rejected);
      case 'undoReject':
        return this.#undo();
      case 'link':
        return this.#page.link(message.isLinked);
      case 'placed':
        return this.#page.placed(message.place);
      case 'compare':
        return this.#page.compare(message.look);
    }
  }

  async #look(): Promise<void> {
    const { path: file } = this.#page;
    if (this.#scope === null) return;
    try {
      const hasArchive = this.#source.hasArchive();
      const options = { hasArchive, isTrusted: vscode.workspace.isTrusted, log: this.#log };
      const { shown: series, frames } = await shownSeries(
        { path: file, scope: this.#scope },
        this.#source,
        options,
      );
      // Others were asked for meanwhile.
      if (this.#page.path !== file && !series.files.some((each) => each.path === this.#page.path)) return;
      if (this.#pending > 0) return;
      this.#files = new Set(series.files.map((each) => each.path));
      this.#frames = frames;
      this.#page.post({ kind: 'series', series });
    } catch (error) {
      this.#log.debug(`Image: ${messageOf(error)}`);
    }
  }

  async #ahead({ path: file, choice, most }: Extract<FromTour, { kind: 'ahead' }>): Promise<void> {
    const { pictures } = this.#source;
    const cancel = new vscode.CancellationTokenSource();
    this.#reading = { path: file, cancel };
    try {
      const found = await shownFile(file, this.#source);
      const image = found.images.find(({ index }) => index === choice?.image);
      const wanted = image && (choice?.plane ?? 0) < image.planes ? choice : found.first;
      const shown = wanted && {
        choice: wanted,
        picture: await pictures.picture({ path: file, ...wanted, most }, cancel.token),
      };
      this.#page.post({ kind: 'ahead', most, file: found, shown });
    } catch (error) {
      this.#log.debug(`Image: ${messageOf(error)}`);
      const isDropped = error instanceof CancelledError;
      const message = isDropped ? null : translated(messageOf(error));
      this.#page.post({ kind: 'notAhead', path: file, message });
    } finally {
      if (this.#reading?.cancel === cancel) this.#reading = null;
      cancel.dispose();
    }
  }

  async #thumbnail(file: string): Promise<void> {
    let address = null;
    try {
      ({ address } = await this.#source.thumbnail(file, this.#frames.get(file) ?? null, this.#closed.token));
    } catch (error) {
      this.#log.debug(`Image: ${messageOf(error)}`);
    }
    this.#page.post({ kind: 'thumbnail', path: file, address });
  }

  async #reject(file: string, rejected: boolean): Promise<void> {
    this.#pending++;
    try {
      if (!vscode.workspace.isTrusted) return;
      const { unknown } = await this.#source.reject({ frames: [file], rejected });
      if (unknown.length > 0) {
        const message = vscode.l10n.t('{0} is no longer in the archive.', path.basename(file));
        this.#page.post({ kind: 'refused', message });
      }
    } catch (error) {
      this.#page.post({ kind: 'refused', message: translated(messageOf(error)) });
    } finally {
      this.#pending--;
      this.#changes();
    }
  }

  /** Back to the frame that was decided about last, which is as it was before. */
  async #undo(): Promise<void> {
    const last = this.#page.decisions.pop();
    if (last === undefined) return;
    await this.#reject(last.path, !last.rejected);
    this.#page.post({ kind: 'visit', path: last.path });
  }
}

/** A file and its images, for the page. */
export async function shownFile(
  file: string,
  { pictures }: Pick<SeriesSource, 'pictures'>,
): Promise<ShownFile> {
  const { images, problems } = await pictures.images(file);
  const [first] = images;
  return {
    path: file,
    name: path.basename(file),
    images: images.map(shownImage),
    problems: problems.map(translated),
    first: first === undefined ? null : { image: first.index, plane: first.hasColour ? null : 0 },
  };
}
