/** Which files are looked at one after the other: frames of the archive, else the image files of a folder. */
import * as path from 'node:path';
import type { Archive, SeriesRequest } from '../core/api/archive';
import type { PicturedFrame } from '../core/base/archivedFrame';
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

/** What a page shows, and what the archive knows of the frames among it, by their paths. */
export interface FoundSeries {
  readonly shown: ShownSeries;
  readonly frames: ReadonlyMap<string, PicturedFrame>;
}

/** An archive that does not open is no reason to stop: the folder is there. */
export async function shownSeries(
  request: SeriesRequest,
  source: SeriesSource,
  { hasArchive, isTrusted, log }: SeriesOptions,
): Promise<FoundSeries> {
  const found = hasArchive
    ? await source.series(request).catch((error: unknown) => {
        log.debug(`Image: ${messageOf(error)}`);
        return null;
      })
    : null;
  const canReject = isTrusted && found !== null;
  const scopes = found === null ? (['folder'] as const) : (['session', 'filter', 'folder'] as const);
  const frames = new Map(found?.frames.map((frame) => [frame.path, frame]));
  if (found !== null && found.scope !== 'folder') {
    const shown = { scope: found.scope, scopes, files: found.frames.map(fileOf), canReject };
    return { shown, frames };
  }
  const files = await source.pictures.siblings(request.path);
  return { shown: { scope: 'folder', scopes, files: withFrames(files, frames), canReject }, frames };
}

/** Image files of a folder, with what the archive knows of those that are frames. Pure. */
export function withFrames(
  files: readonly string[],
  frames: ReadonlyMap<string, Pick<PicturedFrame, 'rejected'>>,
): SeriesFile[] {
  return files.map((file) => ({
    path: file,
    name: path.basename(file),
    rejected: frames.get(file)?.rejected ?? null,
  }));
}

function fileOf({ path: file, rejected }: PicturedFrame): SeriesFile {
  return { path: file, name: path.basename(file), rejected };
}
