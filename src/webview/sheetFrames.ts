/** The frames of a session for its contact sheet, page by page, with those that were rejected on the sheet. */
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Archive } from '../core/api/archive';
import type { ArchivedFrame } from '../core/base/archivedFrame';
import { damageText } from '../core/text/words';
import type { SheetFrame } from './sheetProtocol';

/** Rows of one request. */
const PAGE = 1000;

/** What a sheet keeps of a frame. */
export type KeptFrame = Pick<
  ArchivedFrame,
  'id' | 'path' | 'sha256' | 'editedSha256' | 'size' | 'mtime' | 'dateObs' | 'missing' | 'damage' | 'rejected'
>;

/** The frames of a session in the order of the tree, a page at a time. */
export async function* framePages(
  archive: Pick<Archive, 'frames'>,
  session: string,
): AsyncGenerator<readonly KeptFrame[]> {
  for (let from: number | null = 0; from !== null;) {
    const page: Awaited<ReturnType<Archive['frames']>> = await archive.frames({ session, from, limit: PAGE });
    yield page.items.map(kept);
    from = page.next;
  }
}

/** Rows of the archive have much more, and there may be 100,000. */
function kept(frame: ArchivedFrame): KeptFrame {
  const { id, path, sha256, editedSha256, size, mtime, dateObs, missing, rejected, damage } = frame;
  const known = { id, path, sha256, editedSha256, size, mtime, dateObs, missing, rejected };
  return damage === undefined ? known : { ...known, damage };
}

/**
 * The frames of a session together with those that the user has rejected on the sheet: they are in no session any
 * more, and stay where they were, so that they can be taken back.
 */
export function withRejected(
  inSession: readonly KeptFrame[],
  rejectedHere: readonly KeptFrame[],
): readonly KeptFrame[] {
  const there = new Set(inSession.map(({ id }) => id));
  const others = rejectedHere
    .filter(({ id }) => !there.has(id))
    .map((frame) => ({ ...frame, rejected: true }));
  return [...inSession, ...others].sort((a, b) => a.id - b.id);
}

export function sheetFrame(frame: KeptFrame): SheetFrame {
  const [, time = ''] = /T(\d\d:\d\d:\d\d)/.exec(frame.dateObs ?? '') ?? [];
  return {
    id: frame.id,
    name: path.basename(frame.path),
    time: time === '' ? '' : `${time} UTC`,
    problem: problemOf(frame),
    rejected: frame.rejected,
  };
}

function problemOf({ missing, damage }: KeptFrame): string {
  if (missing) return l10n.t('missing');
  return damage === undefined ? '' : l10n.t('Damaged: {0}', damageText(damage));
}
