/** The JSON of what is done where the archive does not open. */
import type { RebuildReport } from '../../core/api/archive';

export function rebuildJson(report: RebuildReport): unknown {
  return {
    database: report.database,
    kept: report.kept,
    folders: report.folders,
    frames: report.frameCount,
    sessions: report.sessions,
    failures: report.failures,
    failed: report.failed.map(({ path, error }) => ({ path, error })),
    seconds: report.seconds,
  };
}
