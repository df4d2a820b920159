/** Writes previews of image files, as PNG or JPEG. */
import { access, constants, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImageChoice, MadePreview, PreviewsReport } from '../../api/pixels';
import { ArchiveError, fileError, messageOf } from '../../base/errors';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import { imageStem } from '../../formats/image/names';
import { encodeJpeg } from '../../formats/raster/jpeg';
import { encodePng } from '../../formats/raster/png';
import { rasterEnding, type RasterFormat } from '../../formats/raster/raster';
import { paint, usualStretch } from '../../rules/picture/picture';
import type { StretchName } from '../../rules/picture/stretch';
import { chosenImage, withPixels } from './openImage';
import { pictureOf, sourceOf } from './pictureOf';
import { previewComment, refuseForeign, removeRemains, writePreview } from './previewFile';

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
  await prepareFolder(request);
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

async function makePreview(
  path: string,
  request: PreviewsRequest,
  { cancel }: Context,
): Promise<MadePreview> {
  const { format, size, hdu, plane } = request;
  const preview = previewOf(path, request);
  const comment = previewComment(path);
  // Before the work, so that it is not done in vain.
  await refuseForeign(preview, comment);
  const { bytes, ...made } = await withPixels(path, cancel, async (file, signal) => {
    const image = chosenImage(file, { hdu, plane: plane ?? 0 });
    const picture = await pictureOf(sourceOf(file.format, image, plane), size, signal);
    const stretch = request.stretch ?? usualStretch(picture);
    const raster = paint(picture, stretch);
    const { firstRow, from } = picture.orientation;
    const { width, height, colour } = picture;
    return {
      bytes: format === 'png' ? encodePng(raster, comment) : encodeJpeg(raster, comment),
      ...{ width, height, hdu: image.hdu, colour, stretch, firstRow, orientation: from },
    };
  });
  await writePreview(preview, bytes, comment);
  return { path, preview, ...made };
}

function previewOf(path: string, { folder, format }: PreviewsRequest): string {
  return join(folder, imageStem(basename(path)) + rasterEnding(format));
}

/** @throws ArchiveError `file` where there can be no previews: every file would be read in vain. */
async function prepareFolder(request: PreviewsRequest): Promise<void> {
  const { folder, files } = request;
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw fileError(error, folder);
  }
  const comments = files.map((path) => [basename(previewOf(path, request)), previewComment(path)] as const);
  await removeRemains(folder, new Map(comments));
}
