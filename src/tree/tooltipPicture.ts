/** The picture in the tooltip of an item: of its own file, or of one that stands for a session or an object. */
import type * as vscode from 'vscode';
import type { Archive } from '../core/api/archive';
import type { ArchivedFrame } from '../core/base/archivedFrame';
import { messageOf } from '../core/base/errors';
import type { Log } from '../core/base/ports';
import { thumbnailMarkdown } from '../core/text/thumbnail';
import type { EngineClient, KnownContent } from '../engine/client';
import type { ArchiveNode } from './nodes';

/** What pictures are made of. */
export type PictureSource = Pick<Archive, 'frames' | 'results' | 'sessions'> &
  Pick<EngineClient, 'thumbnail'>;

interface PicturedFile {
  readonly path: string;
  /** Null for a file that is no frame of the archive. */
  readonly known: KnownContent | null;
}

/** Milliseconds for which the text of a tooltip waits for its picture; the picture is there the next time. */
const PATIENCE = 5000;
/** Frames that are looked at for one that can be shown. */
const FEW = 50;

/** Returns Markdown; an empty text where there is no picture, which nobody needs to be told. */
export function tooltipPictures(
  source: PictureSource,
  log: Log,
): (node: ArchiveNode, token: vscode.CancellationToken) => Promise<string> {
  return async (node, token) => {
    try {
      const file = await pictured(source, node);
      if (file === undefined || token.isCancellationRequested) return '';
      const making = source.thumbnail(file.path, file.known, token).then(thumbnailMarkdown);
      return await inTime(making, log);
    } catch (error) {
      log.debug(`No picture of ${node.id}: ${messageOf(error)}`);
      return '';
    }
  };
}

async function pictured(source: PictureSource, node: ArchiveNode): Promise<PicturedFile | undefined> {
  if (node.kind === 'frame') return ofFrame(node.frame);
  if (node.kind === 'result') return node.result.exists ? { path: node.result.path, known: null } : undefined;
  if (node.kind === 'session') return ofSession(source, node.session.id);
  if (node.kind !== 'object') return undefined;
  const { object } = node.summary;
  const result = await newestResult(source, { object });
  if (result !== undefined) return result;
  const { items } = await source.sessions({ kind: 'light', object, limit: 1 });
  return items[0] && ofSession(source, items[0].id);
}

async function ofSession(source: PictureSource, session: string): Promise<PicturedFile | undefined> {
  const result = await newestResult(source, { session });
  if (result !== undefined) return result;
  const { items } = await source.frames({ session, limit: FEW });
  const frame = representative(items);
  return frame && ofFrame(frame);
}

async function newestResult(
  source: PictureSource,
  of: { readonly session: string } | { readonly object: string | null },
): Promise<PicturedFile | undefined> {
  const { items } = await source.results({ ...of, limit: FEW });
  const found = items.find(({ exists }) => exists);
  return found && { path: found.path, known: null };
}

/** A frame that can be shown; of a missing one perhaps a thumbnail is left. */
function representative(frames: readonly ArchivedFrame[]): ArchivedFrame | undefined {
  return frames.find(({ missing, damage }) => !missing && damage === undefined) ?? frames[0];
}

const ofFrame = (frame: ArchivedFrame): PicturedFile => ({ path: frame.path, known: frame });

async function inTime(making: Promise<string>, log: Log): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(''), PATIENCE);
  });
  try {
    return await Promise.race([making, late]);
  } finally {
    clearTimeout(timer);
    making.catch((error: unknown) => log.debug(`No picture: ${messageOf(error)}`));
  }
}
