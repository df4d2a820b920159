/** Files whose images are looked at: the last ones stay open, with what was measured of them. */
import { stat } from 'node:fs/promises';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { type Cancel, type Context, neverCancelled } from '../../base/ports';
import { openPixels } from '../../formats/pixels/openPixels';
import type { PixelFile, PixelImage } from '../../formats/pixels/pixelImage';
import { numberOf } from '../../rules/cards/numbers';
import type { Levels } from '../../rules/picture/levels';
import { orientationOf } from '../../rules/picture/orientation';
import { physicalValue } from '../../rules/picture/physical';
import type { Picture } from '../../rules/picture/picture';
import { fieldOf } from '../../rules/sky/field';
import { type Wcs, wcsOf } from '../../rules/sky/wcs';
import type {
  FileImages,
  ImageInfo,
  ImageRequest,
  Images,
  PictureRequest,
  PictureSaver,
  PixelAnswer,
  PixelRequest,
  SavedPicture,
  SavePictureRequest,
  TileRequest,
} from './images';
import { KnownLevels } from './knownLevels';
import { withSignal } from './openImage';
import { pictureOf, sourceOf } from './pictureOf';
import { noPosition } from './pixelAt';
import { savePicture } from './savePicture';
import { siblingsOf } from './siblings';
import { TILE, type Tile, tileOf } from './tile';

/** Files that stay open: those of two editors beside each other, and what each of them reads ahead. */
const KEPT = 8;

interface Opened {
  readonly file: PixelFile;
  /** Size and time of the last change: another file is opened anew. */
  readonly stamp: string;
  readonly wcs: Map<number, Wcs>;
  /** Requests that are reading from it. */
  readers: number;
  /** It is closed once nobody reads from it any more. */
  isLeft: boolean;
}

export class ImageDesk implements Images, PictureSaver {
  /** The ones used last stand last. */
  readonly #opened = new Map<string, Promise<Opened>>();
  readonly #levels = new KnownLevels();

  images(path: string): Promise<FileImages> {
    return this.#with(path, (opened) => {
      const { images, problems } = opened.file;
      return Promise.resolve({
        ...{ path, problems },
        images: images.map((image, index) => infoOf(opened, image, index)),
      });
    });
  }

  picture(request: PictureRequest, cancel: Cancel = neverCancelled): Promise<Picture> {
    return this.#with(request.path, async (opened) => {
      const source = sourceOf(opened.file.format, imageAt(opened, request), request.plane);
      const picture = await withSignal(cancel, (signal) => pictureOf(source, request.most, signal));
      // What is saved is of no certain size.
      for (const key of [choiceOf(request), sizedOf(request)])
        this.#levels.remember(request.path, opened.stamp, key, picture.levels);
      return picture;
    });
  }

  tile({ level, column, row, ...request }: TileRequest, cancel: Cancel = neverCancelled): Promise<Tile> {
    return this.#with(request.path, (opened) => {
      const image = imageAt(opened, request);
      const levels = this.#levelsOf(opened, request.path, sizedOf(request));
      const side = TILE * 2 ** level;
      if (column * side >= image.width || row * side >= image.height) throw changed(request.path);
      const source = { ...sourceOf(opened.file.format, image, request.plane), levels };
      return withSignal(cancel, (signal) => tileOf(source, { level, column, row }, signal));
    });
  }

  pixel(request: PixelRequest): Promise<PixelAnswer> {
    return this.#with(request.path, (opened) => {
      // Not of another file than the one whose picture is looked at. Of another plane, the picture may be on its way.
      if (this.#levels.isOther(request.path, opened.stamp)) throw changed(request.path);
      return pixelOf(opened, request);
    });
  }

  savePicture(request: SavePictureRequest, context: Context): Promise<SavedPicture> {
    return this.#with(request.path, (opened) => {
      const image = imageAt(opened, request);
      const levels = this.#levelsOf(opened, request.path, choiceOf(request));
      return savePicture(opened.file, image, levels, request, context);
    });
  }

  siblings(path: string): Promise<readonly string[]> {
    return siblingsOf(path);
  }

  async close(): Promise<void> {
    const files = [...this.#opened.values()];
    this.#opened.clear();
    for (const file of files) await leave(file);
  }

  /** Those of the picture that was made: its tiles use the same. It is another file now where there are none. */
  #levelsOf({ stamp }: Opened, path: string, key: string): Levels {
    const known = this.#levels.find(path, stamp, key);
    if (known) return known;
    throw changed(path);
  }

  async #with<T>(path: string, work: (opened: Opened) => Promise<T>): Promise<T> {
    const opened = await this.#open(path);
    try {
      return await work(opened);
    } finally {
      opened.readers--;
      if (opened.isLeft && opened.readers === 0) await opened.file.close();
    }
  }

  /** For one more reader. Others may have it opened, or closed, while this one waits: then it looks again. */
  async #open(path: string): Promise<Opened> {
    for (;;) {
      const stamp = await stampOf(path);
      const opening = this.#opened.get(path) ?? this.#begin(path, stamp);
      const opened = await opening.catch((error: unknown) => {
        if (this.#opened.get(path) === opening) this.#opened.delete(path);
        throw error;
      });
      if (this.#opened.get(path) !== opening) continue;
      this.#opened.delete(path);
      if (opened.stamp !== stamp) {
        void leave(opening);
        continue;
      }
      this.#opened.set(path, opening);
      opened.readers++;
      this.#leaveOldest();
      return opened;
    }
  }

  #begin(path: string, stamp: string): Promise<Opened> {
    const opening = openPixels(path).then((file) => ({
      ...{ file, stamp, wcs: new Map<number, Wcs>() },
      ...{ readers: 0, isLeft: false },
    }));
    this.#opened.set(path, opening);
    return opening;
  }

  #leaveOldest(): void {
    for (const [path, opened] of this.#opened) {
      if (this.#opened.size <= KEPT) return;
      this.#opened.delete(path);
      void leave(opened);
    }
  }
}

