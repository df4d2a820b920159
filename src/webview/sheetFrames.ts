/** The frames of a session for its contact sheet, page by page, with those that were rejected. */
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Archive } from '../core/api/archive';
import { type PicturedFrame, picturedFrame } from '../core/base/archivedFrame';
import { damageText } from '../core/text/words';
import type { SheetFrame } from './sheetProtocol';

/** Rows of one request. */
const PAGE = 1000;

/** The frames of a session in the order of the tree, a page at a time. */
export async function* framePages(
  archive: Pick<Archive, 'frames'>,
  session: string,
): AsyncGenerator<readonly PicturedFrame[]> {
  for (let from: number | null = 0; from !== null;) {
    const page: Awaited<ReturnType<Archive['frames']>> = await archive.frames({ session, from, limit: PAGE });
    yield page.items.map(picturedFrame);
    from = page.next;
  }
}

/**
 * Frames that were rejected before and would be in the session of this one, as far as the archive can tell: a sheet shows
 * them in their places.
 */
export async function rejectedBeside(
  archive: Pick<Archive, 'series'>,
  path: string,
): Promise<readonly PicturedFrame[]> {
  const series = await archive.series({ path, scope: 'session' });
  return series?.scope === 'session' ? series.frames.filter(({ rejected }) => rejected) : [];
}

/**
 * The frames of a session together with those that the user has rejected: they are in no session any more, and stay
 * where they were, so that they can be restored.
 */
export function withRejected(
  inSession: readonly PicturedFrame[],
  rejected: readonly PicturedFrame[],
): readonly PicturedFrame[] {
  const there = new Set(inSession.map(({ id }) => id));
  const others = new Map(rejected.filter(({ id }) => !there.has(id)).map((frame) => [frame.id, frame]));
  return [...inSession, ...[...others.values()].map((frame) => ({ ...frame, rejected: true }))].sort(
    (a, b) => a.id - b.id,
  );
}

export function sheetFrame(frame: PicturedFrame): SheetFrame {
  const [, time = ''] = /T(\d\d:\d\d:\d\d)/.exec(frame.dateObs ?? '') ?? [];
  return {
    id: frame.id,
    name: path.basename(frame.path),
    time: time === '' ? '' : `${time} UTC`,
    problem: problemOf(frame),
    rejected: frame.rejected,
  };
}

function problemOf({ missing, damage }: PicturedFrame): string {
  if (missing) return l10n.t('missing');
  return damage === undefined ? '' : l10n.t('Damaged: {0}', damageText(damage));
}
