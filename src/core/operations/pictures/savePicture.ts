/** Saves an image as a PNG file: as it is shown, with all of its pixels. */
import { realpath, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, CancelledError } from '../../base/errors';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import type { PixelFile, PixelImage } from '../../formats/pixels/pixelImage';
import { isPng, pngParts } from '../../formats/raster/png';
import type { RasterShape } from '../../formats/raster/raster';
import type { Levels } from '../../rules/picture/levels';
import { orientationOf } from '../../rules/picture/orientation';
import { stretchTable } from '../../rules/picture/stretch';
import type { Transfer } from '../../rules/picture/transfer';
import { firstBytes } from '../../storage/files/firstBytes';
import { writeParts } from '../../storage/files/writeParts';
import type { SavedPicture, SavePictureRequest } from './images';
import { sourceOf } from './pictureOf';
import { partOf, type TileSource } from './tile';

/** Enough to know a PNG file. */
const SIGNATURE_BYTES = 16;
/** Rows that are read at a time, an even number. */
const STRIP = 64;
/** Viewers refuse larger pictures, and a row must fit into memory. */
const LONGEST_SIDE = 65_535;

/**
 * Writes the PNG file. One that exists is replaced only where it is a PNG file; an image file never is.
 * @throws ArchiveError `exists` where another file has that name; `request` for a picture that is too large; `cancelled`;
 * and as `PixelImage.read` does.
 */
export async function savePicture(
  file: PixelFile,
  image: PixelImage,
  levels: Levels,
  request: SavePictureRequest,
  context: Context,
): Promise<SavedPicture> {
  const { to, plane, transfers, isInverted } = request;
  const { width, height } = image;
  if (Math.max(width, height) > LONGEST_SIDE) {
    throw new ArchiveError('request', english('the picture is too large for a PNG file'), {
      path: file.path,
      expected: english('at most {0} pixels a side', LONGEST_SIDE),
      got: english('{0} × {1} pixels', width, height),
    });
  }
  const mayReplace = await mayBeReplaced(to, file.path);
  const source = { ...sourceOf(file.format, image, plane), levels };
  const channels = source.mosaic !== null || source.planes.length === 3 ? 3 : 1;
  const tables = tablesFor(channels, transfers, levels, isInverted);
  const isBottomUp = orientationOf(file.format, image).firstRow === 'bottom';
  const strips = stripsOf(source, tables, isBottomUp, context, basename(to));
  const shape: RasterShape = { width, height, channels };
  await writeParts(to, pngParts(shape, 'Astro Archive', strips), { mayReplace });
  return { path: to, width, height };
}

function tablesFor(
  channels: number,
  transfers: readonly Transfer[],
  levels: Levels,
  isInverted: boolean,
): readonly Uint8Array[] {
  const made = transfers.map((transfer) => stretchTable(transfer, levels));
  const tables = isInverted ? made.map((table) => table.map((value) => 255 - value)) : made;
  return Array.from({ length: channels }, (_, i) => tables[i] ?? tables[0] ?? new Uint8Array(0));
}

/** Strips of rows as bytes, from the top of the picture on. */
async function* stripsOf(
  source: TileSource,
  tables: readonly Uint8Array[],
  isBottomUp: boolean,
  { progress, cancel }: Context,
  name: string,
): AsyncGenerator<Uint8Array> {
  const { width, height } = source.image;
  const count = Math.ceil(height / STRIP);
  const meter = new Meter(progress, 'Saving the picture', count);
  for (let strip = 0; strip < count; strip++) {
    if (cancel.isCancellationRequested) throw new CancelledError();
    const y = STRIP * (isBottomUp ? count - 1 - strip : strip);
    const part = { x: 0, y, width, height: Math.min(STRIP, height - y) };
    const { channels } = await partOf(source, part, 1);
    const bytes = new Uint8Array(width * part.height * tables.length);
    tables.forEach((table, channel) => {
      const codes = channels[channel] ?? new Uint16Array(0);
      for (let row = 0; row < part.height; row++) {
        const from = (isBottomUp ? part.height - 1 - row : row) * width;
        let into = row * width * tables.length + channel;
        for (let x = 0; x < width; x++, into += tables.length) bytes[into] = table[codes[from + x] ?? 0] ?? 0;
      }
    });
    yield bytes;
    meter.step(name);
  }
}

/** Whether a file of this name is there that may be replaced; throws where it may not. */
async function mayBeReplaced(to: string, source: string): Promise<boolean> {
  if (extname(to).toLowerCase() !== '.png') {
    throw new ArchiveError('request', english('the name of a picture ends in .png'), { path: to });
  }
  const found = await firstBytes(to, SIGNATURE_BYTES);
  if (found === null) return false;
  if (isPng(found) && !(await isSameFile(to, source))) return true;
  throw new ArchiveError('exists', english('a file of that name exists, and is no PNG picture'), {
    path: to,
    advice: english('Choose another name.'),
  });
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path)));
  return (await realpath(one)) === (await realpath(other)) || (a?.ino === b?.ino && a?.dev === b?.dev);
}
