/** Which files are looked at one after the other: frames of the archive, else the image files of a folder. */
import * as path from 'node:path';
import type { Archive, FrameSeries, SeriesRequest } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import type { EngineClient } from '../engine/client';
import type { SeriesFile, ShownSeries } from './tourProtocol';

export interface SeriesSource extends Pick<Archive, 'series'>, Pick<EngineClient, 'pictures'> {}

export interface SeriesOptions {
  /** Whether there is an archive to ask. An image that is only looked at is no reason to found one. */
  readonly hasArchive: boolean;
  readonly isTrusted: boolean;
  readonly log: Log;
}

/** An archive that does not open is no reason to stop: the folder is there. */
export async function shownSeries(
  request: SeriesRequest,
  source: SeriesSource,
  { hasArchive, isTrusted, log }: SeriesOptions,
): Promise<ShownSeries> {
  const found = hasArchive
    ? await source.series(request).catch((error: unknown) => {
        log.debug(`Image: ${messageOf(error)}`);
        return null;
      })
    : null;
  const canReject = isTrusted && found !== null;
  const scopes = found === null ? (['folder'] as const) : (['session', 'filter', 'folder'] as const);
  if (found !== null && found.scope !== 'folder') {
    return { scope: found.scope, scopes, files: found.frames.map(fileOf), canReject };
  }
  const files = await source.pictures.siblings(request.path);
  return { scope: 'folder', scopes, files: withFrames(files, found), canReject };
}

/** Image files of a folder, with what the archive knows of those that are frames. Pure. */
export function withFrames(
  files: readonly string[],
  found: Pick<FrameSeries, 'frames'> | null,
): SeriesFile[] {
  const rejected = new Map(found?.frames.map((frame) => [frame.path, frame.rejected]));
  return files.map((file) => ({
    path: file,
    name: path.basename(file),
    rejected: rejected.get(file) ?? null,
  }));
}

function fileOf({ path: file, rejected }: FrameSeries['frames'][number]): SeriesFile {
  return { path: file, name: path.basename(file), rejected };
}
