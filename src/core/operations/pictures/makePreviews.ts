/** Writes previews of image files, as PNG or JPEG. */
import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImageChoice, MadePreview, PreviewsReport } from '../../api/pixels';
import { english } from '../../base/english';
import { ArchiveError, fileError, messageOf } from '../../base/errors';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import { imageStem } from '../../formats/image/names';
import { COMMENT_BYTES, commentIn } from '../../formats/raster/comment';
import { encodeJpeg } from '../../formats/raster/jpeg';
import { encodePng } from '../../formats/raster/png';
import { rasterEnding, type RasterFormat } from '../../formats/raster/raster';
import { paint, usualStretch } from '../../rules/picture/picture';
import type { StretchName } from '../../rules/picture/stretch';
import { firstBytes } from '../../storage/files/firstBytes';
import { replaceFile, secondName, unfinishedName } from '../../storage/files/replace';
import { chosenImage, withPixels } from './openImage';
import { pictureOf, sourceOf } from './pictureOf';

export interface PreviewsRequest {
  /** Absolute. */
  readonly files: readonly string[];
  /** The folder that previews go into; it is made where it is not there. */
  readonly folder: string;
  /** Pixels of the longer side, at most. */
  readonly size: number;
  /** Null for the one that suits each picture. */
  readonly stretch: StretchName | null;
  readonly format: RasterFormat;
  readonly hdu: ImageChoice['hdu'];
  /** From 0; null for colour where there is colour. */
  readonly plane: number | null;
}

/**
 * Makes a preview of each file: `M31_0001.png` of `M31_0001.fits.fz`. One that fails leaves the others alone.
 * An existing file is replaced only where it is a preview of the same file.
 */
export async function makePreviews(request: PreviewsRequest, context: Context): Promise<PreviewsReport> {
  const made: MadePreview[] = [];
  const failed: { path: string; error: string }[] = [];
  await mkdir(request.folder, { recursive: true }).catch((error: unknown) => {
    throw fileError(error, request.folder);
  });
  const meter = new Meter(context.progress, 'Making previews', request.files.length);
  for (const path of request.files) {
    if (context.cancel.isCancellationRequested) return { made, failed, cancelled: true };
    try {
      made.push(await makePreview(path, request, context));
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'cancelled') {
        return { made, failed, cancelled: true };
      }
      failed.push({ path, error: messageOf(fileError(error, path)) });
    }
    meter.step(basename(path));
  }
  return { made, failed, cancelled: false };
}

function makePreview(path: string, request: PreviewsRequest, { cancel }: Context): Promise<MadePreview> {
  return withPixels(path, cancel, async (file, signal) => {
    const { folder, format, size, hdu, plane } = request;
    const image = chosenImage(file, { hdu, plane: plane ?? 0 });
    const preview = join(folder, imageStem(basename(path)) + rasterEnding(format));
    const comment = commentOf(path);
    // Before the work, so that it is not done in vain.
    await refuseForeign(preview, comment);
    const picture = await pictureOf(sourceOf(file.format, image, plane), size, signal);
    const stretch = request.stretch ?? usualStretch(picture);
    const raster = paint(picture, stretch);
    const bytes = format === 'png' ? encodePng(raster, comment) : encodeJpeg(raster, comment);
    await writePreview(preview, bytes, comment);
    const { firstRow, from } = picture.orientation;
    const { width, height } = picture;
    return {
      path,
      preview,
      width,
      height,
      hdu: image.hdu,
      colour: picture.colour,
      stretch,
      firstRow,
      orientation: from,
    };
  });
}

/** Tells a preview of one file from that of another of the same name, without telling where it lies. */
function commentOf(path: string): string {
  return `Astro Archive preview ${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
}

/** Whether a file of this name is there; throws where it is not a preview of the same file. */
async function refuseForeign(preview: string, comment: string): Promise<boolean> {
  const found = await firstBytes(preview, COMMENT_BYTES);
  if (found === null) return false;
  if (commentIn(found) === comment) return true;
  throw new ArchiveError('exists', english('a file of that name exists, and is no preview of this image'), {
    path: preview,
    advice: english('Choose another folder, or remove the file.'),
  });
}

/** A new file gets its name only where that is still free. */
async function writePreview(preview: string, bytes: Buffer, comment: string): Promise<void> {
  if (await refuseForeign(preview, comment)) return replaceFile(preview, bytes);
  const beside = unfinishedName(preview);
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await secondName(beside, preview);
  } catch (error) {
    throw fileError(error, preview);
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}
