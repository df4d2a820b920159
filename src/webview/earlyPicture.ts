/** Reads a file and its picture while the page that will show them is still being loaded. */
import * as vscode from 'vscode';
import type { Picture } from '../core/rules/picture/picture';
import type { ImageChoice, ShownFile } from './imageFile';
import type { SeriesSource } from './imageSeries';
import { shownFile } from './imageTour';

interface Asked {
  readonly choice: ImageChoice;
  readonly most: number;
  readonly picture: Promise<Picture>;
}

export class EarlyPicture {
  #file: Promise<ShownFile> | null;
  readonly #cancel = new vscode.CancellationTokenSource();
  #asked: Asked | null = null;

  /**
   * @param start Kept when reading may begin.
   * @param most Pixels in the longer side of the picture, as pages had them before; null where none was.
   */
  constructor(
    path: string,
    start: Promise<void>,
    most: number | null,
    source: Pick<SeriesSource, 'pictures'>,
  ) {
    const file = start.then(() => shownFile(path, source));
    this.#file = file;
    // Whoever asks hears of errors, but nobody may.
    file.then(
      ({ first: choice }) => {
        if (choice === null || most === null || this.#cancel.token.isCancellationRequested) return;
        const picture = source.pictures.picture({ path, ...choice, most }, this.#cancel.token);
        picture.catch(() => undefined);
        this.#asked = { choice, most, picture };
      },
      () => undefined,
    );
  }

  /** What is in the file; null from the second time on: a page that is loaded again reads it again. */
  takeFile(): Promise<ShownFile> | null {
    const file = this.#file;
    this.#file = null;
    return file;
  }

  /** The picture, which is cancelled with `token` from now on; null where another one is on its way, which is dropped. */
  take(choice: ImageChoice, most: number, token: vscode.CancellationToken): Promise<Picture> | null {
    const asked = this.#asked;
    this.#asked = null;
    if (asked === null || !isSame(asked.choice, choice) || asked.most !== most) {
      this.drop();
      return null;
    }
    token.onCancellationRequested(() => this.drop());
    return asked.picture;
  }

  drop(): void {
    this.#cancel.cancel();
  }
}

const isSame = (one: ImageChoice, other: ImageChoice) =>
  one.image === other.image && one.plane === other.plane;
