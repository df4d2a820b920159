/** Turns the report of the registration that a repair makes into that of the repair. Pure. */
import type { RegisterReport, RepairReport } from '../../api/archive';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { duplicateText } from '../../text/words';

export type Repaired = Pick<RepairReport, 'moved' | 'read' | 'registered' | 'left'>;

/**
 * A registered file is one that was read again (`changed` holds it), one that continues a frame that was missing, or
 * a new one. `frameAt` asks the archive as it is after the registration.
 */
export function outcomeOf(
  report: RegisterReport,
  changed: ReadonlySet<string>,
  missing: readonly ArchivedFrame[],
  frameAt: (path: string) => ArchivedFrame | undefined,
): Repaired {
  const before = new Map(missing.map(({ id, path }) => [id, path]));
  const moved: { from: string; to: string }[] = [];
  const read: string[] = [];
  const registered: string[] = [];
  for (const { to } of report.registered) {
    const from = before.get(frameAt(to)?.id ?? 0);
    if (from !== undefined) moved.push({ from, to });
    else if (changed.has(to)) read.push(to);
    else registered.push(to);
  }
  const left = [
    ...report.duplicates.map((each) => ({ path: each.path, why: `It is ${duplicateText(each, each.of)}` })),
    ...report.failed.map(({ path, error }) => ({ path, why: error })),
    ...report.skipped.map(({ path, why }) => ({ path, why })),
  ];
  return { moved, read, registered, left };
}
