/** Frames that the user rejects: they stay in the archive, but in no session and in no checkout. */
import type { RejectReport, RejectRequest } from '../../api/archive';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { noContext } from '../../base/ports';
import { recordOperation } from '../../storage/database/operations';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';

/**
 * The sessions are regenerated right after, so that their frames, exposures and links are those of what is
 * left.
 */
export async function rejectFrames(
  { frames: asked, rejected }: RejectRequest,
  parts: RegenerateParts,
): Promise<RejectReport> {
  const { database, frames, log } = parts;
  const started = new Date().toISOString();
  const found = new Map<number, ArchivedFrame>();
  const unknown: (number | string)[] = [];
  for (const name of asked) {
    const frame = typeof name === 'number' ? frames.byId(name) : frames.atPath(name);
    if (frame) found.set(frame.id, frame);
    else unknown.push(name);
  }
  const differing = [...found.values()].filter((frame) => frame.rejected !== rejected);
  if (differing.length > 0) {
    database.write((sqlite) => {
      for (const { id } of differing) frames.setRejected(id, rejected);
      const summary = { rejected, frames: differing.length };
      recordOperation(sqlite, { kind: 'reject', started, summary });
    });
    await regenerate({}, parts, noContext);
  }
  log.info(`${rejected ? 'Reject' : 'Take back'}: ${differing.length} frames, ${unknown.length} unknown`);
  const paths = (list: readonly ArchivedFrame[]) => list.map(({ path }) => path);
  return {
    changed: paths(differing),
    unchanged: paths([...found.values()].filter((frame) => frame.rejected === rejected)),
    unknown,
  };
}