async function leave(opening: Promise<Opened>): Promise<void> {
  const opened = await opening.catch(() => null);
  if (opened === null) return;
  opened.isLeft = true;
  if (opened.readers === 0) await opened.file.close();
}

async function pixelOf(opened: Opened, { x, y, ...request }: PixelRequest): Promise<PixelAnswer> {
  const image = imageAt(opened, request);
  const values: (number | null)[] = [];
  for (const plane of sourceOf(opened.file.format, image, request.plane).planes) {
    const [sample = NaN] = await image.read(plane, { x, y, width: 1, height: 1 });
    const value = physicalValue(sample, image);
    values.push(value === null ? null : Number(value));
  }
  const { at } = wcsIn(opened, image, request.image);
  const gain = numberIn(image.keyword('EGAIN'));
  return {
    ...{ x: x + 1, y: y + 1, values },
    electronsPerUnit: gain !== null && gain > 0 ? gain : null,
    sky: at?.(x + 1, y + 1) ?? null,
  };
}

async function stampOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await stat(path);
    return `${size} ${mtimeMs} ${ino}`;
  } catch (error) {
    throw fileError(error, path);
  }
}

function infoOf(opened: Opened, image: PixelImage, index: number): ImageInfo {
  const { format } = opened.file;
  const { hdu, name, width, height, planes, sample, compression, bayer } = image;
  const { mosaic, planes: shown } = sourceOf(format, image, null);
  const wcs = wcsIn(opened, image, index);
  const sky = wcs.at === null ? null : fieldOf(wcs.at, width, height);
  return {
    ...{ index, hdu, name, width, height, planes, sample, compression, bayer, sky },
    hasColour: mosaic !== null || shown.length === 3,
    firstRow: orientationOf(format, image).firstRow,
    noSky: noPosition(wcs),
  };
}

function imageAt({ file }: Opened, { path, image, plane }: ImageRequest): PixelImage {
  const found = file.images[image];
  if (found && (plane === null || plane < found.planes)) return found;
  throw new ArchiveError('request', english('there is no such image or plane'), {
    path,
    expected: english('one of {0}', file.images.length),
    got:
      plane === null
        ? english('image {0}', image + 1)
        : english('image {0}, plane {1}', image + 1, plane + 1),
    advice: english('Load the file again.'),
  });
}

function changed(path: string): ArchiveError {
  return new ArchiveError('stale', english('the file has changed since its picture was made'), {
    path,
    advice: english('Load it again.'),
  });
}

const choiceOf = ({ image, plane }: ImageRequest): string => `${image} ${plane ?? ''}`;
const sizedOf = (request: PictureRequest): string => `${choiceOf(request)} ${request.most}`;

function wcsIn({ wcs }: Opened, image: PixelImage, index: number): Wcs {
  const known = wcs.get(index) ?? wcsOf(image.keyword);
  wcs.set(index, known);
  return known;
}

function numberIn(value: ReturnType<PixelImage['keyword']>): number | null {
  return value === null || typeof value === 'boolean' ? null : numberOf(value);
}
